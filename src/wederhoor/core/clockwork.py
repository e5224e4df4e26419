"""Starts and due dates: from which moment a term runs, and where it ends after extension, suspension and outer limit.

The arithmetic of one term is `term`; here stands what a dossier adds to it. All of it is a function of the log and the calendar;
the present moment comes in only where a clock stands still and has not been started again.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from wederhoor.core.calendar import Calendar
from wederhoor.core.condition import Moment
from wederhoor.core.log import YEARS
from wederhoor.core.state import Dossier, Due, Matter, Occurrence, Opening, Record
from wederhoor.core.term import Term, Unit, due, due_moment

Start = date | datetime


def day_of(moment: Start, calendar: Calendar) -> date:
    """The local day of a moment; a day is its own day."""
    return calendar.local_day(moment) if isinstance(moment, datetime) else moment


def deadline(end: Due, calendar: Calendar) -> datetime:
    """The moment at which a due date is past: midnight after its day, or the moment itself for terms in hours."""
    return end if isinstance(end, datetime) else calendar.end_of_day(end)


def end_of(term: Term, start: Start, matter: Matter, suspended: Sequence[tuple[date, date]] = ()) -> Due:
    """Where a term ends; in hours a moment, else a day."""
    if term.unit is Unit.HOURS:
        begin = start if isinstance(start, datetime) else matter.calendar.start_of_day(start)
        return due_moment(term, begin, matter.calendar, suspended, matter.calendars)
    return due(term, day_of(start, matter.calendar), matter.calendar, suspended, matter.calendars)


def last_timely_day(term: Term, end: Due, matter: Matter) -> date:
    """The last day on which a notice comes that long before a due date."""
    return day_of(end_of(replace(term, back=True, roll=False), day_of(end, matter.calendar), matter), matter.calendar)


def resolve(moment: Moment, record: Record, dossier: Dossier, matter: Matter) -> Start | None:
    """The point in time that a moment names, seen from the act that gave rise to the norm; None while it is not known."""
    for inner, pick in ((moment.earlier_of, min), (moment.later_of, max)):
        if inner:
            found = [resolve(item, record, dossier, matter) for item in inner]
            known = [item for item in found if item is not None]
            if not known or (pick is max and len(known) < len(found)):
                return None
            return pick(known, key=lambda item: deadline(item, matter.calendar))
    if moment.name.startswith("end of "):
        return _end_of_norm(moment.name.removeprefix("end of "), dossier)
    if moment.name == "year_end":
        return _year_end(dossier)
    act, _, part = moment.name.rpartition(".")
    if not act:
        return _part_of(record, part)
    other = dossier.by_act.get(act)
    if other is None and dossier.against is not None and act not in dossier.plan.rules:
        other = dossier.against.by_act.get(act)
    return _part_of(other[-1], part) if other else None


def _part_of(record: Record, part: str) -> Start | None:
    if part == "at":
        return record.at
    if part == "sent":
        return record.sent
    value = record.data.get(part)
    if isinstance(value, str):
        return min(date.fromisoformat(value), record.day) if part == "filed_on" else date.fromisoformat(value)
    return record.day if part == "filed_on" else None


def _year_end(dossier: Dossier) -> Start | None:
    """The last day of the year that a yearly cycle is about."""
    year = dossier.facts.get("open_year.year")
    return date(int(year), 12, 31) if isinstance(year, int | float) and year in YEARS else None


def _end_of_norm(name: str, dossier: Dossier) -> Start | None:
    ends: list[Due | None] = [item.due for item in dossier.occurrences if item.duty.id == name]
    ends += [item.closes for item in dossier.openings if item.right.id == name]
    known = [end for end in ends if end is not None]
    return known[-1] if known else None


def reckon_occurrence(item: Occurrence, dossier: Dossier, matter: Matter, now: datetime | None = None) -> None:
    """Works out the start and the due date of a duty anew."""
    item.start = resolve(item.start_from, item.record, dossier, matter)
    item.due = plain_due(item, matter, now)
    if item.due is None:
        return
    outer = item.duty.outer
    if outer is not None:
        begin = resolve(outer.start, item.record, dossier, matter)
        if begin is not None:
            limit = end_of(outer.term, begin, matter)
            item.due = min(item.due, limit, key=lambda end: deadline(end, matter.calendar))


def plain_due(item: Occurrence, matter: Matter, now: datetime | None) -> Due | None:
    """The due date before any outer limit: promised, extended, or the term itself, moved on by suspension."""
    item.suspended_days = periods = _periods(item, matter, now)
    moved = [notice for notice in item.moved if notice.moved]
    if moved:
        later = tuple(period for period in periods if period[0] > moved[-1].on)
        return moved[-1].until + timedelta(days=sum((last - first).days + 1 for first, last in later))
    if item.promised is not None:
        return item.promised
    if item.duty.term is None or item.start is None:
        return None
    return end_of(item.duty.term, item.start, matter, periods)


def _periods(item: Occurrence, matter: Matter, now: datetime | None) -> tuple[tuple[date, date], ...]:
    """A clock that still stands is reckoned as if it were started again on the day of looking."""
    today = last_suspended(matter.calendar.local_day(now), matter) if now is not None else date.min
    found = ((first, today if last is None else last) for first, last in item.suspended)
    return tuple((first, last) for first, last in found if first <= last)


def last_suspended(resumed: date, matter: Matter) -> date:
    """The last day of a suspension that ends on a day; whether that day is one of them is a setting (law.md 2.5, both readings)."""
    return resumed if matter.procedure.suspension.resume_day == "suspended" else resumed - timedelta(days=1)


def reckon_opening(item: Opening, dossier: Dossier, matter: Matter) -> None:
    """Works out the window of a right anew."""
    item.start = resolve(item.start_from, item.record, dossier, matter)
    if item.right.term is not None and item.start is not None:
        item.closes = end_of(item.right.term, item.start, matter)
