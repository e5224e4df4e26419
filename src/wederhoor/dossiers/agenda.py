"""When to look at a dossier though nobody acts: a term nears its end or is past, a window closes, a silence tells.

People are told in working hours: on open days from 8 to 18 o'clock local time. A reminder comes when the norm says (`remind`), else
when a quarter of the term is left, at least one working day before the end; and before a notice that moves the end would come late.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from typing import Final

from wederhoor.core.calendar import Calendar
from wederhoor.core.clockwork import day_of, deadline, end_of, last_timely_day
from wederhoor.core.state import Dossier, Due, Matter, Occurrence
from wederhoor.core.term import Term, Unit

OPENS: Final = time(8)
CLOSES: Final = time(18)
_ONE_DAY: Final = Term(1, Unit.WORKING_DAYS)


@dataclass(frozen=True, slots=True)
class Look:
    """Something to do at a moment. `kind`: before, after (of the duty at `position`), or change (only the rows)."""

    moment: datetime
    kind: str
    position: int = -1
    due: datetime | None = None


def looks(matter: Matter, dossier: Dossier) -> Iterator[Look]:
    """Everything to come back for, past and future alike, in no order."""
    if dossier.stage == "destroyed":
        return
    calendar = matter.calendar
    for position, item in enumerate(dossier.occurrences):
        if item.due is not None and item.state in {"open", "on_its_way"}:
            yield from _of_duty(position, item, item.due, matter)
    for opening in dossier.openings:
        if opening.standing and opening.closes is not None:
            yield Look(deadline(opening.closes, calendar), "change")
    for hush in dossier.hushes.values():
        if not hush.told:
            yield Look(deadline(hush.ends, calendar), "change")


def _of_duty(position: int, item: Occurrence, due: Due, matter: Matter) -> Iterator[Look]:
    end = deadline(due, matter.calendar)
    if item.duty.id != "destroy" and item.duty.term is not None:
        yield Look(remind_at(item, due, matter), "before", position, end)
    yield Look(in_working_hours(end, matter.calendar), "after", position, end)


def next_look(matter: Matter, dossier: Dossier, since: datetime) -> datetime | None:
    """The first moment after `since` to look at a dossier."""
    return min((look.moment for look in looks(matter, dossier) if look.moment > since), default=None)


def remind_at(item: Occurrence, due: Due, matter: Matter) -> datetime:
    """When to remind the holder of a duty: in working hours, and before the end."""
    calendar = matter.calendar
    last = day_of(due, calendar)
    if item.duty.remind is not None:
        day = day_of(end_of(_back(item.duty.remind), last, matter), calendar)
    else:
        first = calendar.local_day(item.record.at)
        quarter = last - timedelta(days=max(0, (last - first).days) // 4)
        day = min(quarter, day_of(end_of(_back(_ONE_DAY), last, matter), calendar))
    rule = item.duty.extension
    if rule is not None and rule.timely is not None:
        # A notice that comes in time must still be written: a day before it would be too late.
        timely = last_timely_day(rule.timely, last, matter)
        day = min(day, day_of(end_of(_back(_ONE_DAY), timely, matter), calendar))
    return in_working_hours(datetime.combine(day, OPENS, calendar.zone), calendar)


def _back(term: Term) -> Term:
    return replace(term, back=True, roll=False)


def in_working_hours(moment: datetime, calendar: Calendar) -> datetime:
    """The moment itself if people are at work then, else the next opening."""
    local = moment.astimezone(calendar.zone)
    day, hour = local.date(), local.time()
    if calendar.is_open(day) and OPENS <= hour < CLOSES:
        return moment
    if hour >= OPENS:
        day += timedelta(days=1)
    while not calendar.is_open(day):
        day += timedelta(days=1)
    return datetime.combine(day, OPENS, calendar.zone)
