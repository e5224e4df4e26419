"""From which moment a term runs and where it ends: dates, moments, midnight, summer time, suspension, extension, outer limits."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.engine import FILED, Given, appointed, assigned, decided, filed, moment, objected, proef
from wederhoor.core.calendar import Calendar


def due(duty: str, at: str = FILED, /, **changed: Given) -> str | None:
    return filed(at, **changed).due(duty)


@pytest.mark.parametrize(
    ("at", "last"),
    [
        ("2026-03-02T10:00", "2026-03-05"),
        ("2026-03-02T23:59", "2026-03-05"),
        ("2026-03-03T00:00", "2026-03-06"),
        ("2026-03-02T22:59:00+00:00", "2026-03-05"),
        ("2026-03-02T23:00:00+00:00", "2026-03-06"),
        ("2026-03-06T10:00", "2026-03-11"),
        ("2026-03-08T10:00", "2026-03-11"),
        ("2026-12-23T10:00", "2026-12-29"),
    ],
)
def test_three_working_days_count_from_the_day_after_receipt_in_local_time(at: str, last: str) -> None:
    assert due("acknowledge", at) == last


def test_a_letter_that_came_on_friday_and_is_registered_on_monday_counts_from_friday() -> None:
    assert due("acknowledge", "2026-03-06T15:00", recorded="2026-03-09T09:00") == "2026-03-11"


def test_the_date_on_the_letter_counts_but_never_one_after_receipt() -> None:
    assert due("acknowledge", filed_on="2026-02-27") == "2026-03-04"
    assert due("acknowledge", filed_on="2026-03-20") == "2026-03-05"


@pytest.mark.parametrize(
    ("at", "ends"),
    [
        ("2026-03-28T23:30", "2026-03-29T22:30:00+00:00"),
        ("2026-10-24T23:30", "2026-10-25T21:30:00+00:00"),
        ("2026-03-06T17:00", "2026-03-07T16:00:00+00:00"),
    ],
)
def test_hours_run_from_the_moment_through_weekends_and_summer_time(at: str, ends: str) -> None:
    assert due("explain", at, channel="phone") == ends


def test_a_term_counted_back_ends_before_the_date_it_is_about() -> None:
    case = filed("2026-04-20T10:00").must("invite", "2026-04-21T10:00", channel="mail", planned_on="2026-05-11")
    assert case.due("papers") == "2026-04-30"


def test_a_start_that_is_not_known_yet_leaves_the_due_date_open_until_it_is() -> None:
    case = filed()
    assert (case.due("visit"), case.items("visit")[0].start) == (None, None)
    case.must("assign", "2026-03-04T10:00", to="h1")
    assert case.due("visit") == "2026-03-11"


def test_a_due_date_is_never_later_than_its_outer_limit() -> None:
    assert filed().must("assign", "2026-03-19T10:00", to="h1").due("visit") == "2026-03-23"


def test_an_outer_limit_that_is_not_known_yet_limits_nothing() -> None:
    unknown = proef(('outer = { term = "3 weeks", from = "file.at" }', 'outer = { term = "3 weeks", from = "consult.at" }'))
    case = filed(procedure=unknown).must("assign", "2026-03-19T10:00", to="h1")
    assert case.due("visit") == "2026-03-26"
    assert case.must("consult", "2026-03-19T11:00").must("note", "2026-03-20T10:00").due("visit") == "2026-03-26"


def test_of_two_starts_the_earlier_counts_as_soon_as_one_is_known() -> None:
    case = objected()
    assert case.due("rule") is None
    case.must("admit", "2026-04-01T10:00", dossier="objection 1")
    assert case.due("rule") == "2026-05-13"


def test_the_earlier_of_two_starts_counts_though_it_was_registered_later() -> None:
    case = appointed().must("hear", "2026-03-31T10:00", "committee", person="c1", dossier="objection 1", recorded="2026-04-03T10:00")
    assert case.due("rule") == "2026-05-12"


def test_a_hearing_in_the_complaint_is_not_the_hearing_of_the_objection() -> None:
    case = assigned().must("hear", "2026-03-10T10:00").must("reply", "2026-03-16T10:00", "handler", person="h1")
    case.must("object", "2026-03-30T10:00", "complainant", person="p1", dossier="objection 1", grounds=["x"])
    assert case.due("rule") is None


def test_an_objection_may_count_from_an_act_in_the_complaint_that_it_lacks_itself() -> None:
    from_reply = proef(('from = { earlier_of = ["admit.at", "hear.at"] }', 'from = "reply.sent"'))
    case = decided(procedure=from_reply).must(
        "object", "2026-03-30T10:00", "complainant", person="p1", dossier="objection 1", grounds=["x"]
    )
    assert case.due("rule") == "2026-04-28"


def test_a_term_may_run_from_the_end_of_another_and_move_with_it() -> None:
    case = assigned()
    assert str(case.right("review", FILED).closes) == "2026-04-20"
    case.must("extend", "2026-03-09T10:00", until="2026-05-04", reasons="Vakantie", duty="reply")
    assert str(case.right("review", FILED).closes) == "2026-05-11"


def test_a_term_from_the_end_of_a_right_runs_from_its_last_day() -> None:
    after_right = proef(('from = "end of reply"\nterm = "1 month"', 'from = "end of object"\nterm = "1 month"'))
    assert decided(procedure=after_right).must("close", "2026-03-17T10:00").due("evaluate") == "2026-05-27"


def test_a_start_that_never_comes_leaves_no_due_date() -> None:
    never = proef(('from = "end of reply"\nterm = "1 month"', 'from = "end of decide_incomplete"\nterm = "1 month"'))
    assert decided(procedure=never).must("close", "2026-03-17T10:00").due("evaluate") is None


def test_a_date_that_the_act_does_not_bear_leaves_no_due_date() -> None:
    assert filed().must("invite", "2026-03-03T10:00", channel="mail").due("papers") is None


@pytest.mark.parametrize(("resumed", "last"), [("2026-06-15T10:00", "2026-07-23"), ("2026-06-05T10:00", "2026-07-13")])
def test_the_days_between_suspension_and_resumption_move_the_due_date(resumed: str, last: str) -> None:
    case = filed("2026-06-01T10:00").must("suspend", "2026-06-04T10:00").must("resume", resumed)
    assert case.due("reply") == last


def test_the_day_of_resumption_may_count_as_suspended() -> None:
    other = proef(('resume_day = "runs"', 'resume_day = "suspended"'))
    case = filed("2026-06-01T10:00", procedure=other).must("suspend", "2026-06-04T10:00").must("resume", "2026-06-15T10:00")
    assert case.due("reply") == "2026-07-24"


@pytest.mark.parametrize(
    ("day", "last"),
    [("2026-06-04", "2026-07-13"), ("2026-06-05", "2026-07-13"), ("2026-06-06", "2026-07-14"), ("2026-06-15", "2026-07-23")],
)
def test_a_clock_that_stands_still_is_reckoned_as_if_it_were_started_on_the_day_of_looking(day: str, last: str) -> None:
    case = filed("2026-06-01T10:00").must("suspend", "2026-06-04T10:00")
    view = case.duty("reply", f"{day}T12:00")
    assert (str(view.due), view.status) == (last, "suspended")
    assert case.due("reply") == "2026-07-13"


@given(after=st.integers(0, 30), days=st.integers(0, 60))
def test_suspending_for_n_days_moves_the_due_date_by_n(after: int, days: int) -> None:
    stopped = moment("2026-03-02T12:00") + timedelta(days=after)
    case = filed().must("suspend", stopped.isoformat()).must("resume", (stopped + timedelta(days=days + 1)).isoformat())
    assert case.due("reply") == str(date(2026, 4, 13) + timedelta(days=days))


def test_suspension_after_an_extension_moves_the_new_date() -> None:
    case = filed("2026-06-01T10:00").must("suspend", "2026-06-02T10:00").must("resume", "2026-06-05T10:00")
    case.must("extend", "2026-06-10T10:00", until="2026-08-03", reasons="Vakantie")
    assert case.due("reply") == "2026-08-03"
    case.must("suspend", "2026-06-15T10:00").must("resume", "2026-06-20T10:00")
    assert case.due("reply") == "2026-08-07"


def test_a_calendar_decides_which_days_work() -> None:
    assert due("acknowledge", "2026-05-04T10:00") == "2026-05-08"
    assert due("acknowledge", "2026-05-04T10:00", calendar=Calendar(liberation_day="lustrum")) == "2026-05-07"


def test_six_weeks_rolling_end_on_an_open_day() -> None:
    case = decided().must("object", "2026-03-24T10:00", "complainant", person="p1", dossier="objection 1", grounds=["x"])
    assert case.must("admit", "2026-03-24T11:00", dossier="objection 1").due("rule") == "2026-05-06"


def test_a_start_is_a_moment_or_a_day() -> None:
    case = filed(filed_on="2026-03-01")
    assert case.items("acknowledge")[0].start == date(2026, 3, 1)
    assert case.items("reply")[0].start == datetime(2026, 3, 2, 9, tzinfo=UTC)


def test_hours_from_a_day_run_from_its_first_moment() -> None:
    by_day = proef(('arises = { act = "file", channel = "phone" }', 'arises = { act = "file", channel = "phone", from = "filed_on" }'))
    assert due("explain", channel="phone", procedure=by_day) == "2026-03-02T23:00:00+00:00"
