"""Documents that were put before the complainant or sent to him: by which act, and nothing else of what lies in the dossier."""

from collections.abc import Collection, Mapping, Sequence
from typing import Final, Protocol

from wederhoor.actions.visibility import Sight
from wederhoor.core.act import DOCUMENTS
from wederhoor.core.state import Matter, Record
from wederhoor.dossiers.before import listed

#: By these acts documents are put before someone.
_SHOWS: Final = frozenset({"disclose", "grant_inspection"})


class Paper(Protocol):
    """A document as the store gives it."""

    ref: str
    name: str
    size: int


def papers_before(matter: Matter, sights: Mapping[str, Sight]) -> dict[int, tuple[str, ...]]:
    """The references of what each act put before him, by its place; `sights`: what he sees of each dossier.

    Not what a letter takes along that has not left, nor what a correction took out again.
    """
    found: dict[int, tuple[str, ...]] = {}
    for name, sight in sights.items():
        records = matter.dossiers[name].records
        wrong = _taken_out(records)
        for record in records:
            if record.act in _SHOWS and record.index in sight.some.acts and not sight.must_accept and _left(record):
                found[record.index] = tuple(ref for ref in named(record) if ref not in wrong)
    return found


def papers_sent(matter: Matter, letters: Collection[int]) -> dict[int, tuple[str, ...]]:
    """The references of what went along with letters to him that left; `letters`: the places of their acts."""
    found: dict[int, tuple[str, ...]] = {}
    for dossier in matter.dossiers.values():
        wrong = _taken_out(dossier.records)
        for record in dossier.records:
            if record.index in letters and (refs := tuple(ref for ref in named(record) if ref not in wrong)):
                found[record.index] = refs
    return found


def named(record: Record) -> list[str]:
    """The documents that an act names."""
    return [str(ref) for ref in listed(record.data.get(DOCUMENTS))]


def _taken_out(records: Sequence[Record]) -> set[str]:
    """What a correction said does not belong."""
    return {ref for one in records if one.act == "correct" and one.data.get("field") == DOCUMENTS for ref in named(one)}


def _left(record: Record) -> bool:
    return not record.letter or record.sent is not None
