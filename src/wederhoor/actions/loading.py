"""Matters as they are taken off the shelf: the row, its log, its people, its dossiers, and the replay. For those who write and who read."""

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from typing import Any

from django.db import connection

from wederhoor.core.act import Value
from wederhoor.core.advance import advance, pass_time
from wederhoor.core.calendar import Calendar
from wederhoor.core.dossier import begin
from wederhoor.core.log import Entry
from wederhoor.core.procedure import Procedure
from wederhoor.core.state import Matter as Replayed
from wederhoor.dossiers.models import Act, Dossier, Matter, Party
from wederhoor.dossiers.selects import columns_of, made, marks, read, utc, values
from wederhoor.organisations.models import CalendarVersion, Organisation, ProcedureVersion
from wederhoor.organisations.regulations import OWN, calendar_of, load_calendar, named_calendars, procedure_of

_NAMES = ("act", "at", "recorded_at", "by", "person", "data", "dossier")
_COLUMNS = ", ".join(f'"{name}"' for name in ("matter_id", *_NAMES, "key", "digest"))


@dataclass(slots=True)
class Shelf:
    """One matter taken off the shelf. `keys`: the key of each act that has one, to its place in the log; `digests`: of each act."""

    row: Matter
    procedure: Procedure
    calendar: Calendar
    calendars: Mapping[str, Calendar]
    entries: list[Entry] = field(default_factory=list)
    keys: dict[str, int] = field(default_factory=dict)
    digests: list[str] = field(default_factory=list)
    parties: dict[str, Party] = field(default_factory=dict)
    dossiers: dict[str, Dossier] = field(default_factory=dict)

    def replayed(self, until: datetime | None = None, *, more: Sequence[Entry] = ()) -> Replayed:
        """The matter as its log makes it, silence drawn up to a moment; with `more` as if these acts stood in the log as well."""
        matter = begin(self.procedure, calendar=self.calendar, calendars=self.calendars)
        for entry in (*self.entries, *more):
            advance(matter, entry)
        if until is not None:
            pass_time(matter, until)
        return matter


def take(ids: Collection[int], *, lock: bool = False, skip_locked: bool = False) -> list[Shelf]:
    """The matters with these keys, in the order of their keys: four queries however many. `lock` asks a transaction."""
    shelves = {row.pk: shelf_of(row) for row in _matters(list(ids), lock=lock, skip_locked=skip_locked)}
    if not shelves:
        return []
    _fill(shelves)
    for dossier in read(Dossier, f"matter_id IN ({marks(shelves)}) ORDER BY id", list(shelves)):
        shelves[dossier.matter_id].dossiers[dossier.name] = dossier
    return list(shelves.values())


def take_of(dossier: Dossier) -> Shelf:
    """The matter of a dossier that came with its matter and versions (`access.readable`): two queries, one more if it has others."""
    shelf = shelf_of(dossier.matter)
    _fill({dossier.matter_id: shelf})
    shelf.dossiers[dossier.name] = dossier
    if any(entry.dossier != dossier.name for entry in shelf.entries):
        others = read(Dossier, "matter_id = %s AND id <> %s ORDER BY id", [dossier.matter_id, dossier.pk])
        shelf.dossiers.update({other.name: other for other in others})
    return shelf


def _fill(shelves: Mapping[int, Shelf]) -> None:
    """The logs and the people of these matters."""
    keys, of_these = list(shelves), f"matter_id IN ({marks(shelves)}) ORDER BY"
    for matter_id, act, at, recorded_at, by, person, data, dossier, key, digest in values(
        _COLUMNS, Act, f"{of_these} matter_id, seq", keys
    ):
        shelf = shelves[matter_id]
        if key is not None:
            shelf.keys[key] = len(shelf.entries)
        shelf.entries.append(Entry(act, utc(at), utc(recorded_at), by, person or None, frozen(json.loads(data)), dossier))
        shelf.digests.append(digest)
    for party in read(Party, f"{of_these} id", keys):
        shelves[party.matter_id].parties[party.ref] = party


def _matters(ids: list[int], *, lock: bool, skip_locked: bool) -> Iterator[Matter]:
    """The rows, each with its organisation and the versions it pinned; the texts of those stay behind."""
    if not ids:
        return
    locked = " FOR NO KEY UPDATE OF m" if lock and connection.features.has_select_for_update else ""
    locked += " SKIP LOCKED" if locked and skip_locked else ""
    with connection.cursor() as cursor:
        cursor.execute(f"{_joined()} WHERE m.id IN ({marks(ids)}) ORDER BY m.id{locked}", ids)
        found = cursor.fetchall()
    for values_ in found:
        row, organisation, version, calendar = _split(values_)
        row.organisation, row.procedure_version, row.calendar_version = organisation, version, calendar
        yield row


@cache
def _joined() -> str:
    parts = (("m", Matter), ("o", Organisation), ("p", ProcedureVersion), ("c", CalendarVersion))
    listed = ", ".join(f'{short}."{column}"' for short, model in parts for column in columns_of(model)[0])
    return (
        f"SELECT {listed} FROM {Matter._meta.db_table} m JOIN {Organisation._meta.db_table} o ON o.id = m.organisation_id"  # noqa: S608
        f" JOIN {ProcedureVersion._meta.db_table} p ON p.id = m.procedure_version_id"
        f" LEFT JOIN {CalendarVersion._meta.db_table} c ON c.id = m.calendar_version_id"
    )


def _split(found: Sequence[Any]) -> tuple[Matter, Organisation, ProcedureVersion, CalendarVersion | None]:
    made_: list[Any] = []
    start = 0
    for model in (Matter, Organisation, ProcedureVersion, CalendarVersion):
        columns, names, converts = columns_of(model)
        part = found[start : start + len(columns)]
        made_.append(made(model, names, converts, part) if part[0] is not None else None)
        start += len(columns)
    row, organisation, version, calendar = made_
    return row, organisation, version, calendar


def shelf_of(row: Matter) -> Shelf:
    """An empty shelf for a matter, with its regulation and calendars."""
    pinned = row.calendar_version
    return Shelf(
        row=row,
        procedure=procedure_of(row.procedure_version_id, row.procedure_version.digest),
        calendar=calendar_of(pinned.pk, pinned.digest) if pinned else load_calendar(None),
        calendars=named_calendars({name: found for name, found in row.named_calendars.items() if name != OWN}),
    )


def frozen(data: Mapping[str, object]) -> dict[str, Value]:
    """Data of an act as the engine knows them: lists are tuples."""
    return {name: _frozen(value) for name, value in data.items()}


def _frozen(value: object) -> Value:
    if isinstance(value, list | tuple):
        return tuple(_frozen(item) for item in value)
    if isinstance(value, dict):
        return frozen(value)
    return value  # type: ignore[return-value] # JSON holds nothing else


def entries_from(matter_id: int, length: int) -> list[Entry]:
    """The acts of a matter from that length of its log on: for who has read it up to there."""
    rows = Act.objects.filter(matter_id=matter_id, seq__gte=length).order_by("seq").values_list(*_NAMES)
    return [
        Entry(act, at, recorded_at, by, person or None, frozen(data), dossier) for act, at, recorded_at, by, person, data, dossier in rows
    ]
