"""What came with a message: its files, each a row; and in the dossier that the message made or joined, documents."""

import hashlib
from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path

from django.db.models import Q

from wederhoor.actions.content import content_type
from wederhoor.actions.documents import as_row, highest, keep_one
from wederhoor.actions.indexing import index_message
from wederhoor.actions.keeping import read_whole
from wederhoor.actions.loading import Shelf, take
from wederhoor.actions.mail import File
from wederhoor.actions.values import Upload
from wederhoor.correspondence.models import Attachment, Message
from wederhoor.dossiers.models import Document


def beside(raw: str, file: File) -> Path:
    """Where a file of a message stands: beside the raw message, by its content."""
    return Path(f"{raw.removesuffix('.eml')}-{_digest(file.content)}")


def attach(message: Message, files: Iterable[File]) -> None:
    """A row for each file, which is written already; its type is judged by its content."""
    Attachment.objects.bulk_create(
        Attachment(
            message=message,
            name=file.name,
            content_type=content_type(file.content),
            held=file.held,
            size=len(file.content),
            path=beside(message.raw, file).as_posix(),
        )
        for file in files
    )


def attach_anew(message: Message, files: Sequence[File]) -> None:
    """The files of a message that is read again: those that are new are added. What was there stays, and what was given free."""
    there = [_digest(read_whole(row.path)) for row in message.attachments.all()]
    fresh = []
    for file in files:
        if _digest(file.content) in there:
            there.remove(_digest(file.content))
        else:
            fresh.append(file)
    attach(message, fresh)


def documents_of_message(message: Message, *, now: datetime, by: str = "") -> list[Document]:
    """Makes documents of the attachments, each a file of its own; in the caller's transaction. Done twice it is once.

    The dossier is found by the words of the message from then on. No act brings them: the message did. They are chained
    with the first act that names them. An attachment in quarantine, or whose file is gone, stays as it is. `by`: the party who brought
    them; without it the one with the mail address of the sender.
    """
    if message.dossier is None:
        return []
    index_message(message)
    free = Q(held="") | Q(released_at__isnull=False)
    rows = list(message.attachments.filter(free, document__isnull=True).order_by("pk"))
    if not rows:
        return []
    [shelf] = take([message.dossier.matter_id], lock=True)
    by = by or _sender(shelf, message.sender)
    number = highest(Document.objects.filter(matter=shelf.row).values_list("ref", flat=True), shelf.entries)
    made = []
    for row in rows:
        try:
            kept = keep_one(Upload(row.name, read_whole(row.path)), now)
        except FileNotFoundError:
            continue
        number += 1
        document = as_row(kept, f"d-{number}", dossier_id=message.dossier.pk, shelf=shelf, seq=None, by=by, at=message.received_at)
        document.save()
        row.document = document
        row.save(update_fields=["document"])
        made.append(document)
    return made


def _sender(shelf: Shelf, address: str) -> str:
    """The party with this mail address; nothing where it is someone of staff or nobody known."""
    known = (party for party in shelf.parties.values() if party.email and party.email.casefold() == address.casefold())
    return next((party.ref for party in known if party.member_id is None), "")


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:32]
