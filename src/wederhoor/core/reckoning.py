"""The reckoning behind a due date: what was counted, skipped, suspended and rolled on, line by line, in plain Dutch.

Made only when asked for. `term.due` gives the same date without it.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final

from wederhoor.core.calendar import Calendar
from wederhoor.core.phrase import Code, Count, Phrase, say
from wederhoor.core.term import (
    NO_CALENDARS,
    Suspension,
    Term,
    Unit,
    calendar_of,
    due,
    due_moment,
    merged,
    raw_due,
    suspensions_that_count,
)
from wederhoor.core.words import UNITS, day_in_words, has_word

_DAY: Final = timedelta(days=1)


class LineKind(StrEnum):
    """What a line of a reckoning tells."""

    START = "start"
    SKIPPED = "skipped"
    CLIPPED = "clipped"
    SUSPENDED = "suspended"
    EXTENDED = "extended"
    ROLLED = "rolled"
    CLAUSE = "clause"
    END = "end"


@dataclass(frozen=True, slots=True)
class Line:
    """One line: the day it is about (or days, up to and including `until`; or None), its kind, and what it says in Dutch."""

    day: date | None
    kind: LineKind
    text: str
    until: date | None = None

    def as_text(self) -> str:
        """The line in words, the ISO date first: "2026-05-05 (dinsdag 5 mei): Bevrijdingsdag, telt niet mee"."""
        if self.day is None:
            return self.text
        days = _named(self.day)
        if self.until is not None and self.until > self.day:
            days += f"{' en ' if self.until == self.day + _DAY else ' tot en met '}{_named(self.until)}"
        return f"{days}: {self.text}"


@dataclass(frozen=True, slots=True)
class Reckoning:
    """A due date with the lines that lead to it. `moment` is given only for a term in hours, in the calendar's own time."""

    due: date
    lines: tuple[Line, ...]
    moment: datetime | None = None

    def as_text(self) -> list[str]:
        """The lines in words, in order."""
        return [line.as_text() for line in self.lines]

    def plus(self, *lines: Line, due: date | None = None) -> "Reckoning":
        """The same reckoning with lines added at its end, and another due date where they lead to one."""
        return replace(self, lines=self.lines + lines, due=self.due if due is None else due)

    def preceded_by(self, *lines: Line) -> "Reckoning":
        """The same reckoning with lines put before its first."""
        return replace(self, lines=lines + self.lines)


def end_line(day: date) -> Line:
    """The last line of a reckoning by days."""
    return Line(day, LineKind.END, say("uiterste dag, tot middernacht"))


def reckon(
    term: Term,
    start: date | datetime,
    calendar: Calendar,
    *,
    suspended: Sequence[Suspension] = (),
    named: Mapping[str, Calendar] = NO_CALENDARS,
) -> Reckoning:
    """The due date with its explanation; the arguments and the date are those of `term.due`.

    A moment counts on its local date. A term in hours needs a moment. What cannot be reckoned raises Unreckonable.
    """
    if term.unit is Unit.HOURS and isinstance(start, datetime):
        return _in_hours(term, start, calendar, suspended)
    day = calendar.local_day(start) if isinstance(start, datetime) else start
    last = due(term, day, calendar, suspended, named)
    counted_in = calendar_of(term, calendar, named)
    lines = [_start_line(term, day)]
    if term.unit is Unit.WORKING_DAYS:
        lines += _working_lines(term, day, counted_in, suspended, last)
    else:
        lines += _calendar_lines(term, day, counted_in, suspended, last)
    return Reckoning(last, (*lines, end_line(last)))


def _in_hours(term: Term, start: datetime, calendar: Calendar, suspended: Sequence[Suspension]) -> Reckoning:
    begin = calendar.local_moment(start)
    over = due_moment(term, start, calendar, suspended).astimezone(calendar.zone)
    count, time = Count(term.count, term.unit.value), f"{begin:%H.%M}"
    if term.back:
        told = say("{term} terug vanaf {time} uur; uren lopen door op vrije dagen", term=count, time=time)
    else:
        told = say("{term} vanaf {time} uur; uren lopen door op vrije dagen", term=count, time=time)
    lines = [Line(begin.date(), LineKind.START, told)]
    periods = [] if term.back else merged(suspended)
    lines += [
        Line(max(first, begin.date()), LineKind.SUSPENDED, say("opgeschort, deze tijd telt niet mee"), last)
        for first, last in periods
        if last >= begin.date() and calendar.start_of_day(first) < over
    ]
    end = Line(over.date(), LineKind.END, say("uiterste tijdstip, {time} uur", time=f"{over:%H.%M}"))
    return Reckoning(over.date(), (*lines, end), over)


def _start_line(term: Term, day: date) -> Line:
    count = _count(term.count, term.unit.value if term.calendar is None else f"{term.calendar} days")
    if term.back:
        return Line(day, LineKind.START, say("{term} terug vanaf deze dag; de dag zelf telt niet mee", term=count))
    return Line(day, LineKind.START, say("{term} vanaf deze dag; de dag zelf telt niet mee", term=count))


def _count(n: int, unit: str) -> Count | Phrase:
    """A number with its unit; the days of a calendar that has no word of its own by that calendar's name."""
    if unit in UNITS:
        return Count(n, unit)
    name = unit.removesuffix(" days")
    return say("{n} {calendar}dag", n=n, calendar=name) if n == 1 else say("{n} {calendar}dagen", n=n, calendar=name)


def _working_lines(term: Term, start: date, calendar: Calendar, suspended: Sequence[Suspension], last: date) -> list[Line]:
    if term.back:
        return list(reversed(_skipped(last, start, calendar, ())))
    counted, _ = suspensions_that_count(term, start, calendar, suspended)
    unit = term.unit.value if term.calendar is None else f"{term.calendar} days"
    lines = [Line(first, LineKind.SUSPENDED, _suspended_said(days, unit), end) for first, end, days in counted]
    lines += _skipped(start, last, calendar, [(first, end) for first, end, _ in counted])
    return sorted(lines, key=lambda line: line.day or start)


def _suspended_said(days: int, unit: str) -> Phrase:
    if days == 1:
        return say("opgeschort, {days} telt niet mee", days=_count(days, unit))
    return say("opgeschort, {days} tellen niet mee", days=_count(days, unit))


def _calendar_lines(term: Term, start: date, calendar: Calendar, suspended: Sequence[Suspension], last: date) -> Iterator[Line]:
    plain = raw_due(term, start, calendar)
    counted, moved = suspensions_that_count(term, start, calendar, suspended)
    if term.unit in (Unit.MONTHS, Unit.YEARS) and plain.day != start.day:
        yield Line(plain, LineKind.CLIPPED, say("deze maand heeft geen dag {number}: de laatste dag van de maand geldt", number=start.day))
    for first, end, days in counted:
        one = say("opgeschort, de termijn schuift een dag op")
        yield Line(first, LineKind.SUSPENDED, one if days == 1 else say("opgeschort, de termijn schuift {n} dagen op", n=days), end)
    day = moved
    while day < last:
        yield Line(
            day, LineKind.ROLLED, say("{why}, de termijn loopt door", why=_holiday(calendar.why_closed(day) or "") or say("opgeschort"))
        )
        day += _DAY


def _skipped(after: date, before: date, calendar: Calendar, periods: Sequence[Suspension]) -> list[Line]:
    """The closed days between two days, both excluded, that are not suspended; the days of one weekend share a line."""
    lines: list[Line] = []
    day = after + _DAY
    while day < before:
        name = calendar.why_closed(day)
        if name and not any(first <= day <= last for first, last in periods):
            weekend = name == day_in_words(day).split()[0]
            lines.append(Line(day, LineKind.SKIPPED, "weekend" if weekend else say("{why}, telt niet mee", why=_holiday(name))))
        day += _DAY
    return list(_weekends_joined(lines))


def _weekends_joined(lines: Sequence[Line]) -> Iterator[Line]:
    held: Line | None = None
    for line in lines:
        if held and held.day and held.text == line.text == "weekend" and line.day == (held.until or held.day) + _DAY:
            held = replace(held, until=line.day)
            continue
        if held:
            yield _weekend_said(held)
        held = line
    if held:
        yield _weekend_said(held)


def _weekend_said(line: Line) -> Line:
    if line.text != "weekend":
        return line
    return replace(line, text=say("weekend, telt niet mee") if line.until is None else say("weekend, tellen niet mee"))


def _holiday(name: str) -> Code | str:
    return Code("closed_day", name) if has_word("closed_day", name) else name


def _named(day: date) -> str:
    return f"{day.isoformat()} ({day_in_words(day)})"
