"""Due dates by table: the worked dates of law and cases, midnight, daylight saving, leap days, year ends, suspension."""

from datetime import UTC, date, datetime

import pytest

from wederhoor.core.calendar import DEFAULT, Calendar, Period, Unreckonable
from wederhoor.core.fault import Fault
from wederhoor.core.term import Term, Unit, due, due_moment, parse_term, term_fault

D = date.fromisoformat
M = datetime.fromisoformat
A = DEFAULT
B = Calendar(liberation_day="lustrum")
C = Calendar(good_friday=True)
LAW = Calendar(good_friday=True, equated_days=True)
EQUATED_5_MAY_WORKED = Calendar(liberation_day="never", equated_days=True)


def term(text: str) -> Term:
    found = parse_term(text)
    assert isinstance(found, Term)
    return found


# The worked dates of the law (Algemene termijnenwet art. 1 and 3; practice for working days).
@pytest.mark.parametrize(
    ("text", "start", "calendar", "last"),
    [
        ("6 weeks rolling", "2026-03-24", LAW, "2026-05-06"),
        ("6 weeks rolling", "2026-04-02", LAW, "2026-05-18"),
        ("6 weeks rolling", "2027-03-24", LAW, "2027-05-10"),
        ("10 working days", "2026-04-22", A, "2026-05-08"),
        ("10 working days", "2026-04-22", B, "2026-05-07"),
        ("20 working days", "2026-04-22", Calendar(equated_days=True), "2026-05-27"),
        ("20 working days", "2026-04-22", A, "2026-05-26"),
        ("20 working days", "2026-04-22", B, "2026-05-22"),
        ("20 working days", "2026-04-22", EQUATED_5_MAY_WORKED, "2026-05-26"),
        ("5 working days", "2026-03-27", C, "2026-04-07"),
        ("5 working days", "2026-03-27", A, "2026-04-03"),
        ("2 working days", "2026-12-23", A, "2026-12-28"),
        ("3 working days", "2026-12-23", A, "2026-12-29"),
        ("6 weeks", "2026-06-01", A, "2026-07-13"),
    ],
)
def test_a_term_ends_where_the_worked_dates_say(text: str, start: str, calendar: Calendar, last: str) -> None:
    assert due(term(text), D(start), calendar) == D(last)


# The worked cases of the five regulations. One date: the three calendars agree; two: A (and C), then B.
@pytest.mark.parametrize(
    ("text", "start", "last", "in_b"),
    [
        ("5 working days", "2026-04-30", "2026-05-08", "2026-05-07"),
        ("20 working days", "2026-04-30", "2026-06-02", "2026-06-01"),
        ("20 working days", "2026-05-06", "2026-06-05", None),
        ("5 working days", "2026-06-08", "2026-06-15", None),
        ("20 working days", "2026-06-08", "2026-07-06", None),
        ("6 weeks", "2026-06-02", "2026-07-14", None),
        ("3 days", "2026-04-30", "2026-05-03", None),
        ("3 days rolling", "2026-04-30", "2026-05-04", None),
        ("3 working days", "2026-04-30", "2026-05-06", "2026-05-05"),
        ("3 days", "2026-03-11", "2026-03-14", None),
        ("3 days rolling", "2026-03-11", "2026-03-16", None),
        ("3 working days", "2026-03-11", "2026-03-16", None),
        ("2 weeks", "2026-09-01", "2026-09-15", None),
        ("3 years", "2026-09-15", "2029-09-15", None),
        ("1 week", "2026-04-27", "2026-05-04", None),
        ("2 weeks", "2026-04-27", "2026-05-11", None),
        ("2 weeks", "2026-05-01", "2026-05-15", None),
        ("2 working days", "2026-05-04", "2026-05-07", "2026-05-06"),
        ("4 weeks", "2026-05-04", "2026-06-01", None),
        ("2 working days", "2026-04-13", "2026-04-15", None),
        ("4 weeks", "2026-04-10", "2026-05-08", None),
        ("4 weeks", "2026-04-13", "2026-05-11", None),
        ("4 weeks", "2026-04-20", "2026-05-18", None),
        ("10 working days", "2026-04-30", "2026-05-18", "2026-05-15"),
        ("4 weeks", "2026-06-03", "2026-07-01", None),
        ("3 working days", "2026-03-17", "2026-03-20", None),
        ("10 working days", "2026-03-17", "2026-03-31", None),
        ("10 working days", "2026-12-23", "2027-01-08", None),
    ],
)
def test_a_term_ends_where_the_cases_say_in_each_calendar(text: str, start: str, last: str, in_b: str | None) -> None:
    assert [due(term(text), D(start), calendar) for calendar in (A, B, C)] == [D(last), D(in_b or last), D(last)]


@pytest.mark.parametrize(
    ("text", "start", "last"),
    [
        ("1 year", "2028-02-29", "2029-02-28"),
        ("4 years", "2028-02-29", "2032-02-29"),
        ("1 month", "2026-01-31", "2026-02-28"),
        ("1 month", "2028-01-31", "2028-02-29"),
        ("1 month", "2026-02-28", "2026-03-28"),
        ("1 month", "2026-12-31", "2027-01-31"),
        ("14 months", "2026-12-31", "2028-02-29"),
        ("1 day", "2026-12-31", "2027-01-01"),
        ("1 day", "2028-02-28", "2028-02-29"),
        ("1 working day", "2026-04-24", "2026-04-28"),
        ("1 working day", "2025-04-25", "2025-04-28"),
        ("1 working day", "2026-12-31", "2027-01-04"),
        ("1 working day", "2026-05-02", "2026-05-04"),
        ("2 months rolling", "2026-10-26", "2026-12-28"),
        ("1 month rolling", "2026-05-30", "2026-06-30"),
        ("1 month rolling", "2026-01-31", "2026-03-02"),
        ("1 month before", "2026-03-31", "2026-02-28"),
        ("1 year before", "2028-02-29", "2027-02-28"),
        ("1 month before", "2026-01-15", "2025-12-15"),
        ("10 days before", "2026-05-13", "2026-05-03"),
        ("2 weeks before", "2026-05-11", "2026-04-27"),
        ("10 working days before", "2026-05-08", "2026-04-22"),
        ("5 working days before", "2026-05-10", "2026-05-01"),
        ("-5 working days", "2026-05-10", "2026-05-01"),
    ],
)
def test_a_term_keeps_to_the_calendar(text: str, start: str, last: str) -> None:
    assert due(term(text), D(start), A) == D(last)


# Algemene termijnenwet, art. 1 lid 2.
def test_a_term_counted_back_never_rolls() -> None:
    assert due(Term(1, Unit.WEEKS, back=True, roll=True), D("2026-05-12"), A) == D("2026-05-05")
    assert due(Term(1, Unit.MONTHS, back=True, roll=True), D("2026-03-29"), A) == D("2026-02-28")


@pytest.mark.parametrize(
    ("text", "start", "suspended", "last"),
    [
        ("6 weeks", "2026-06-01", [("2026-06-05", "2026-06-14")], "2026-07-23"),
        ("6 weeks", "2026-06-01", [("2026-06-05", "2026-06-15")], "2026-07-24"),
        ("6 weeks", "2026-06-01", [("2026-05-20", "2026-06-03")], "2026-07-15"),
        ("6 weeks", "2026-06-01", [("2026-05-20", "2026-06-01")], "2026-07-13"),
        ("6 weeks", "2026-06-01", [("2026-07-13", "2026-07-14")], "2026-07-15"),
        ("6 weeks", "2026-06-01", [("2026-07-14", "2026-07-20")], "2026-07-13"),
        ("6 weeks", "2026-06-01", [("2026-06-10", "2026-06-09")], "2026-07-13"),
        ("6 weeks", "2026-06-01", [("2026-06-05", "2026-06-10"), ("2026-06-08", "2026-06-14")], "2026-07-23"),
        ("6 weeks", "2026-06-01", [("2026-07-10", "2026-07-12"), ("2026-07-15", "2026-07-16")], "2026-07-18"),
        ("6 weeks rolling", "2026-06-01", [("2026-07-10", "2026-07-12"), ("2026-07-15", "2026-07-16")], "2026-07-20"),
        ("5 days rolling", "2026-06-01", [("2026-06-07", "2026-06-12")], "2026-06-15"),
        ("5 days rolling", "2026-06-01", [("2026-06-08", "2026-06-08")], "2026-06-09"),
        ("5 days rolling", "2026-06-01", [("2026-06-09", "2026-06-12")], "2026-06-08"),
        ("5 working days", "2026-06-01", [("2026-06-03", "2026-06-07")], "2026-06-11"),
        ("5 working days", "2026-06-01", [("2026-06-06", "2026-06-07")], "2026-06-08"),
        ("5 working days", "2026-06-01", [("2026-06-08", "2026-06-10")], "2026-06-11"),
        ("5 working days", "2026-06-01", [("2026-06-09", "2026-06-10")], "2026-06-08"),
        ("1 month", "2026-01-31", [("2026-02-01", "2026-02-02")], "2026-03-02"),
        ("5 days before", "2026-06-08", [("2026-06-04", "2026-06-05")], "2026-06-03"),
    ],
)
def test_suspended_days_do_not_count(text: str, start: str, suspended: list[tuple[str, str]], last: str) -> None:
    periods = [(D(first), D(end)) for first, end in suspended]
    assert due(term(text), D(start), A, periods) == D(last)


@pytest.mark.parametrize(
    ("text", "start", "over"),
    [
        ("24 hours", "2026-04-30T16:00+02:00", "2026-05-01T14:00+00:00"),
        ("72 hours", "2026-03-27T16:00+01:00", "2026-03-30T15:00+00:00"),
        ("24 hours", "2026-10-24T12:00+02:00", "2026-10-25T10:00+00:00"),
        ("2 hours before", "2026-05-01T01:00+02:00", "2026-04-30T21:00+00:00"),
        ("1 working day", "2026-04-30T23:59+02:00", "2026-05-01T22:00+00:00"),
        ("1 working day", "2026-04-30T22:00+00:00", "2026-05-04T22:00+00:00"),
        ("1 day", "2026-03-28T12:00+01:00", "2026-03-29T22:00+00:00"),
        ("1 day", "2026-10-24T12:00+02:00", "2026-10-25T23:00+00:00"),
        ("3 days", "2026-12-29T23:30+01:00", "2027-01-01T23:00+00:00"),
    ],
)
def test_a_term_is_over_at_its_moment(text: str, start: str, over: str) -> None:
    assert due_moment(term(text), M(start), A) == M(over)


@pytest.mark.parametrize(
    ("text", "suspended", "over"),
    [
        ("24 hours", ("2026-06-02", "2026-06-03"), "2026-06-04T14:00+00:00"),
        ("24 hours", ("2026-06-01", "2026-06-01"), "2026-06-02T22:00+00:00"),
        ("24 hours", ("2026-06-03", "2026-06-04"), "2026-06-02T14:00+00:00"),
        ("24 hours", ("2026-05-01", "2026-05-31"), "2026-06-02T14:00+00:00"),
        ("24 hours before", ("2026-06-01", "2026-06-01"), "2026-05-31T14:00+00:00"),
    ],
)
def test_suspended_time_does_not_count_in_hours(text: str, suspended: tuple[str, str], over: str) -> None:
    assert due_moment(term(text), M("2026-06-01T16:00+02:00"), A, [(D(suspended[0]), D(suspended[1]))]) == M(over)


def test_days_of_a_named_calendar_are_its_open_days() -> None:
    school = Calendar(name="school", periods=(Period("meivakantie", D("2026-04-25"), D("2026-05-03")),))
    assert due(term("3 school days"), D("2026-04-23"), A, named={"school": school}) == D("2026-05-06")
    assert due(term("3 schooldagen terug"), D("2026-05-06"), A, named={"school": school}) == D("2026-04-23")


def test_a_calendar_that_is_not_there_is_refused_by_name() -> None:
    with pytest.raises(Unreckonable, match="'school'"):
        due(term("3 school days"), D("2026-04-23"), A)


def test_hours_need_a_moment() -> None:
    with pytest.raises(Unreckonable, match="tijdstip"):
        due(term("3 hours"), D("2026-04-23"), A)


@pytest.mark.parametrize("text", ["2 days", "2 months", "2 years", "2 weeks rolling", "2 working days"])
def test_a_term_beyond_every_calendar_is_refused_as_a_value(text: str) -> None:
    assert isinstance(term_fault(term(text), D("9999-12-30"), A), Fault)
    assert term_fault(term(text), D("2026-12-30"), A) is None


def test_the_last_moments_that_exist_are_refused_too() -> None:
    edge = datetime(9999, 12, 31, 20, tzinfo=UTC)
    assert isinstance(term_fault(term("1 day"), D("9999-12-30"), A), Fault)
    assert term_fault(term("3 hours"), D("2026-12-30"), A) is None
    with pytest.raises(Unreckonable):
        due_moment(term("24 hours"), edge, A)
    with pytest.raises(Unreckonable):
        due(term("1 day"), D("9999-12-29"), A, [(D("9999-12-01"), D("9999-12-31"))])
    with pytest.raises(Unreckonable):
        due(term("1 day before"), date.min, A)


def test_the_quick_road_and_a_fresh_calendar_agree_far_away() -> None:
    fresh = Calendar(name="fresh")
    assert due(term("2 weeks rolling"), D("2100-12-11"), fresh) == D("2100-12-27")
    assert due(term("20 working days"), D("1950-01-02"), fresh) == D("1950-01-30")
    assert due(term("1 week rolling"), D("1899-12-25"), fresh.__class__(name="edge")) == D("1900-01-02")
