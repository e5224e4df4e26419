"""What the derived rows of a matter hold, computed from a replayed matter: values in, values out.

Nothing here depends on the moment of looking: of a duty whose clock stands still the due date is left out, and `next_change` counts
from the moment up to which the sweep has looked.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from wederhoor.core.act import Value
from wederhoor.core.clockwork import Start, deadline
from wederhoor.core.facts import fact
from wederhoor.core.state import Dossier, Due, Matter, Occurrence, Opening
from wederhoor.dossiers.readers import readers_of

#: The version of what makes these rows: engine and this module. Raise it when either changes what comes out.
ENGINE: Final = 3
#: Acts that tell a complainant what came of it.
_ANSWERS: Final = ("reply", "propose", "rule")
#: Parts by which a complaint or an objection is someone's.
_HANDLES: Final = ("handler", "committee")


@dataclass(frozen=True, slots=True)
class DutyValue:
    """A row of duties."""

    duty: str
    item: str
    clause: str
    holder: str
    arose: datetime
    due: datetime | None
    due_day: date | None
    status: str
    met_at: datetime | None


@dataclass(frozen=True, slots=True)
class RightValue:
    """A row of rights."""

    right: str
    clause: str
    holder: str
    opened: datetime
    closes: datetime | None
    closes_day: date | None
    status: str
    used_at: datetime | None


@dataclass(frozen=True, slots=True)
class DossierValue:
    """The row of a dossier, with its duties, its rights and who may read it: roles, persons with what each reads, and institutions."""

    fields: Mapping[str, object]
    owner: str | None
    duties: tuple[DutyValue, ...]
    rights: tuple[RightValue, ...]
    roles: frozenset[str]
    persons: Mapping[str, str]
    customers: frozenset[str] = frozenset()


def rows_of(matter: Matter, dossier: Dossier) -> DossierValue:
    """All derived rows of one dossier, but for `next_change`, which `agenda.next_look` gives."""
    duties = tuple(_duty(item, matter) for item in dossier.occurrences)
    handlers = dossier.holders.get("handler") or []
    readers = readers_of(matter, dossier)
    return DossierValue(
        fields=_fields(matter, dossier, duties),
        owner=handlers[-1] if handlers else None,
        duties=duties,
        rights=tuple(_right(item, dossier, matter) for item in dossier.openings),
        roles=readers.roles,
        persons=readers.persons,
        customers=readers.customers,
    )


def _fields(matter: Matter, dossier: Dossier, duties: tuple[DutyValue, ...]) -> dict[str, object]:
    owed = [item for item in duties if item.due is not None and item.status in {"open", "on_its_way"} and item.duty != "destroy"]
    first = min(owed, key=lambda item: item.due or item.arose, default=None)
    return {
        "instance": dossier.instance,
        "kind": _said(fact(dossier, "kind")),
        "stage": matter.visible_stage(dossier),
        "outcome": _said(fact(dossier, "judge.outcome") or fact(dossier, "rule.outcome")),
        "channel": _said(fact(dossier, "channel")),
        "product": _said(fact(dossier, "subject.product")),
        "critical": fact(dossier, "assess.critical") is True,
        "pressing": _pressing(dossier),
        "received_at": dossier.records[0].at,
        "closed_at": _closed_at(dossier),
        "next_due": first.due if first else None,
        "next_duty": first.duty if first else "",
        "next_clause": first.clause if first else "",
        "next_holder": first.holder if first else "",
        "facts": {name: _plain(value) for name, value in {**dossier.facts, **dossier.derived}.items() if not _names_someone(value)}
        | _milestones(matter, dossier),
    }


def _pressing(dossier: Dossier) -> int:
    """The rank of a dossier in the worklist: critical faults first, then what nobody handles. A year is everyone's."""
    handled = dossier.instance == "year" or any(dossier.holders.get(part) for part in _HANDLES)
    return (0 if fact(dossier, "assess.critical") is True else 2) + handled


def _said(value: Value) -> str:
    return "" if value is None or isinstance(value, bool) else str(value)


def _plain(value: Value) -> object:
    """As JSON gives it back, so that a row read compares equal to a row made."""
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return {name: _plain(item) for name, item in value.items()} if isinstance(value, Mapping) else value


def _names_someone(value: Value) -> bool:
    """References to persons stay out of the facts for reports."""
    if isinstance(value, str):
        return value.startswith("p-")
    if isinstance(value, Mapping):
        return any(_names_someone(item) for item in value.values())
    return isinstance(value, tuple) and any(_names_someone(item) for item in value)


def _closed_at(dossier: Dossier) -> datetime | None:
    return dossier.closings[-1] if dossier.closed else None


def _milestones(matter: Matter, dossier: Dossier) -> dict[str, object]:
    """The days on which it was closed, each time that it was; and the day of its first answer, which stays whatever follows."""
    day = matter.calendar.local_day
    answers = [record.sent for act in _ANSWERS for record in dossier.by_act.get(act, ()) if record.sent is not None]
    found: dict[str, object] = {"closed_on": [day(moment).isoformat() for moment in dossier.closings]} if dossier.closings else {}
    return found | ({"answered_on": day(min(answers)).isoformat()} if answers else {})


def _duty(item: Occurrence, matter: Matter) -> DutyValue:
    state = item.state
    due = None if state == "suspended" else item.due
    return DutyValue(
        duty=item.duty.id,
        item=item.item or "",
        clause=item.duty.clause[0] if item.duty.clause else "",
        holder=item.duty.holder,
        arose=item.record.at,
        due=_end(due, matter),
        due_day=_last_day(due, matter),
        status=state,
        met_at=item.met_at if state == "met" else None,
    )


def _right(item: Opening, dossier: Dossier, matter: Matter) -> RightValue:
    used = item.used_at is not None and not item.right.repeat
    lapsed = item.lapsed_at is not None or dossier.stage == "destroyed"
    return RightValue(
        right=item.right.id,
        clause=item.right.clause[0] if item.right.clause else "",
        holder=item.right.holder,
        opened=_moment(item.start, matter) or item.record.at,
        closes=_end(item.closes, matter),
        closes_day=_last_day(item.closes, matter),
        status="used" if used else "lapsed" if lapsed else "open",
        used_at=item.used_at,
    )


def _end(due: Due | None, matter: Matter) -> datetime | None:
    return None if due is None else deadline(due, matter.calendar)


def _last_day(due: Due | None, matter: Matter) -> date | None:
    return matter.calendar.local_day(due) if isinstance(due, datetime) else due


def _moment(start: Start | None, matter: Matter) -> datetime | None:
    return start if start is None or isinstance(start, datetime) else matter.calendar.start_of_day(start)
