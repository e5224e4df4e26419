"""A list of acts as people write it in JSON, read item by item (design, section 9)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import count
from typing import Final

from wederhoor.core.calendar import Calendar
from wederhoor.core.log import SYSTEM, YEARS
from wederhoor.core.procedure import Procedure, fold

#: Tables and lists within each other; the data of an act stay well below it.
_DEEPEST: Final = 10


class Malformed(ValueError):  # noqa: N818 - says what the list of acts is
    """An item of the list of acts cannot be read at all; `index` counts from 0."""

    def __init__(self, index: int, message: str) -> None:
        """Keeps the index for whoever shows the message."""
        super().__init__(message)
        self.index = index


@dataclass(frozen=True, slots=True)
class Item:
    """One item of the list: an act, or the leaving of the letter of an earlier one."""

    index: int
    order: tuple[datetime, int]
    act: str
    at: datetime
    recorded_at: datetime
    by: str
    person: str | None
    data: Mapping[str, object]
    dossier: str | None
    letter_of: int | None = None


def items_of(procedure: Procedure, acts: Sequence[Mapping[str, object]], calendar: Calendar) -> Iterable[Item]:
    """The acts of a list, each followed by the leaving of its letter; in the order of the list. Raises Malformed."""
    order = count()
    for index, raw in enumerate(acts):
        _check(index, raw)
        at = _moment(index, raw.get("at"), calendar)
        recorded = _moment(index, raw["recorded_at"], calendar) if raw.get("recorded_at") else at
        act, data = str(raw["act"]), raw.get("data") or {}
        spec = procedure.specs.get(act)
        by = str(raw.get("by") or (SYSTEM if spec and spec.system else ""))
        role = procedure.role_names.get(fold(by), by)
        person = str(raw["person"]) if raw.get("person") else None
        dossier = str(raw["dossier"]) if raw.get("dossier") else None
        table = data if isinstance(data, Mapping) else {}
        yield Item(index, (recorded, next(order)), act, at, recorded, role, person, table, dossier)
        if "sent" not in raw or raw["sent"] is not None:
            sent = _moment(index, raw["sent"], calendar) if raw.get("sent") else at
            if sent < at:
                raise Malformed(index, "een brief kan niet vertrekken voordat hij is geschreven (sent ligt voor at)")
            yield Item(index, (max(sent, recorded), next(order)), "sent", sent, max(sent, recorded), SYSTEM, None, {}, None, index)


def _check(index: int, raw: object) -> None:
    if not isinstance(raw, Mapping) or not isinstance(raw.get("act"), str):
        raise Malformed(index, "hier staat geen handeling (act)")
    if not isinstance(raw.get("data") or {}, Mapping):
        raise Malformed(index, "data is geen tabel")
    level: list[object] = [raw]
    for _ in range(_DEEPEST):
        level = [inner for value in level for inner in _inside(value)]
    if level:
        raise Malformed(index, f"tabellen of lijsten staan hier meer dan {_DEEPEST} diep in elkaar")


def _inside(value: object) -> Iterable[object]:
    return value.values() if isinstance(value, Mapping) else value if isinstance(value, list | tuple) else ()


def _moment(index: int, value: object, calendar: Calendar) -> datetime:
    """A moment without offset is local; a date is its first moment."""
    try:
        moment = value if isinstance(value, datetime) else datetime.fromisoformat(str(value))
    except ValueError:
        raise Malformed(index, f"'{value}' is geen moment") from None
    if moment.year not in YEARS:
        raise Malformed(index, f"'{value}' ligt buiten elke kalender")
    return (moment if moment.tzinfo else moment.replace(tzinfo=calendar.zone)).astimezone(UTC)
