from pathlib import Path

import pytest

from tests.journeys.by_mail import correspondence, words
from wederhoor.actions.values import Refused

pytestmark = pytest.mark.django_db
OFFICER = "klachtenfunctionaris"
LACKING = {
    "complainant": {"organisation": "ROC Zonland", "address": "Lindelaan 4, Utrecht", "phone": "0612345678"},
    "subject": {"class": "service"},
    "steps_taken": "Gebeld met de contactpersoon.",
}


@pytest.mark.clause("EXT-08", "EXT-10", "EXT-11")
def test_a_complaint_by_mail_runs_from_receipt_to_closing(tmp_path: Path) -> None:
    with correspondence("extrack", tmp_path, begins="2026-05-04T15:00") as case:
        assert case.receives("De training begon steeds te laat.").state == "dossier"
        assert case.due("acknowledge") == ("2026-05-07",)
        case.at("2026-05-06T10:00")
        case.does(OFFICER, "acknowledge", channel="mail")
        [receipt] = case.sent()
        assert case.met("acknowledge") == ("2026-05-06T10:00",)
        assert isinstance(case.tries(OFFICER, "judge", outcome="upheld", reasons="Terecht."), Refused)
        case.does(OFFICER, "ask_completion", channel="mail")
        [question] = case.sent()
        case.at("2026-05-08T09:00")
        assert case.receives("ROC Zonland, Lindelaan 4; ik heb gebeld.", answering=question).state == "joined"
        case.says("complete", **LACKING)
        assert case.due("reply") == ("2026-06-05",)
        case.does(OFFICER, "take")
        case.at("2026-05-20T12:00")
        case.does(OFFICER, "judge", outcome="upheld", reasons="De trainer was te laat.")
        case.does(OFFICER, "reply", channel="mail", reasons="De trainer was te laat.")
        [reply] = case.sent()
        assert "De trainer was te laat." in words(reply)
        assert case.met("reply") == ("2026-05-20T12:00",)
        assert case.receives("Dank u wel.", answering=receipt).state == "joined"
        assert case.right("object").status == "open"
        case.at("2026-05-22T12:00")
        case.does(OFFICER, "close", reason="Afgehandeld")
        assert (case.dossier.stage, case.dossier.outcome) == ("closed", "upheld")
