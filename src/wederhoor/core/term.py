"""A term, such as "20 working days", and the date on which it ends.

The day of the event never counts (Algemene wet bestuursrecht, art. 6:8: a term begins on the day after), and a term runs to
the end of its last day. `due` is the quick road, without explanation; `reckoning.reckon` explains the same date.
"""

from calendar import monthrange
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from types import MappingProxyType
from typing import Final

from wederhoor.core.calendar import Calendar
from wederhoor.core.fault import Fault, Unreckonable
from wederhoor.core.term_value import Term, Unit, format_term, parse_term, term_in_words

__all__ = [
    "Suspension",
    "Term",
    "Unit",
    "calendar_of",
    "due",
    "due_moment",
    "first_free_day",
    "format_term",
    "parse_term",
    "raw_due",
    "suspensions_that_count",
    "term_fault",
    "term_in_words",
]

Suspension = tuple[date, date]
NO_CALENDARS: Final[Mapping[str, Calendar]] = MappingProxyType({})
_DAY: Final = timedelta(days=1)
_WEEK: Final = 7
_MONTHS_IN_YEAR: Final = 12
_SHORTEST_MONTH: Final = 28


def due(
    term: Term,
    start: date,
    calendar: Calendar,
    suspended: Sequence[Suspension] = (),
    named: Mapping[str, Calendar] = NO_CALENDARS,
) -> date:
    """The last day of the term, `start` being the day of the event, which does not count.

    Working days: the n-th working day after it. Weeks, months and years: the same day of the week, or day number, or else
    the last day of that month; holidays in between do not lengthen them. Rolling on: to the first day that is open
    (Algemene termijnenwet, art. 1 lid 1), never for a term counted back (lid 2). Suspended days, first and last included,
    do not count. `named` holds the calendars that terms may name. What no calendar can reckon, and a term in hours, raises
    Unreckonable.
    """
    if not suspended:
        n = term.working
        if n > 0:
            table = calendar.table
            try:
                return table.opens[table.passed[start.toordinal()] + n - 1]
            except LookupError:  # not in the table yet: the slow road grows it
                return calendar.working_day_after(start, n)
        quick = _quick(term, start, calendar)
        if quick is not None:
            return quick
    return _due_with_care(term, start, calendar_of(term, calendar, named), suspended)


def due_moment(
    term: Term,
    start: datetime,
    calendar: Calendar,
    suspended: Sequence[Suspension] = (),
    named: Mapping[str, Calendar] = NO_CALENDARS,
) -> datetime:
    """The moment, in UTC, at which the term is over, `start` being an aware moment.

    Hours run from the moment itself and through closed days (Algemene termijnenwet, art. 4: no rolling on for hours); any
    other term counts from the moment's local date to the end of its last day.
    """
    if term.unit is not Unit.HOURS:
        last = due(term, calendar.local_day(start), calendar, suspended, named)
        return _end_of_day(last, calendar)
    try:
        over = start.astimezone(UTC) + timedelta(hours=-term.count if term.back else term.count)
    except OverflowError:
        raise _too_far(start) from None
    for first, last in () if term.back else merged(suspended):
        begin, end = max(calendar.start_of_day(first), start), calendar.end_of_day(last)
        if begin < min(over, end):
            over += end - begin
    return over


def term_fault(term: Term, start: date, calendar: Calendar, named: Mapping[str, Calendar] = NO_CALENDARS) -> Fault | None:
    """Why this term cannot be reckoned from this day, as a value; None when it can."""
    try:
        _end_of_day(start if term.unit is Unit.HOURS else due(term, start, calendar, (), named), calendar)
    except Unreckonable as refusal:
        return refusal.fault
    return None


def calendar_of(term: Term, calendar: Calendar, named: Mapping[str, Calendar] = NO_CALENDARS) -> Calendar:
    """The calendar whose open days the term counts."""
    if term.calendar is None:
        return calendar
    if term.calendar not in named:
        raise Unreckonable(Fault(None, "", f"Er is geen kalender met de naam '{term.calendar}'."))
    return named[term.calendar]


def raw_due(term: Term, start: date, calendar: Calendar) -> date:
    """The last day before any suspension and before rolling on."""
    forward = -1 if term.back else 1
    try:
        match term.unit:
            case Unit.HOURS:
                raise Unreckonable(Fault(None, "", "Een termijn in uren loopt vanaf een tijdstip, niet vanaf een dag."))
            case Unit.WORKING_DAYS if term.back:
                return calendar.working_day_before(start, term.count)
            case Unit.WORKING_DAYS:
                return calendar.working_day_after(start, term.count)
            case Unit.MONTHS:
                return _months_on(start, forward * term.count)
            case Unit.YEARS:
                return _months_on(start, forward * term.count * _MONTHS_IN_YEAR)
            case _:
                return start + timedelta(days=forward * term.count * (_WEEK if term.unit is Unit.WEEKS else 1))
    except OverflowError:
        raise _too_far(start) from None


def merged(suspended: Iterable[Suspension]) -> list[Suspension]:
    """The suspended periods in order, those that touch or overlap made one; one that ends before it begins is no period."""
    periods: list[Suspension] = []
    for first, last in sorted(period for period in suspended if period[0] <= period[1]):
        if periods and first <= periods[-1][1] + _DAY:
            periods[-1] = (periods[-1][0], max(periods[-1][1], last))
        else:
            periods.append((first, last))
    return periods


def suspensions_that_count(
    term: Term, start: date, calendar: Calendar, suspended: Sequence[Suspension]
) -> tuple[list[tuple[date, date, int]], date]:
    """Each suspended period that moves the last day, with the days it moves it by, and the last day before rolling on.

    A suspension counts from the day after the event, and only if it begins while the term runs: on or before the last day as
    it then stands, rolled on. The days suspended do not count: calendar days for a term of days, weeks, months or years (so
    complaint 1 June, six weeks, ten days suspended: 23 July), working days for a term of working days.
    """
    last = raw_due(term, start, calendar)
    counted: list[tuple[date, date, int]] = []
    for begin, end in () if term.back else merged(suspended):
        first = max(begin, start + _DAY)
        if first > end:
            continue
        if first > _rolled(term, last, calendar, [(b, e) for b, e, _ in counted]):
            break
        if term.unit is Unit.WORKING_DAYS:
            days = calendar.working_days_between(first - _DAY, end)
            last = calendar.working_day_after(last, days) if days else last
        else:
            days = (end - first).days + 1
            last += timedelta(days=days)
        counted.append((first, end, days))
    return counted, last


def first_free_day(day: date, calendar: Calendar, periods: Iterable[Suspension]) -> date:
    """The first day, from this one on, that is open and not suspended."""
    day = calendar.first_open_day(day)
    for first, last in periods:
        if first <= day <= last:
            day = calendar.first_open_day(last + _DAY)
    return day


def _quick(term: Term, start: date, calendar: Calendar) -> date | None:
    # The commonest terms but working days forward; None where the slow road must look closer.
    try:
        if term.step is not None:
            day = start + term.step
        elif term.months and start.day <= _SHORTEST_MONTH:
            months = start.year * _MONTHS_IN_YEAR + start.month - 1 + term.months
            year = months // _MONTHS_IN_YEAR
            day = date(year, months - year * _MONTHS_IN_YEAR + 1, start.day)
        else:
            return _quick_back(term, start, calendar) if term.working else None
        if not term.roll or term.back:
            return day
        table = calendar.table
        passed = table.passed[day.toordinal()]
        return day if table.opens[passed - 1] == day else table.opens[passed]
    except (LookupError, OverflowError, ValueError):
        return None


def _quick_back(term: Term, start: date, calendar: Calendar) -> date | None:
    table = calendar.table
    passed = table.passed[start.toordinal()]
    place = passed + term.working - (table.opens[passed - 1] == start)
    return table.opens[place] if place >= 0 else None


def _due_with_care(term: Term, start: date, calendar: Calendar, suspended: Sequence[Suspension]) -> date:
    try:
        counted, last = suspensions_that_count(term, start, calendar, suspended)
    except OverflowError:
        raise _too_far(start) from None
    return _rolled(term, last, calendar, [(first, end) for first, end, _ in counted])


def _rolled(term: Term, last: date, calendar: Calendar, periods: Iterable[Suspension]) -> date:
    if term.back or not term.roll or term.unit is Unit.WORKING_DAYS:
        return last
    return first_free_day(last, calendar, periods)


def _months_on(start: date, months: int) -> date:
    years, month = divmod(start.month - 1 + months, _MONTHS_IN_YEAR)
    year = start.year + years
    if not 1 <= year <= date.max.year:
        raise OverflowError
    # The same day number; a month that lacks it ends the term on its own last day.
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))


def _end_of_day(day: date, calendar: Calendar) -> datetime:
    try:
        return calendar.end_of_day(day)
    except OverflowError:
        raise _too_far(day) from None


def _too_far(start: date) -> Unreckonable:
    return Unreckonable(Fault(None, "", f"De termijn vanaf {start.isoformat()[:10]} eindigt buiten elke kalender."))
