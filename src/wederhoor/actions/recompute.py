"""What a new version of the engine would change in the derived rows: shown first, written only when asked."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from django.db import transaction
from django.db.models import Q

from wederhoor.actions.indexing import words_by_dossier
from wederhoor.actions.loading import Shelf, take
from wederhoor.actions.readership import READER, reader_keys
from wederhoor.actions.saving import save_rows
from wederhoor.dossiers.models import Dossier, Matter, SearchText
from wederhoor.dossiers.rows import ENGINE, DossierValue, DutyValue, RightValue, rows_of
from wederhoor.dossiers.search import kept, replace
from wederhoor.dossiers.words import SHAPE

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
                if write and (found or shelf.row.engine != ENGINE):
                    shelf.row.engine = 0
                    save_rows(shelf, shelf.replayed(shelf.row.drawn_at), before={})
                yield from found
                yield from _words(shelf, write=write)


def outdated() -> int:
    """In how many matters an older version made the rows or the words to find them by: `recompute` shows what that would change."""
    by_engine = Q(pk__in=Matter.objects.exclude(engine=ENGINE).values("pk"))
    by_words = Q(pk__in=SearchText.objects.exclude(shape=SHAPE).values("dossier__matter"))
    return Matter.objects.filter(by_engine | by_words).count()


def _words(shelf: Shelf, *, write: bool) -> Iterator[Difference]:
    """Words by which a dossier is to be found and is not, or that an older version made; how many, for they are personal data."""
    for name, words in words_by_dossier(shelf).items():
        row = shelf.dossiers[name]
        have = kept(row.pk)
        if words <= have:
            continue
        if write:
            replace(row.pk, row.organisation_id, words)
        yield Difference(row.number, "search", len(have), len(words))


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
    stored = set(row.readers.values_list(*READER))
    yield from _difference(row, "readers", stored, reader_keys(shelf, value))


def _difference(row: Dossier, field: str, stored: object, computed: object) -> Iterator[Difference]:
    if stored != computed:
        yield Difference(row.number, field, stored, computed)
