"""The packets that the complainant was given: when, their files, and how many pieces were left out."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import TYPE_CHECKING

from wederhoor.core.state import Matter
from wederhoor.portal.shown.papers import named

if TYPE_CHECKING:
    from wederhoor.dossiers.models import Document


@dataclass(frozen=True, slots=True)
class File:
    """A file of a packet; `kind` as it is called (PDF, ZIP)."""

    ref: str
    name: str
    kind: str
    size: int


@dataclass(frozen=True, slots=True)
class Packet:
    """One packet."""

    given: datetime
    left_out: int
    files: tuple[File, ...]


def packets_given(matter: Matter, found: Iterable["Document"], before: Mapping[int, Sequence[str]]) -> tuple[Packet, ...]:
    """The packets, the newest first. `before`: what each act put before him, by its place in the log."""
    records = {record.index: record for item in matter.dossiers.values() for record in item.records}
    given = {ref: records[place].at for place in sorted(before, reverse=True) for ref in named(records[place])}
    made = [
        Packet(min(given[one.ref] for one in files), packet.left_out if packet else 0, tuple(_file(one) for one in files))
        for packet, files in ((packet, list(group)) for packet, group in groupby(found, lambda one: one.packet))
    ]
    return tuple(sorted(made, key=lambda one: one.given, reverse=True))


def _file(document: "Document") -> File:
    return File(document.ref, document.name, document.name.rpartition(".")[2].upper(), document.size)
