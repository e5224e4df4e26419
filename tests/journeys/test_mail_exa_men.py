from pathlib import Path

import pytest

from tests.journeys.by_mail import correspondence, words

pytestmark = pytest.mark.django_db
SUPPORT, CONSTRUCTOR = "support", "kernconstructeur"


@pytest.mark.clause("EXA-02", "EXA-03", "EXA-05", "EXA-22")
def test_a_complaint_by_mail_runs_from_receipt_to_the_archive(tmp_path: Path) -> None:
    with correspondence("exa-men", tmp_path, begins="2026-04-30T16:00") as case:
        assert case.receives("Vraag 7 van EX-101 klopt niet.").state == "dossier"
        assert case.due("acknowledge", "reply") == ("2026-05-08", "2026-06-02")
        case.at("2026-05-01T10:00")
        case.does(SUPPORT, "acknowledge", channel="mail")
        assert case.met("acknowledge") == ("on_its_way",)
        [receipt] = case.sent()
        assert receipt["auto-submitted"] == "auto-replied"
        assert case.dossier.number in words(receipt)
        assert case.met("acknowledge") == ("2026-05-01T10:00",)
        case.at("2026-05-04T09:00")
        joined = case.receives("Ook vraag 8 klopt niet.", answering=receipt)
        assert (joined.state, joined.dossier) == ("joined", case.dossier)
        case.does(SUPPORT, "pass_on", to=f"m-{case.member(CONSTRUCTOR).pk}")
        case.at("2026-05-18T10:00")
        case.does(CONSTRUCTOR, "judge", outcome="upheld", reasons="De opgave klopt niet.")
        case.does(CONSTRUCTOR, "reply", channel="mail", reasons="De opgave klopt niet.")
        [reply] = case.sent()
        assert "De opgave klopt niet." in words(reply)
        assert case.met("pass-on", "reply") == ("2026-05-04T09:00", "2026-05-18T10:00")
        assert (case.right("object").status, str(case.right("object").closes_day)) == ("open", "2026-06-29")
        thanks = case.receives("Dank u wel.", answering=reply)
        assert thanks.state == "joined"
        case.does(CONSTRUCTOR, "carry_out", account="De opgave is vervangen.")
        case.at("2026-05-20T10:00")
        case.does(SUPPORT, "close")
        case.does(SUPPORT, "archive")
        assert (case.dossier.stage, case.dossier.outcome) == ("closed", "upheld")
        assert case.acts() == ["file", "acknowledge", "pass_on", "judge", "reply", "carry_out", "close", "archive"]
