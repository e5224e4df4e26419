from pathlib import Path

import pytest

from tests.journeys.by_mail import correspondence, words

pytestmark = pytest.mark.django_db
MANAGER = "manager-propositie"


@pytest.mark.clause("KLI-09", "KLI-12", "KLI-13", "KLI-14")
def test_a_complaint_by_mail_runs_from_receipt_to_closing(tmp_path: Path) -> None:
    with correspondence("klik-onderwijs", tmp_path, begins="2026-04-30T16:00") as case:
        assert case.receives("De licentie werkt al een week niet.").state == "dossier"
        assert case.due("acknowledge") == ("2026-05-06",)
        case.at("2026-05-01T10:00")
        case.does(MANAGER, "acknowledge", channel="mail")
        [receipt] = case.sent()
        assert case.met("acknowledge") == ("2026-05-01T10:00",)
        case.does(MANAGER, "assign", to=f"m-{case.member('handler').pk}", outside=True, independent=True)
        case.at("2026-05-04T10:00")
        assert case.receives("Sinds 20 april, bij alle studenten.", answering=receipt).state == "joined"
        case.does("handler", "explain_procedure", channel="mail")
        [explained] = case.sent()
        assert "Zo gaat het verder" in words(explained)
        assert (case.due("contact"), case.met("contact")) == (("2026-05-18",), ("2026-05-04T10:00",))
        case.does("handler", "hear", party="complainant", account="De licentie werkte niet.")
        case.at("2026-05-11T10:00")
        case.does("handler", "consult", of=[MANAGER], account="Besproken.")
        case.does("handler", "judge", outcome="upheld", reasons="De licentie was verlopen.")
        case.does("handler", "reply", channel="mail", reasons="De licentie was verlopen.")
        [reply] = case.sent()
        assert "De licentie was verlopen." in words(reply)
        assert str(case.right("object").closes_day) == "2026-05-27"
        case.does("handler", "carry_out", account="De licentie is verlengd.")
        case.does("handler", "find_cause", category="content", cause="De looptijd stond verkeerd.")
        case.at("2026-06-01T10:00")
        case.does(MANAGER, "close")
        assert (case.dossier.stage, case.dossier.outcome) == ("closed", "upheld")
