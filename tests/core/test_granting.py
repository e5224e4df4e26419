"""What may still be done and until when: how rights open, are used and lapse."""

import pytest

from tests.core.engine import appointed, assigned, decided, filed, objected, proef

OBJECT = {"person": "p1", "grounds": ["Niet eens"]}


def test_a_window_opens_when_the_letter_left() -> None:
    case = assigned().must("reply", "2026-03-16T10:00", "handler", person="h1", channel="post", sent="2026-03-18T10:00")
    view = case.right("object", "2026-03-20T10:00")
    assert (str(view.closes), view.status) == ("2026-04-29", "open")


@pytest.mark.parametrize(("now", "status"), [("2026-04-27T23:59", "open"), ("2026-04-28T00:00", "expired")])
def test_a_window_closes_at_midnight_after_its_last_day(now: str, status: str) -> None:
    assert decided().right("object", now).status == status


def test_an_objection_uses_the_right_of_the_complaint() -> None:
    case = objected()
    assert case.right("object", "2026-03-31T10:00").status == "used"
    assert "late" not in case.matter.dossiers["objection 1"].facts


def test_an_objection_after_the_window_is_late_and_a_person_decides() -> None:
    case = objected("2026-04-28T00:00")
    assert case.matter.dossiers["objection 1"].facts["late"] is True
    assert case.why("admit", "2026-04-29T10:00", dossier="objection 1") == ("Dit bezwaar kwam te laat.", "P-09")
    case.must("excuse_lateness", "2026-04-29T10:00", dossier="objection 1", reason="Ziek")
    case.must("admit", "2026-04-29T11:00", dossier="objection 1")


def test_an_objection_that_came_in_time_is_in_time_however_late_it_is_registered() -> None:
    case = objected("2026-04-27T23:59", recorded="2026-05-20T10:00")
    assert "late" not in case.matter.dossiers["objection 1"].facts


def test_a_second_answer_opens_the_window_again() -> None:
    case = decided().must("close", "2026-03-17T10:00").must("reopen", "2026-03-18T10:00")
    case.must("reply", "2026-03-20T10:00", "handler", person="h1", channel="mail")
    assert [str(item.closes) for item in case.base.openings if item.right.id == "object"] == ["2026-05-01"]


def test_a_used_right_is_kept_beside_the_new_one() -> None:
    case = objected().must("close", "2026-04-01T10:00", dossier="objection 1").must("close", "2026-04-01T11:00")
    case.must("reopen", "2026-04-02T10:00").must("reply", "2026-04-03T10:00", "handler", person="h1", channel="mail")
    assert [item.used_at is not None for item in case.base.openings if item.right.id == "object"] == [True, False]


def test_a_right_that_may_be_used_again_stands_once() -> None:
    twice = proef(('opens = "file"\nwhile', 'opens = ["file", "assign"]\nwhile'))
    case = filed(procedure=twice).must("request_inspection", "2026-03-02T11:00", "complainant", person="p1")
    case.must("assign", "2026-03-03T10:00", to="h1").must("request_inspection", "2026-03-04T10:00", "complainant", person="p1")
    assert len([item for item in case.base.openings if item.right.id == "inspect"]) == 1
    assert case.right("inspect", "2026-03-05T10:00").status == "open"


def test_a_right_lapses_by_the_act_that_ends_it() -> None:
    assert assigned().right("withdraw", "2026-03-04T10:00").status == "open"
    assert decided().right("withdraw", "2026-03-16T12:00").status == "lapsed"


def test_an_occasion_to_end_that_does_not_fit_ends_nothing() -> None:
    other = proef(('lapses = "reply.sent"\nsurvives', 'lapses = { act = "reply.sent", channel = "post" }\nsurvives'))
    assert decided(procedure=other).right("withdraw", "2026-03-16T12:00").status == "open"


def test_an_occasion_to_open_that_does_not_fit_opens_nothing() -> None:
    other = proef(('opens = "reply.sent"', 'opens = { act = "reply.sent", channel = "post" }'))
    assert "object" not in {item.right.id for item in decided(procedure=other).base.openings}


def test_a_right_that_does_not_survive_closing_lapses_with_it() -> None:
    case = filed(kind="signal").must("close", "2026-03-03T10:00")
    assert case.right("withdraw", "2026-03-04T10:00").status == "lapsed"
    assert case.right("inspect", "2026-03-04T10:00").status == "open"


def test_a_right_that_closing_took_away_does_not_come_back_with_its_ground() -> None:
    grounded = proef(('used_by = "withdraw"', 'used_by = "withdraw"\nwhile = { anonymous = [false, "unknown"] }'))
    case = filed(kind="signal", procedure=grounded).must("close", "2026-03-03T10:00").must("note", "2026-03-04T10:00")
    assert case.right("withdraw", "2026-03-05T10:00").status == "lapsed"


def test_a_right_lasts_as_long_as_its_ground() -> None:
    case = filed(anonymous=True)
    assert case.right("inspect", "2026-03-03T10:00").status == "lapsed"
    case.must("complete", "2026-03-04T10:00", "complainant", person="p1", anonymous=False)
    assert case.right("inspect", "2026-03-05T10:00").status == "open"
    case.must("complete", "2026-03-06T10:00", "complainant", person="p1", anonymous=True).must("note", "2026-03-07T10:00")
    assert case.right("inspect", "2026-03-08T10:00").status == "lapsed"
    assert str(case.base.openings[0].lapsed_at) == "2026-03-06 09:00:00+00:00"


def test_a_window_whose_start_is_not_known_yet_is_open_until_it_is() -> None:
    later = proef(('from = "sent"\nterm = "6 weeks"', 'from = "visit.at"\nterm = "6 weeks"'))
    case = decided(procedure=later)
    assert case.right("object", "2026-12-01T10:00").status == "open"
    assert str(case.must("visit", "2026-03-17T10:00").right("object", "2026-03-18T10:00").closes) == "2026-04-28"


def test_an_appeal_after_its_window_is_refused_where_the_regulation_says_so() -> None:
    case = appointed().must("rule", "2026-04-13T10:00", "committee", person="c1", dossier="objection 1", channel="mail", outcome="rejected")
    assert case.why("appeal", "2026-04-28T00:00", "complainant", person="p1", dossier="appeal 1") == (
        "De termijn hiervoor is voorbij.",
        "P-11",
    )
    case.must("appeal", "2026-04-27T23:59", "complainant", person="p1", dossier="appeal 1")
    assert case.right("appeal", "2026-04-28T10:00").status == "used"


def test_a_destroyed_dossier_leaves_no_right() -> None:
    case = filed(kind="signal").must("close", "2026-03-03T10:00").must("waive", "2026-03-04T10:00", duty="evaluate", reason="Niet nodig")
    case.must("destroy", "2027-03-03T10:00", "archivist")
    assert case.right("inspect", "2027-03-04T10:00").status == "lapsed"
