"""Matters as they are taken off the shelf: the row, its log, its people, its dossiers, and the replay. For those who write and who read."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from wederhoor.core.act import Value
from wederhoor.core.advance import advance, pass_time
from wederhoor.core.calendar import Calendar
from wederhoor.core.dossier import begin
from wederhoor.core.log import Entry
from wederhoor.core.procedure import Procedure
from wederhoor.core.state import Matter as Replayed
from wederhoor.dossiers.models import Act, Dossier, Matter, Party
from wederhoor.organisations.regulations import OWN, calendar_of, load_calendar, named_calendars, procedure_of

_COLUMNS = ("matter_id", "act", "at", "recorded_at", "by", "person", "data", "dossier", "key")


@dataclass(slots=True)
class Shelf:
    """One matter taken off the shelf. `keys`: the key of each act that has one, to its place in the log."""

    row: Matter
    procedure: Procedure
    calendar: Calendar
    calendars: Mapping[str, Calendar]
    entries: list[Entry] = field(default_factory=list)
    keys: dict[str, int] = field(default_factory=dict)
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
    rows = Matter.objects.select_related("procedure_version", "calendar_version", "organisation")
    rows = rows.defer("procedure_version__text", "calendar_version__text").order_by("pk")
    if lock:
        rows = rows.select_for_update(of=("self",), no_key=True, skip_locked=skip_locked)
    shelves = {row.pk: shelf_of(row) for row in rows.filter(pk__in=ids)}
    acts = Act.objects.filter(matter_id__in=shelves).order_by("matter_id", "seq").values_list(*_COLUMNS)
    for matter_id, act, at, recorded_at, by, person, data, dossier, key in acts:
        shelf = shelves[matter_id]
        if key is not None:
            shelf.keys[key] = len(shelf.entries)
        shelf.entries.append(Entry(act, at, recorded_at, by, person or None, frozen(data), dossier))
    for party in Party.objects.filter(matter_id__in=shelves).order_by("pk"):
        shelves[party.matter_id].parties[party.ref] = party
    for dossier in Dossier.objects.filter(matter_id__in=shelves).order_by("pk"):
        shelves[dossier.matter_id].dossiers[dossier.name] = dossier
    return list(shelves.values())


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
    rows = Act.objects.filter(matter_id=matter_id, seq__gte=length).order_by("seq").values_list(*_COLUMNS[1:-1])
    return [Entry(act, at, recorded_at, by, person or None, frozen(data), dossier) for act, at, recorded_at, by, person, data, dossier in rows]
