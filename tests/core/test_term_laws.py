"""The laws of terms, for any term, day, calendar and suspension."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import assume, given
from hypothesis import strategies as st

from wederhoor.core.calendar import DEFAULT, Calendar
from wederhoor.core.reckoning import reckon
from wederhoor.core.term import Term, Unit, due, due_moment, merged, parse_term

DAY = timedelta(days=1)
CALENDARS = st.sampled_from(
    [
        DEFAULT,
        Calendar(liberation_day="lustrum"),
        Calendar(good_friday=True, equated_days=True),
        Calendar(closed=frozenset(date(2026, 7, 20) + n * DAY for n in range(30)), public_holidays=""),
    ]
)
DAYS = st.dates(date(2020, 1, 1), date(2032, 12, 31))
COUNTS = st.integers(1, 60)
PLAIN_UNITS = st.sampled_from([Unit.DAYS, Unit.WEEKS, Unit.MONTHS, Unit.YEARS])
UNITS = st.sampled_from([Unit.DAYS, Unit.WORKING_DAYS, Unit.WEEKS, Unit.MONTHS, Unit.YEARS])
SUSPENDED = st.lists(st.tuples(st.integers(-10, 90), st.integers(0, 25)), max_size=4)
forward = st.builds(Term, COUNTS, UNITS, roll=st.booleans())
backward = st.builds(Term, COUNTS, UNITS, roll=st.booleans(), back=st.just(True))


def periods_from(start: date, drawn: list[tuple[int, int]]) -> list[tuple[date, date]]:
    return [(start + first * DAY, start + (first + length) * DAY) for first, length in drawn]


def days_in(periods: list[tuple[date, date]], after: date, until: date) -> list[date]:
    days = [first + n * DAY for first, last in merged(periods) for n in range((last - first).days + 1)]
    return [day for day in days if after < day <= until]


@given(term=forward, start=DAYS, calendar=CALENDARS, drawn=SUSPENDED)
def test_a_forward_term_is_never_due_on_or_before_its_start(
    term: Term, start: date, calendar: Calendar, drawn: list[tuple[int, int]]
) -> None:
    assert due(term, start, calendar, periods_from(start, drawn)) > start


@given(count=COUNTS, start=DAYS, calendar=CALENDARS, drawn=SUSPENDED)
def test_a_working_day_term_never_ends_on_a_closed_or_suspended_day(
    count: int, start: date, calendar: Calendar, drawn: list[tuple[int, int]]
) -> None:
    periods = periods_from(start, drawn)
    last = due(Term(count, Unit.WORKING_DAYS), start, calendar, periods)
    assert calendar.is_open(last)
    assert last not in days_in(periods, start, last)


@given(count=COUNTS, start=DAYS, calendar=CALENDARS, drawn=SUSPENDED)
def test_a_working_day_term_holds_as_many_working_days_that_count_as_it_promises(
    count: int, start: date, calendar: Calendar, drawn: list[tuple[int, int]]
) -> None:
    periods = periods_from(start, drawn)
    last = due(Term(count, Unit.WORKING_DAYS), start, calendar, periods)
    suspended = set(days_in(periods, start, last))
    all_days = (start + n * DAY for n in range(1, (last - start).days + 1))
    assert sum(calendar.is_open(day) and day not in suspended for day in all_days) == count


@given(count=COUNTS, unit=PLAIN_UNITS, start=DAYS, calendar=CALENDARS, drawn=SUSPENDED)
def test_suspending_moves_the_last_day_by_the_days_suspended(
    count: int, unit: Unit, start: date, calendar: Calendar, drawn: list[tuple[int, int]]
) -> None:
    periods, term = periods_from(start, drawn), Term(count, unit)
    last = due(term, start, calendar, periods)
    assert last == due(term, start, calendar) + len(days_in(periods, start, last)) * DAY


@given(count=COUNTS, unit=PLAIN_UNITS, start=DAYS, calendar=CALENDARS, drawn=SUSPENDED)
def test_rolling_on_never_goes_back_and_lands_on_a_day_that_is_open_and_not_suspended(
    count: int, unit: Unit, start: date, calendar: Calendar, drawn: list[tuple[int, int]]
) -> None:
    periods = periods_from(start, drawn)
    rolled = due(Term(count, unit, roll=True), start, calendar, periods)
    assert rolled >= due(Term(count, unit), start, calendar, periods)
    assert calendar.is_open(rolled)
    assert rolled not in days_in(periods, start, rolled)


@given(count=COUNTS, unit=PLAIN_UNITS, start=DAYS, calendar=CALENDARS)
def test_rolling_on_passes_over_closed_days_only(count: int, unit: Unit, start: date, calendar: Calendar) -> None:
    plain, rolled = due(Term(count, unit), start, calendar), due(Term(count, unit, roll=True), start, calendar)
    assert not any(calendar.is_open(plain + n * DAY) for n in range((rolled - plain).days))


@given(term=backward, start=DAYS, calendar=CALENDARS, drawn=SUSPENDED)
def test_a_term_counted_back_lies_before_its_event_and_is_not_suspended(
    term: Term, start: date, calendar: Calendar, drawn: list[tuple[int, int]]
) -> None:
    last = due(term, start, calendar)
    assert last < start
    assert due(term, start, calendar, periods_from(start, drawn)) == last


@given(count=COUNTS, start=DAYS, calendar=CALENDARS)
def test_counting_back_undoes_counting_forward_from_an_open_day(count: int, start: date, calendar: Calendar) -> None:
    assume(calendar.is_open(start))
    last = due(Term(count, Unit.WORKING_DAYS), start, calendar)
    assert due(Term(count, Unit.WORKING_DAYS, back=True), last, calendar) == start


@given(term=forward, start=DAYS, calendar=CALENDARS)
def test_a_later_event_never_gives_an_earlier_last_day(term: Term, start: date, calendar: Calendar) -> None:
    assert due(term, start + DAY, calendar) >= due(term, start, calendar)


@given(term=forward | backward, start=DAYS, calendar=CALENDARS, drawn=SUSPENDED)
def test_the_reckoning_ends_on_the_date_of_the_quick_road(
    term: Term, start: date, calendar: Calendar, drawn: list[tuple[int, int]]
) -> None:
    periods = periods_from(start, drawn)
    reckoning = reckon(term, start, calendar, suspended=periods)
    assert reckoning.due == due(term, start, calendar, periods) == reckoning.lines[-1].day
    assert reckoning.lines[0].day == start


@given(count=st.integers(1, 200), moment=st.datetimes(timezones=st.just(DEFAULT.zone)))
def test_hours_are_hours_whatever_the_clock_does(count: int, moment: datetime) -> None:
    assume(1900 < moment.year < 2200)
    term = parse_term(f"{count} hours")
    assert isinstance(term, Term)
    assert due_moment(term, moment, DEFAULT) - moment.astimezone(UTC) == timedelta(hours=count)
