from pathlib import Path

import pytest

from tests.journeys.by_mail import correspondence, words
from wederhoor.actions.values import Refused

pytestmark = pytest.mark.django_db
HANDLER = "verantwoordelijk-medewerker"


@pytest.mark.clause("ECM-04", "ECM-09", "ECM-10", "ECM-11", "ECM-13", "ECM-14")
def test_a_complaint_by_mail_runs_from_receipt_to_the_archive(tmp_path: Path) -> None:
    with correspondence("ecm", tmp_path, begins="2026-04-30T16:00") as case:
        assert case.receives("Het praktijkexamen begon een uur te laat.").state == "dossier"
        assert case.due("acknowledge") == ("2026-05-03",)
        case.does(HANDLER, "take")
        case.does(HANDLER, "acknowledge", channel="mail")
        [receipt] = case.sent()
        assert case.met("take_up", "acknowledge") == ("2026-04-30T16:00", "2026-04-30T16:00")
        case.at("2026-05-11T10:00")
        assert case.receives("Ik kan dinsdag langskomen.", answering=receipt).state == "joined"
        case.does(HANDLER, "hear", party="complainant", account="Het examen begon te laat.")
        assert isinstance(case.tries(HANDLER, "judge", outcome="upheld", reasons="De zaal was dubbel geboekt."), Refused)
        case.does(HANDLER, "hear", party="concerned", account="De zaal was bezet.")
        case.does(HANDLER, "judge", outcome="upheld", reasons="De zaal was dubbel geboekt.")
        case.does(HANDLER, "propose", channel="mail", solution="Een nieuw examen zonder kosten.", reasons="De zaal was dubbel geboekt.")
        [offer] = case.sent()
        assert "Een nieuw examen zonder kosten." in words(offer)
        assert case.met("offer_solution", "name_board") == ("2026-05-11T10:00", "2026-05-11T10:00")
        case.at("2026-05-13T09:00")
        assert case.receives("Ik ga akkoord.", answering=offer).state == "joined"
        case.says("accept")
        case.at("2026-05-20T10:00")
        case.does(HANDLER, "carry_out", account="Het nieuwe examen is afgenomen.")
        assert case.due("follow_up") == ("2026-06-03",)
        case.at("2026-06-02T10:00")
        case.does(HANDLER, "follow_up", satisfied=True, score=8)
        case.does(HANDLER, "close")
        case.does("archiefhouder", "archive")
        assert case.met("follow_up", "archive") == ("2026-06-02T10:00", "2026-06-02T10:00")
        assert (case.dossier.stage, case.dossier.outcome) == ("closed", "upheld")
