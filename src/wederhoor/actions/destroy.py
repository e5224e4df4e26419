"""Destruction: what the act `destroy` takes away for good. The log's skeleton stays (design, section 7)."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction

from wederhoor.actions.anchors import tell_destroyed
from wederhoor.actions.loading import Shelf
from wederhoor.core.log import FIRST, Entry
from wederhoor.correspondence.models import Attachment, Letter, Message
from wederhoor.dossiers.models import CustomerTold, Document, Dossier, Packet, Party, Reader, Reminder, Text, TrackingCode
from wederhoor.dossiers.search import forget


def erase(shelf: Shelf, name: str) -> None:
    """Deletes every text, person, letter, message and document of a dossier, with their salts, in the transaction of the act.

    The first dossier takes the whole matter with it; an objection takes its own, and the people whom nobody else names.
    Files go once the transaction is through, and then the destruction is told outside the database.
    """
    whole = name == FIRST
    dossiers = [row for row in shelf.dossiers.values() if whole or row.name == name]
    seqs = None if whole else [place for place, entry in enumerate(shelf.entries) if entry.dossier == name]
    files = list(_files(dossiers))
    _erase_texts(shelf, seqs)
    _erase_people(shelf, keep=set() if whole else _named([entry for entry in shelf.entries if entry.dossier != name]))
    for model in (Letter, CustomerTold, Document, Packet, TrackingCode, Reader, Reminder):
        model.objects.filter(dossier__in=dossiers).delete()
    Attachment.objects.filter(message__dossier__in=dossiers).delete()
    Message.objects.filter(dossier__in=dossiers).delete()
    forget(dossiers)
    row, at = shelf.dossiers[name], shelf.entries[-1].recorded_at
    transaction.on_commit(lambda: tell_destroyed(row, at), robust=True)  # what fails here the sweep makes up for
    transaction.on_commit(lambda: _clear(files))


def _erase_texts(shelf: Shelf, seqs: list[int] | None) -> None:
    texts = Text.objects.filter(matter=shelf.row)
    (texts if seqs is None else texts.filter(seq__in=seqs)).delete()


def _erase_people(shelf: Shelf, *, keep: set[str]) -> None:
    Party.objects.filter(matter=shelf.row).exclude(ref__in=keep).delete()
    for ref in [ref for ref in shelf.parties if ref not in keep]:
        del shelf.parties[ref]


def _named(entries: Iterable[Entry]) -> set[str]:
    """Every person whom these acts name."""
    found: set[str] = set()
    for entry in entries:
        found.update(_refs([entry.person, *entry.data.values()]))
    return found


def _refs(values: Iterable[object]) -> Iterator[str]:
    for value in values:
        if isinstance(value, str) and value.startswith("p-"):
            yield value
        elif isinstance(value, tuple):
            yield from _refs(value)
        elif isinstance(value, Mapping):
            yield from _refs(value.values())


def _files(dossiers: list[Dossier]) -> Iterator[Path]:
    data = Path(settings.DATA_DIR)
    for path in Document.objects.filter(dossier__in=dossiers).values_list("path", flat=True):
        yield data / path
    for path in Message.objects.filter(dossier__in=dossiers).exclude(raw="").values_list("raw", flat=True):
        yield data / path
    for path in Attachment.objects.filter(message__dossier__in=dossiers).values_list("path", flat=True):
        yield data / path


def _clear(files: list[Path]) -> None:
    """Removes the files, and on SQLite what the write-ahead log still holds of the deleted rows."""
    for path in files:
        path.unlink(missing_ok=True)
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
