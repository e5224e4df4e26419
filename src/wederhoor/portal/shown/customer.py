"""An institution's complaints as it reads them: a row of its list, what it prints, and by what it narrows."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext as _

from wederhoor.core.calendar import DEFAULT
from wederhoor.core.clockwork import deadline
from wederhoor.core.dossier import DutyView, begin, duties
from wederhoor.core.procedure import Procedure
from wederhoor.core.state import Matter
from wederhoor.core.term import Unit
from wederhoor.portal.articles import article
from wederhoor.portal.shown import said
from wederhoor.portal.shown.term import day_of
from wederhoor.web import words
from wederhoor.web.days import day_said
from wederhoor.web.spreadsheet import Cell

if TYPE_CHECKING:
    from wederhoor.dossiers.models import Dossier

_PENDING: Final = frozenset({"open", "on_its_way", "overdue", "suspended"})
#: Stages in which an outcome was told: before it is the organisation's own affair.
_TOLD: Final = frozenset({"decided", "objection", "closed"})
STAGES: Final = ("intake", "informal", "formal", "decided", "objection", "closed")


@dataclass(frozen=True, slots=True)
class Promise:
    """What the institution gets next: in words, its last day, what is left of it, and its article."""

    gets: str
    due: date | None
    left: str
    late: bool
    article: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A complaint in the list."""

    number: str
    noun: str
    headline: str
    stage: str
    outcome: str
    product: str
    received: date
    closed: date | None
    promise: Promise | None


def entry_of(row: "Dossier", matter: Matter, now: datetime) -> Entry:
    """A complaint as its row tells it; nothing in it that whoever complains does not read."""
    local = matter.calendar.local_day
    first = matter.first
    told = row.stage in _TOLD and "answered_on" in row.facts
    return Entry(
        number=row.number,
        noun=said.noun(matter),
        headline=said.what_now(matter, first) if first else "",
        stage=words.word("stage", row.stage),
        outcome=words.word("outcome", row.outcome) if told and row.outcome else "",
        product=row.product,
        received=local(row.received_at),
        closed=local(row.closed_at) if row.closed_at else None,
        promise=_promise(matter, now),
    )


def _promise(matter: Matter, now: datetime) -> Promise | None:
    """The first of what brings a message, dated ones before others."""
    waiting = [view for view in duties(matter, now) if view.status in _PENDING and said.gets(matter, view.occurrence.duty)]
    if not waiting:
        return None
    view = min(waiting, key=lambda one: _moment(matter, one))
    duty, today = view.occurrence.duty, matter.calendar.local_day(now)
    due = day_of(view.due, matter.calendar) if view.due is not None else None
    return Promise(said.gets(matter, duty), due, _left(matter, view, due, today, now), view.status == "overdue", _article(matter, view))


def _moment(matter: Matter, view: DutyView) -> tuple[bool, datetime]:
    return view.due is None, deadline(view.due, matter.calendar) if view.due is not None else view.occurrence.record.at


def _left(matter: Matter, view: DutyView, due: date | None, today: date, now: datetime) -> str:
    if due is None:
        return ""
    unit = view.occurrence.duty.term.unit if view.occurrence.duty.term else Unit.DAYS
    if unit is Unit.HOURS and isinstance(view.due, datetime):
        return words.remaining_hours(view.due, now)
    return words.remaining(due, today, unit.value, matter.calendar.working_days_between)


def _article(matter: Matter, view: DutyView) -> str:
    return article(matter.procedure, view.occurrence.duty.clause)


def item_of(one: Entry, href: str, today: date) -> Mapping[str, object]:
    """The same for the page, as `components/row.html` shows it."""
    promise = one.promise
    received = _("ontvangen {day}").format(day=day_said(one.received, today, weekday=False))
    due = day_said(promise.due, today) if promise and promise.due else ""
    return {
        "href": href,
        "number": one.number,
        "kind": one.noun,
        "who": one.headline,
        "product": one.product,
        "about": received,
        "duty": promise.gets[:1].upper() + promise.gets[1:] if promise else one.outcome.capitalize(),
        "article": promise.article if promise else "",
        "left": promise.left if promise else (_("gesloten") if one.closed else ""),
        "below": due or (day_said(one.closed, today, weekday=False) if one.closed and not promise else ""),
        "tone": "late" if promise and promise.late else "",
    }


# As a table ----------------------------------------------------------------------------------------------------------------


def header() -> tuple[str, ...]:
    """What stands above the columns."""
    return (
        *(_("Nummer"), _("Soort"), _("Fase"), _("Oordeel"), _("Product"), _("Naam van het product")),
        *(_("Ontvangen"), _("Gesloten"), _("Wat u krijgt"), _("Uiterlijk"), _("Te laat")),
    )


def cells(one: Entry, products: Mapping[str, str]) -> list[Cell]:
    """A complaint as a row of a spreadsheet."""
    promise = one.promise
    return [
        *(one.number, one.noun, one.stage, one.outcome, one.product, products.get(one.product, "")),
        *(one.received, one.closed, promise.gets if promise else "", promise.due if promise else None, bool(promise and promise.late)),
    ]


# Narrowing -----------------------------------------------------------------------------------------------------------------


def telling(procedures: Iterable[Procedure]) -> frozenset[str]:
    """The duties of these regulations that bring whoever complains a message."""
    return frozenset(duty for procedure in procedures for duty in _telling(procedure))


@cache
def _telling(procedure: Procedure) -> frozenset[str]:
    matter = begin(procedure, calendar=DEFAULT)
    return frozenset(duty.id for duty in procedure.duties if said.gets(matter, duty))


def years(first: date | None, last: date | None) -> Iterator[str]:
    """The years from the last to the first."""
    if first and last:
        yield from (str(year) for year in range(last.year, first.year - 1, -1))


def names_in(entries: Collection[Entry]) -> set[str]:
    """The codes of the products that these name."""
    return {one.product for one in entries if one.product}
