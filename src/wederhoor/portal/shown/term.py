"""The term line of a dossier as its complainant sees it, and the reckoning of each date."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from django.utils.translation import gettext as _

from wederhoor.core.calendar import Calendar
from wederhoor.core.dossier import DutyView, label
from wederhoor.core.reckoning import LineKind, Reckoning
from wederhoor.core.state import Dossier, Due, Matter
from wederhoor.portal.articles import article
from wederhoor.web.term_line import Line, Mark, State
from wederhoor.web.words import day_in_words, told, up_to

_STATES: Final[dict[str, State]] = {
    "open": "open",
    "on_its_way": "open",
    "suspended": "open",
    "met": "met",
    "met_late": "met",
    "overdue": "late",
    "waived": "waived",
}
_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Reason:
    """One line of a reckoning: the day or days it is about, what it says, and the article on the last line."""

    when: str
    what: str
    article: str = ""


def line_of_terms(matter: Matter, dossier: Dossier, views: Sequence[DutyView], today: date) -> Line:
    """The line from receipt to the last of these due dates."""
    marks = tuple(_mark(matter, view) for view in views if view.due is not None and view.status in _STATES)
    start = dossier.records[0].day
    days = [start, today, *(day for mark in marks for day in (mark.day, mark.old_day, mark.met_day) if day)]
    closed = _closed(matter.calendar, min(days), max(days) + 2 * _DAY)
    return Line(start, marks, today, closed, _stops(views, today), running=not dossier.closed)


def reasons_of(matter: Matter, reckoning: Reckoning | None, clauses: tuple[str, ...]) -> tuple[Reason, ...]:
    """A reckoning line by line; none for no date."""
    lines = [one for one in reckoning.lines if one.kind is not LineKind.CLAUSE] if reckoning else []
    return tuple(
        Reason(_when(one.day, one.until), _sentence(told(one.text)), article(matter.procedure, clauses) if number == len(lines) else "")
        for number, one in enumerate(lines, 1)
    )


def day_of(due: Due, calendar: Calendar) -> date:
    """The local day of a due date, also of one in hours."""
    return calendar.local_day(due) if isinstance(due, datetime) else due


def _mark(matter: Matter, view: DutyView) -> Mark:
    item = view.occurrence
    moved = [notice.before for notice in item.moved if notice.moved and notice.before is not None]
    named = article(matter.procedure, item.duty.clause)
    return Mark(
        day=day_of(view.due or item.record.day, matter.calendar),
        label=up_to(told(label(item)), ","),
        article=f"art. {named}" if named[:1].isdigit() else named,
        state=_STATES[view.status],
        old_day=day_of(moved[0], matter.calendar) if moved else None,
        met_day=matter.calendar.local_day(item.met_at) if item.met_at else None,
    )


def _closed(calendar: Calendar, first: date, last: date) -> frozenset[date]:
    days = (first + number * _DAY for number in range((last - first).days + 1))
    return frozenset(day for day in days if calendar.reaches(day) and not calendar.is_open(day))


def _stops(views: Iterable[DutyView], today: date) -> tuple[tuple[date, date], ...]:
    spans = {(first, last or today) for view in views for first, last in view.occurrence.suspended}
    return tuple(sorted(span for span in spans if span[0] <= span[1]))


def _when(day: date | None, until: date | None) -> str:
    if day is None:
        return ""
    if until is None or until == day:
        return day_in_words(day)
    return _("{first} tot en met {last}").format(first=day_in_words(day, short=True), last=day_in_words(until, short=True))


def _sentence(text: str) -> str:
    said = text[:1].upper() + text[1:]
    return said if said.endswith(".") else said + "."
