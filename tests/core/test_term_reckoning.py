"""The reckoning behind a due date, line by line."""

from datetime import date, datetime

import pytest

from wederhoor.core.calendar import DEFAULT, Calendar, Period, Unreckonable
from wederhoor.core.reckoning import Line, LineKind, Reckoning, end_line, reckon
from wederhoor.core.term import Term, parse_term

D = date.fromisoformat
M = datetime.fromisoformat


def reckoned(text: str, start: str, calendar: Calendar = DEFAULT, *suspended: tuple[str, str], **named: Calendar) -> list[str]:
    term = parse_term(text)
    assert isinstance(term, Term)
    begin = M(start) if "T" in start else D(start)
    periods = [(D(first), D(last)) for first, last in suspended]
    return reckon(term, begin, calendar, suspended=periods, named=named).as_text()


def test_working_days_name_each_day_that_does_not_count() -> None:
    assert reckoned("5 working days", "2026-04-30") == [
        "2026-04-30 (donderdag 30 april): 5 werkdagen vanaf deze dag; de dag zelf telt niet mee",
        "2026-05-02 (zaterdag 2 mei) en 2026-05-03 (zondag 3 mei): weekend, tellen niet mee",
        "2026-05-05 (dinsdag 5 mei): Bevrijdingsdag, telt niet mee",
        "2026-05-08 (vrijdag 8 mei): uiterste dag, tot middernacht",
    ]


def test_a_lone_weekend_day_stands_alone() -> None:
    assert reckoned("1 working day", "2026-12-24")[1:3] == [
        "2026-12-25 (vrijdag 25 december): Eerste kerstdag, telt niet mee",
        "2026-12-26 (zaterdag 26 december): Tweede kerstdag, telt niet mee",
    ]
    assert reckoned("1 working day", "2026-12-24")[3] == "2026-12-27 (zondag 27 december): weekend, telt niet mee"


def test_a_term_counted_back_tells_its_days_from_late_to_early() -> None:
    assert reckoned("3 working days before", "2026-05-08") == [
        "2026-05-08 (vrijdag 8 mei): 3 werkdagen terug vanaf deze dag; de dag zelf telt niet mee",
        "2026-05-05 (dinsdag 5 mei): Bevrijdingsdag, telt niet mee",
        "2026-05-04 (maandag 4 mei): uiterste dag, tot middernacht",
    ]


def test_a_suspension_tells_how_many_working_days_it_takes() -> None:
    assert reckoned("5 working days", "2026-06-01", DEFAULT, ("2026-06-03", "2026-06-07")) == [
        "2026-06-01 (maandag 1 juni): 5 werkdagen vanaf deze dag; de dag zelf telt niet mee",
        "2026-06-03 (woensdag 3 juni) tot en met 2026-06-07 (zondag 7 juni): opgeschort, 3 werkdagen tellen niet mee",
        "2026-06-11 (donderdag 11 juni): uiterste dag, tot middernacht",
    ]
    assert "opgeschort, 1 werkdag telt niet mee" in reckoned("5 working days", "2026-06-01", DEFAULT, ("2026-06-03", "2026-06-03"))[1]


def test_a_suspension_of_weeks_tells_how_far_the_term_moves() -> None:
    assert reckoned("6 weeks", "2026-06-01", DEFAULT, ("2026-06-05", "2026-06-14"))[1:] == [
        "2026-06-05 (vrijdag 5 juni) tot en met 2026-06-14 (zondag 14 juni): opgeschort, de termijn schuift 10 dagen op",
        "2026-07-23 (donderdag 23 juli): uiterste dag, tot middernacht",
    ]
    assert "de termijn schuift een dag op" in reckoned("6 weeks", "2026-06-01", DEFAULT, ("2026-06-05", "2026-06-05"))[1]


def test_rolling_on_names_each_day_it_passes() -> None:
    law = Calendar(equated_days=True)
    assert reckoned("6 weeks rolling", "2027-03-24", law)[1:] == [
        "2027-05-05 (woensdag 5 mei): Bevrijdingsdag, de termijn loopt door",
        "2027-05-06 (donderdag 6 mei): Hemelvaartsdag, de termijn loopt door",
        "2027-05-07 (vrijdag 7 mei): gelijkgestelde dag, de termijn loopt door",
        "2027-05-08 (zaterdag 8 mei): zaterdag, de termijn loopt door",
        "2027-05-09 (zondag 9 mei): zondag, de termijn loopt door",
        "2027-05-10 (maandag 10 mei): uiterste dag, tot middernacht",
    ]


def test_rolling_on_passes_a_suspended_day_as_suspended() -> None:
    lines = reckoned("5 days rolling", "2026-06-01", DEFAULT, ("2026-06-08", "2026-06-08"))
    assert lines[-2:] == [
        "2026-06-08 (maandag 8 juni): opgeschort, de termijn loopt door",
        "2026-06-09 (dinsdag 9 juni): uiterste dag, tot middernacht",
    ]


def test_a_month_that_lacks_the_day_is_explained() -> None:
    assert reckoned("1 month", "2026-01-31")[1].endswith("deze maand heeft geen dag 31: de laatste dag van de maand geldt")
    assert len(reckoned("1 month", "2026-01-30")) == 3
    assert len(reckoned("1 month", "2026-01-15")) == 2


def test_a_moment_counts_on_its_local_date() -> None:
    assert reckoned("1 working day", "2026-04-30T22:00+00:00")[0].startswith("2026-05-01 (vrijdag 1 mei): 1 werkdag vanaf deze dag")


def test_hours_run_through_free_days_and_the_change_of_the_clock() -> None:
    assert reckoned("72 hours", "2026-03-27T16:00+01:00") == [
        "2026-03-27 (vrijdag 27 maart): 72 uur vanaf 16.00 uur; uren lopen door op vrije dagen",
        "2026-03-30 (maandag 30 maart): uiterste tijdstip, 17.00 uur",
    ]
    assert reckoned("2 hours before", "2026-03-27T16:00+01:00")[0].endswith("2 uur terug vanaf 16.00 uur; uren lopen door op vrije dagen")


def test_hours_tell_the_days_on_which_they_stood_still() -> None:
    lines = reckoned("24 hours", "2026-06-01T16:00+02:00", DEFAULT, ("2026-06-02", "2026-06-03"), ("2026-07-01", "2026-07-02"))
    assert lines[1:] == [
        "2026-06-02 (dinsdag 2 juni) en 2026-06-03 (woensdag 3 juni): opgeschort, deze tijd telt niet mee",
        "2026-06-04 (donderdag 4 juni): uiterste tijdstip, 16.00 uur",
    ]


def test_hours_without_a_moment_are_refused() -> None:
    with pytest.raises(Unreckonable, match="tijdstip"):
        reckoned("3 hours", "2026-04-23")


def test_a_named_calendar_speaks_of_its_own_days() -> None:
    school = Calendar(name="school", periods=(Period("meivakantie", D("2026-04-25"), D("2026-05-03")),))
    lines = reckoned("3 school days", "2026-04-23", DEFAULT, ("2026-05-04", "2026-05-04"), school=school)
    assert lines[1] == "2026-04-25 (zaterdag 25 april): meivakantie, telt niet mee"
    assert lines[-3:] == [
        "2026-05-04 (maandag 4 mei): opgeschort, 1 schooldag telt niet mee",
        "2026-05-05 (dinsdag 5 mei): Bevrijdingsdag, telt niet mee",
        "2026-05-07 (donderdag 7 mei): uiterste dag, tot middernacht",
    ]


def test_another_named_calendar_is_said_by_its_name() -> None:
    lines = reckoned("2 training days", "2026-06-01", DEFAULT, ("2026-06-02", "2026-06-03"), training=Calendar(name="training"))
    assert lines[0].startswith("2026-06-01 (maandag 1 juni): 2 trainingdagen vanaf")
    assert "opgeschort, 2 trainingdagen tellen niet mee" in lines[1]


def test_a_reckoning_can_be_carried_on_by_others() -> None:
    first = Reckoning(D("2026-06-01"), (end_line(D("2026-06-01")),))
    clause = Line(None, LineKind.CLAUSE, "volgens artikel 9")
    extended = Line(D("2026-05-22"), LineKind.EXTENDED, "verlengd tot 22 juni")
    whole = first.preceded_by(clause).plus(extended, end_line(D("2026-06-22")), due=D("2026-06-22"))
    assert whole.due == D("2026-06-22")
    assert whole.as_text()[0] == "volgens artikel 9"
    assert [line.kind for line in whole.lines] == [LineKind.CLAUSE, LineKind.END, LineKind.EXTENDED, LineKind.END]
    assert first.plus(clause).due == first.due
