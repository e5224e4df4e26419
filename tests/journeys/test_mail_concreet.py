from pathlib import Path

import pytest

from tests.journeys.by_mail import correspondence, words

pytestmark = pytest.mark.django_db
OFFICER = "klachtenfunctionaris"


@pytest.mark.clause("CON-14", "CON-19", "CON-20")
def test_a_complaint_by_mail_runs_from_receipt_to_closing(tmp_path: Path) -> None:
    with correspondence("concreet-onderwijsproducten", tmp_path, begins="2026-04-27T10:00") as case:
        assert case.receives("De werkboeken kwamen drie weken te laat.", mailbox="klantenservice").state == "dossier"
        assert case.due("acknowledge") == ("2026-05-04",)
        case.at("2026-04-28T09:00")
        case.does(OFFICER, "take")
        case.does(OFFICER, "acknowledge", channel="mail", until="2026-05-25")
        [receipt] = case.sent()
        assert (case.dossier.number in words(receipt), case.met("acknowledge")) == (True, ("2026-04-28T09:00",))
        assert case.receives("Het gaat om bestelling 12.", answering=receipt).state == "joined"
        case.does(OFFICER, "assess", nature="levering", severity="laag", structural=False)
        case.does(OFFICER, "assign", to=f"m-{case.member('handler').pk}", department="logistiek")
        case.does(OFFICER, "agree_communication", complainant="Per mail", concerned="De hoofdlijn")
        case.at("2026-05-11T10:00")
        case.does("handler", "propose", channel="mail", solution="Gratis verzending.", reasons="De drukker was te laat.")
        [first] = case.sent()
        assert case.receives("Dat is te weinig.", answering=first).state == "joined"
        case.says("decline")
        case.at("2026-05-18T10:00")
        case.does(OFFICER, "propose", channel="mail", solution="Tien procent korting.", reasons="De drukker was te laat.")
        [second] = case.sent()
        assert case.receives("Akkoord.", answering=second).state == "joined"
        case.says("accept")
        case.at("2026-05-20T10:00")
        case.does(OFFICER, "find_cause", category="planning", cause="De drukker was te laat.")
        case.does(OFFICER, "carry_out")
        case.does(OFFICER, "send_copies", channel="mail", to=["complainant", "handler"])
        assert len(case.sent()) == 1
        case.does(OFFICER, "close")
        assert (case.dossier.stage, case.due("destroy")) == ("closed", ("2028-05-20",))
