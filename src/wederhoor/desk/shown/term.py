"""The term line of a dossier and the reckoning of each of its dates."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from django.utils.translation import gettext as _

from wederhoor.core.calendar import Calendar
from wederhoor.core.dossier import DutyView, label
from wederhoor.core.explain import explain_duty, explain_right
from wederhoor.core.owing import DESTRUCTION
from wederhoor.core.reckoning import LineKind, Reckoning
from wederhoor.core.state import Dossier, Due, Matter, Occurrence, Opening
from wederhoor.desk.shown.articles import first_article
from wederhoor.web.days import day_said
from wederhoor.web.term_line import Line, Mark, State
from wederhoor.web.words import remaining, remaining_hours, told, up_to

_STATES: Final[dict[str, State]] = {
    "met": "met",
    "met_late": "met",
    "open": "open",
    "on_its_way": "open",
    "suspended": "open",
    "overdue": "late",
    "waived": "waived",
}
_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Step:
    """A line of a reckoning as the page shows it."""

    when: str
    what: str
    article: str = ""


@dataclass(frozen=True, slots=True)
class Why:
    """Why a date is what it is."""

    title: str
    steps: tuple[Step, ...]


def line_of(matter: Matter, dossier: Dossier, duties: Iterable[DutyView], now: datetime) -> Line:
    """The large line: every duty of this dossier that has a day; the end of the retention only once nothing else is owed."""
    today = matter.calendar.local_day(now)
    dated = [view for view in duties if view.due is not None and view.status in _STATES]
    shown = [view for view in dated if view.id != DESTRUCTION]
    marks = tuple(_mark(matter, view) for view in shown)
    start = dossier.records[0].day if dossier.records else today
    days = [start, today, *(day for mark in marks for day in (mark.day, mark.old_day, mark.met_day) if day)]
    closed = closed_days(matter.calendar, min(days), max(days))
    return Line(start, marks, today, closed, _suspended(shown, today), running=not dossier.closed)


def day_of(due: Due, calendar: Calendar) -> date:
    """The local day of a due date, also of one in hours."""
    return calendar.local_day(due) if isinstance(due, datetime) else due


def closed_days(calendar: Calendar, first: date, last: date) -> frozenset[date]:
    """The days on which nothing counts, from the calendar that the matter is pinned to; two days beyond the last."""
    span = ((first + n * _DAY) for n in range((last - first).days + 3))
    return frozenset(day for day in span if calendar.reaches(day) and not calendar.is_open(day))


def why_duty(matter: Matter, item: Occurrence, *, now: datetime) -> Why | None:
    """The reckoning of a duty's due date; None where it has none."""
    return _why(matter, explain_duty(item, matter), item.duty.clause, now)


def why_right(matter: Matter, item: Opening, *, now: datetime) -> Why | None:
    """The reckoning of the last day of a right; None where it has no window."""
    return _why(matter, explain_right(item, matter), item.right.clause, now)


def left_of(matter: Matter, view: DutyView, *, now: datetime) -> str:
    """What is left of a duty's term in the unit of the rule, with its last day: "nog 2 werkdagen, uiterlijk dinsdag 2 juni"."""
    if view.due is None:
        return ""
    calendar, today = matter.calendar, matter.calendar.local_day(now)
    unit = view.occurrence.duty.term.unit.value if view.occurrence.duty.term else "days"
    due = day_of(view.due, calendar)
    if isinstance(view.due, datetime):
        left = remaining_hours(view.due, now)
    else:
        left = remaining(due, today, unit if unit != "hours" else "days", calendar.working_days_between)
    said = _("{left}, moest uiterlijk {day}") if view.status == "overdue" else _("{left}, uiterlijk {day}")
    return said.format(left=left, day=day_said(due, today))


def _why(matter: Matter, reckoning: Reckoning | None, clauses: tuple[str, ...], now: datetime) -> Why | None:
    if reckoning is None:
        return None
    today = matter.calendar.local_day(now)
    lines = [line for line in reckoning.lines if line.kind is not LineKind.CLAUSE]
    steps = [Step(_when(line.day, line.until, today), _sentence(told(line.text))) for line in lines]
    if steps:
        steps[-1] = Step(steps[-1].when, steps[-1].what, first_article(matter.procedure, clauses))
    return Why(_("Waarom {day}?").format(day=day_said(reckoning.due, today, weekday=False)), tuple(steps))


def _mark(matter: Matter, view: DutyView) -> Mark:
    item, due = view.occurrence, view.due
    moved = [notice for notice in item.moved if notice.moved]
    return Mark(
        day=day_of(due, matter.calendar) if due else matter.calendar.local_day(item.record.at),
        label=up_to(told(label(item)), ","),
        article=article_said(first_article(matter.procedure, item.duty.clause)),
        state=_STATES[view.status],
        old_day=day_of(moved[0].before, matter.calendar) if moved else None,
        met_day=matter.calendar.local_day(item.met_at) if item.met_at else None,
    )


def article_said(reference: str) -> str:
    """An article as a line in small letters names it."""
    return f"art. {reference}" if reference[:1].isdigit() else reference


def _suspended(views: Iterable[DutyView], today: date) -> tuple[tuple[date, date], ...]:
    spans = {(first, last or today) for view in views for first, last in view.occurrence.suspended}
    return tuple(sorted(span for span in spans if span[0] <= span[1]))


def _when(day: date | None, until: date | None, today: date) -> str:
    if day is None:
        return ""
    if until is None or until == day:
        return day_said(day, today)
    return _("{first} t/m {last}").format(first=day_said(day, today, short=True), last=day_said(until, today, short=True))


def _sentence(text: str) -> str:
    said = text[:1].upper() + text[1:]
    return said if said.endswith(".") else said + "."


def dated(duties: Iterable[DutyView]) -> Iterator[DutyView]:
    """Duties that have a date and did not lapse."""
    return (view for view in duties if view.due is not None and view.status != "lapsed")
