"""What a new version of the engine would change in the derived rows: shown first, written only when asked."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from django.db import transaction

from wederhoor.actions.loading import Shelf, take
from wederhoor.actions.saving import save_rows
from wederhoor.dossiers.models import Dossier, Matter
from wederhoor.dossiers.rows import DossierValue, DutyValue, RightValue, rows_of

_AT_ONCE: Final = 100
_DUTY: Final = tuple(DutyValue.__dataclass_fields__)
_RIGHT: Final = tuple(RightValue.__dataclass_fields__)


@dataclass(frozen=True, slots=True)
class Difference:
    """One row that would read otherwise: `field` of the dossier, or the place of a duty or right."""

    number: str
    field: str
    stored: object
    computed: object


def recompute(*, write: bool = False, matter_ids: Sequence[int] | None = None) -> Iterator[Difference]:
    """Every difference between the rows and a fresh replay up to the moment they were drawn; with `write` it mends them."""
    wanted = Matter.objects.order_by("pk")
    keys = list((wanted if matter_ids is None else wanted.filter(pk__in=matter_ids)).values_list("pk", flat=True))
    for start in range(0, len(keys), _AT_ONCE):
        with transaction.atomic():
            for shelf in take(keys[start : start + _AT_ONCE], lock=write):
                found = list(_differences(shelf))
                if write and found:
                    shelf.row.engine = 0
                    save_rows(shelf, shelf.replayed(shelf.row.drawn_at), before={})
                yield from found


def _differences(shelf: Shelf) -> Iterator[Difference]:
    matter = shelf.replayed(shelf.row.drawn_at)
    for name, item in matter.dossiers.items():
        value, row = rows_of(matter, item), shelf.dossiers[name]
        for field, computed in value.fields.items():
            yield from _difference(row, field, getattr(row, field), computed)
        owner = shelf.parties.get(value.owner or "")
        yield from _difference(row, "owner", row.owner_id, owner.member_id if owner else None)
        yield from _norms(row, value)
        yield from _readers(shelf, row, value)


def _norms(row: Dossier, value: DossierValue) -> Iterator[Difference]:
    duties = {place: item for place, *item in row.duties.values_list("position", *_DUTY)}
    rights = {place: item for place, *item in row.rights.values_list("position", *_RIGHT)}
    fresh_duties = {place: [getattr(item, name) for name in _DUTY] for place, item in enumerate(value.duties)}
    fresh_rights = {place: [getattr(item, name) for name in _RIGHT] for place, item in enumerate(value.rights)}
    for field, stored, computed in (("duty", duties, fresh_duties), ("right", rights, fresh_rights)):
        for place in sorted({*stored, *computed}):
            yield from _difference(row, f"{field} {place}", stored.get(place), computed.get(place))


def _readers(shelf: Shelf, row: Dossier, value: DossierValue) -> Iterator[Difference]:
    members = {party.member_id for ref in value.persons if (party := shelf.parties.get(ref)) is not None and party.member_id}
    stored = set(row.readers.values_list("role", "member_id"))
    yield from _difference(row, "readers", stored, {(role, None) for role in value.roles} | {("", member) for member in members})


def _difference(row: Dossier, field: str, stored: object, computed: object) -> Iterator[Difference]:
    if stored != computed:
        yield Difference(row.number, field, stored, computed)
