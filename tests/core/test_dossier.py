"""The face of the engine: duties, rights, what is permitted and the next moment to look."""

from datetime import UTC

import pytest

from tests.core.engine import SCHOOL, Case, appointed, assigned, decided, filed, moment, objected, proef
from wederhoor.core.calendar import DEFAULT
from wederhoor.core.dossier import begin, duties, fact_of, next_change, rights, stage_of, unregistered, why_not


def test_a_replay_sees_only_what_was_recorded_by_then() -> None:
    case = decided().must("note", "2026-03-10T10:00", recorded="2026-03-20T10:00")
    assert case.again("2026-03-05T10:00").length == 2
    assert case.again("2026-03-19T10:00").length == 4
    assert case.again().length == 5


def test_without_a_moment_no_silence_is_drawn_after_the_last_act() -> None:
    case = filed(description=None).must("ask_completion", "2026-03-03T10:00", "support", channel="mail")
    assert "abandoned" not in case.again().dossiers["dossier"].facts
    assert case.again("2026-04-01T10:00").dossiers["dossier"].facts["abandoned"] is True


@pytest.mark.parametrize(
    ("now", "status"), [("2026-04-13T23:59", "open"), ("2026-04-14T00:00", "overdue"), ("2026-04-13T22:00:00+00:00", "overdue")]
)
def test_a_duty_is_overdue_from_midnight_after_its_last_day(now: str, status: str) -> None:
    assert filed().duty("reply", now).status == status


@pytest.mark.parametrize(("now", "status"), [("2026-03-03T09:59", "open"), ("2026-03-03T10:00", "overdue")])
def test_a_duty_in_hours_is_overdue_at_its_moment(now: str, status: str) -> None:
    assert filed(channel="phone").duty("explain", now).status == status


def test_a_duty_without_a_term_is_never_overdue() -> None:
    view = filed().must("assess", "2026-03-03T10:00").duty("consider", "2036-01-01T10:00")
    assert (view.status, view.due) == ("open", None)


def test_a_suspended_duty_is_not_overdue() -> None:
    assert filed().must("suspend", "2026-03-03T10:00").duty("reply", "2026-12-01T10:00").status == "suspended"


@pytest.mark.parametrize(("at", "status"), [("2026-04-13T23:59", "met"), ("2026-04-14T00:00", "met_late")])
def test_a_duty_is_met_in_time_or_late(at: str, status: str) -> None:
    assert assigned().must("reply", at, "handler", person="h1", channel="mail").duty("reply", "2026-05-01T10:00").status == status


def test_destroying_later_than_possible_is_not_late() -> None:
    case = filed(kind="signal").must("close", "2026-03-04T10:00").must("waive", "2026-03-05T10:00", duty="evaluate", reason="x")
    assert case.duty("destroy", "2028-01-01T10:00").status == "open"
    case.must("destroy", "2028-01-02T10:00", "archivist")
    assert (case.duty("destroy", "2028-02-01T10:00").status, case.due("destroy")) == ("met", "2027-03-04")


def test_looking_changes_nothing() -> None:
    case = filed().must("suspend", "2026-03-03T10:00")
    before = repr(case.matter)
    list(duties(case.matter, moment("2026-12-01T10:00")))
    list(rights(case.matter, moment("2026-12-01T10:00")))
    assert repr(case.matter) == before


# What is permitted ----------------------------------------------------------------------------------------------------------


def test_before_anything_happened_a_matter_may_only_begin() -> None:
    assert Case().may("complainant") == ["file"]
    assert sorted(Case().may("manager")) == ["file", "open_year"]


def test_each_role_sees_what_it_may_do() -> None:
    case = assigned()
    assert case.may("handler") == ["judge", "reply"]
    assert {"reply", "extend", "close"} - set(case.may("officer")) == {"close"}
    assert "note" not in case.may("complainant")


def test_a_part_that_nobody_holds_is_permitted_nothing() -> None:
    assert filed().may("handler") == []


def test_an_objection_is_permitted_from_the_complaint_and_not_from_itself() -> None:
    assert "object" in decided().may("complainant")
    case = objected().must("close", "2026-04-01T10:00", dossier="objection 1")
    assert "object" not in case.may("complainant", "objection 1")


def test_the_acts_of_one_dossier_can_be_asked_apart() -> None:
    case = appointed()
    assert case.may("committee", "objection 1") == ["hear", "rule", "explain_lateness"]
    assert case.may("committee", "dossier") == []
    assert "rule" in case.may("committee")


def test_an_appeal_is_permitted_from_the_objection_only() -> None:
    case = appointed().must("rule", "2026-04-13T10:00", "committee", person="c1", dossier="objection 1", channel="mail")
    assert "appeal" in case.may("complainant", "objection 1")
    assert "appeal" not in case.may("complainant", "dossier")


def test_the_reason_why_nobody_can_is_told() -> None:
    case = decided()
    assert why_not(case.matter, case.base, "note") is None
    refused = why_not(case.matter, case.base, "talk")
    assert refused is not None
    assert refused.reason == "Dit kan in deze fase niet."
    elsewhere = why_not(case.matter, case.base, "appeal")
    assert elsewhere is not None
    assert elsewhere.reason == "Deze handeling hoort niet in dit dossier."


# The next moment to look ----------------------------------------------------------------------------------------------------


def changes(case: Case, now: str) -> str | None:
    found = next_change(case.matter, moment(now))
    return found.astimezone(UTC).strftime("%Y-%m-%dT%H:%M") if found else None


def test_the_next_moment_to_look_is_the_first_end_of_a_term_after_now() -> None:
    assert changes(filed(), "2026-03-02T10:00") == "2026-03-05T23:00"
    assert changes(filed(), "2026-03-05T23:00:00+00:00") == "2026-04-13T22:00"


def test_the_end_of_a_window_is_a_moment_to_look() -> None:
    assert changes(decided().must("close", "2026-03-17T10:00"), "2026-04-22T00:00") == "2026-04-27T22:00"


def test_the_end_of_a_silence_is_a_moment_to_look_until_it_told() -> None:
    case = filed(kind="signal").must("invite", "2026-03-03T10:00", channel="phone")
    assert changes(case, "2026-03-03T11:00") == "2026-03-05T09:00"
    case.must("note", "2026-03-06T10:00")
    assert changes(case, "2026-03-05T08:00") == "2026-05-25T22:00"


def test_a_clock_that_stands_still_is_no_reason_to_look() -> None:
    before, after = filed(), filed().must("suspend", "2026-03-03T10:00")
    assert [changes(case, "2026-03-12T10:00") for case in (before, after)] == ["2026-04-13T22:00", "2026-05-25T22:00"]


def test_where_nothing_runs_there_is_no_next_moment() -> None:
    assert changes(Case(), "2026-03-02T10:00") is None


def test_what_the_register_lacks_and_any_fact_can_be_asked() -> None:
    base = assigned().base
    assert (unregistered(base), fact_of(base, "kind"), fact_of(base, "judge.outcome")) == (["answered"], "complaint", None)
    assert unregistered(decided().base) == []


def test_a_matter_without_acts_has_no_stage() -> None:
    assert [stage_of(Case().matter), stage_of(objected().matter)] == ["", "objection"]


def test_a_calendar_that_is_named_and_not_given_is_that_of_the_organisation() -> None:
    assert begin(proef(), calendar=DEFAULT).calendars == {"school": DEFAULT}
    assert begin(proef(), calendar=DEFAULT, calendars={"school": SCHOOL}).calendars == {"school": SCHOOL}
