"""Rows of the worklist and the register: what of a dossier stands in a list, from its derived row alone."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from django.urls import reverse
from django.utils.translation import gettext as _

from wederhoor.core.calendar import Calendar
from wederhoor.core.owing import DESTRUCTION
from wederhoor.core.plan import plans
from wederhoor.core.procedure import Procedure
from wederhoor.core.term import Unit
from wederhoor.desk.shown.articles import article
from wederhoor.desk.shown.term import closed_days
from wederhoor.web import words
from wederhoor.web.days import day_said
from wederhoor.web.term_line import Line, Mark
from wederhoor.web.words import spoken

if TYPE_CHECKING:
    from wederhoor.dossiers.models import Dossier, Party

_AXIS: Final = timedelta(days=21)
_ENDED: Final = frozenset({"closed", "destroyed"})
_OWED: Final = frozenset({"open", "on_its_way", "suspended"})


@dataclass(frozen=True, slots=True)
class Rules:
    """By which regulation and calendar the rows of one matter are read, and the closed days around today."""

    procedure: Procedure
    calendar: Calendar
    closed: frozenset[date]


def rules(procedure: Procedure, calendar: Calendar, now: datetime) -> Rules:
    """The rules with the closed days that the axis of a list shows."""
    today = calendar.local_day(now)
    return Rules(procedure, calendar, closed_days(calendar, today - _AXIS, today + _AXIS))


def work_row(row: "Dossier", by: Rules, now: datetime, parties: Mapping[str, "Party"]) -> dict[str, Any]:
    """A row of the worklist: the next duty with its article, its holder and what is left of its term."""
    owed = _next_of(row)
    duty = plans(by.procedure)[row.instance].duties.get(owed.duty)
    late = row.next_due is not None and row.next_due <= now
    return {
        **_who(row, by, parties),
        "duty": spoken(duty.name) if duty else (owed.duty or _("Geen verplichting open")),
        "article": article(by.procedure, owed.clause),
        "owner": _holder(row, by, owed.holder),
        "critical": row.critical,
        "proposed": _proposed(row, by),
        "line": _line(row, by, now, spoken(duty.name) if duty else ""),
        "below": day_said(_last_day(row.next_due, by), by.calendar.local_day(now), short=True) if row.next_due else "",
        "left": _left(row, by, now, duty.term.unit if duty and duty.term else Unit.DAYS),
        "tone": "late" if late else "soon" if row.next_due and _last_day(row.next_due, by) == by.calendar.local_day(now) else "",
    }


def register_row(row: "Dossier", by: Rules, now: datetime, parties: Mapping[str, "Party"]) -> dict[str, Any]:
    """A row of the register: since when, where it stands, how it ended."""
    received = words.day_in_words(by.calendar.local_day(row.received_at), year=True, weekday=False, short=True)
    stage = _stage(row, by)
    ended = row.stage in _ENDED
    return {
        **_who(row, by, parties),
        "about": "",
        "duty": (stage + f", {words.word('outcome', row.outcome)}" if row.outcome else stage).capitalize(),
        "article": "",
        "owner": "" if ended else _holder(row, by, row.next_holder),
        "critical": row.critical and not ended,
        "line": None if ended else _line(row, by, now, ""),
        "left": received,
        "below": _("ontvangen"),
        "tone": "",
    }


def _who(row: "Dossier", by: Rules, parties: Mapping[str, "Party"]) -> dict[str, Any]:
    kind = next((item.name for item in by.procedure.kinds if item.id == row.kind and item.name), None)
    said = spoken(kind).lower() if kind else words.word("kind", row.kind) if row.kind else ""
    instance = next((spoken(item.name).lower() for item in by.procedure.instances if item.id == row.instance), said)
    return {
        "href": reverse("desk:dossier", args=[row.number]),
        "number": row.number,
        "kind": instance or _("jaar"),
        "who": _name(row, parties),
        "product": row.product,
        "about": _stage(row, by),
    }


def _name(row: "Dossier", parties: Mapping[str, "Party"]) -> str:
    """By organisation where there is one: the person's own name is not needed to know which row it is."""
    if row.instance == "year":
        return _("Het jaar {year}").format(year=row.facts.get("year") or row.facts.get("open_year.year") or "")
    found = next((party for party in parties.values() if party.part == "complainant"), None)
    if found is None or row.stage == "destroyed":
        return _("Vernietigd") if row.stage == "destroyed" else _("Klager onbekend")
    return found.organisation_name or found.name or _("Anoniem")


def _stage(row: "Dossier", by: Rules) -> str:
    named = next((item.name for item in by.procedure.stages if item.id == row.stage and item.instance == row.instance and item.name), "")
    return spoken(named).lower() if named else words.word("stage", row.stage)


def _proposed(row: "Dossier", by: Rules) -> str:
    """What the sweep proposed in it, where the list asked for that (`with_proposals`)."""
    act = getattr(row, "proposed_act", None)
    if not act:
        return ""
    rule = plans(by.procedure)[row.instance].rules.get(act)
    return words.filled(_("voorgesteld: {act}"), act=(spoken(rule.name) if rule and rule.name else words.word("act", act)).lower())


class Owed(NamedTuple):
    """The next duty of a row: of those with a date the first, else the first without one."""

    duty: str
    clause: str
    holder: str


def _next_of(row: "Dossier") -> Owed:
    if row.next_due is not None:
        return Owed(row.next_duty, row.next_clause, row.next_holder)
    found = [duty for duty in row.duties.all() if duty.status in _OWED and duty.duty != DESTRUCTION]
    first = min(found, key=lambda duty: duty.position, default=None)
    return Owed(first.duty, first.clause, first.holder) if first else Owed("", "", "")


def _holder(row: "Dossier", by: Rules, code: str) -> str:
    holder = next((spoken(role.name).lower() for role in by.procedure.roles if role.id == code), code)
    # A handler from outside is no member: the row has no owner then, yet someone was named.
    named = row.owner_id is not None or row.instance == "year" or any(name.startswith(("assign.", "take.")) for name in row.facts)
    handler = row.owner.name if row.owner else "" if named else _("nog geen behandelaar")
    return words.together((part for part in (holder, handler) if part), between=" · ")


def _line(row: "Dossier", by: Rules, now: datetime, name: str) -> Line:
    start, today = by.calendar.local_day(row.received_at), by.calendar.local_day(now)
    if row.next_due is None:
        return Line(start, (), today, by.closed)
    mark = Mark(_last_day(row.next_due, by), name, article(by.procedure, row.next_clause), "late" if row.next_due <= now else "open")
    return Line(start, (mark,), today, by.closed)


def _last_day(due: datetime, by: Rules) -> date:
    """The day that ends at this moment, or on which it lies."""
    return by.calendar.local_day(due - timedelta(microseconds=1))


def _left(row: "Dossier", by: Rules, now: datetime, unit: Unit) -> str:
    today = by.calendar.local_day(now)
    if row.next_due is None:
        days = (today - by.calendar.local_day(row.received_at)).days
        return _("{age} oud").format(age=words.count_of(days, "days"))
    if unit is Unit.HOURS:
        return words.remaining_hours(row.next_due, now)
    due = _last_day(row.next_due, by)
    if due == today and row.next_due <= now:
        return _("vandaag te laat")
    return words.remaining(due, today, unit.value, by.calendar.working_days_between)
