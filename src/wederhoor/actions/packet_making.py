"""Making a packet: a PDF with the texts, a zip with that and the files, both on disk before a row names them."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

import structlog
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from wederhoor.actions.archive_making import make_account, supersede
from wederhoor.actions.archived import ARCHIVE
from wederhoor.actions.bundling import keep_pdf, keep_zip
from wederhoor.actions.documents import Kept, as_row, forget, highest
from wederhoor.actions.load import opened
from wederhoor.actions.loading import take
from wederhoor.actions.packet import packet
from wederhoor.actions.packet_binding import bound, fault_in, language_of
from wederhoor.actions.packet_proposing import Contents
from wederhoor.actions.packet_readers import reader_of
from wederhoor.actions.values import Refused
from wederhoor.dossiers.models import Document, Packet
from wederhoor.web.packet import as_html, as_pdf, as_table

_log = structlog.get_logger()
LEASE: Final = timedelta(minutes=30)
#: What is made while one waits: bytes of files, and pieces. Beyond it a worker makes it.
AT_ONCE: Final = 20_000_000
AT_ONCE_PIECES: Final = 60
_ATTEMPTS: Final = 3


def ask(row: Packet, *, version: int, now: datetime) -> bool:
    """From here on a worker makes it; False where a colleague changed it since, or it was asked already."""
    held = Packet.objects.filter(pk=row.pk, state="draft", version=version)
    return bool(held.update(state="waiting", due=now, version=version + 1))


def is_small(found: Contents) -> bool:
    """Whether it is made while one waits."""
    files = [line.document for line in found.lines if line.goes]
    return sum(0 if file is None else file.size for file in files) <= AT_ONCE and len(found.lines) <= AT_ONCE_PIECES


def make_waiting(now: datetime) -> int:
    """Makes every packet whose moment has come: those asked for, and those whose worker went silent. How many."""
    waiting = list(Packet.objects.filter(due__lte=now).order_by("due").values_list("pk", flat=True))
    return sum(int(make(pk, now=now)) for pk in waiting)


def make(pk: int, *, now: datetime) -> bool:
    """Makes one packet, if nobody else does; True where it is ready. What cannot be made goes back to who asked."""
    attempts = Packet.objects.filter(pk=pk).values_list("attempts", flat=True).first()
    if attempts is None:
        return False
    mine = Packet.objects.filter(pk=pk, due__lte=now, attempts=attempts)
    if attempts >= _ATTEMPTS:  # it took its worker with it each time
        mine.update(state="failed", due=None)
        return False
    if not mine.update(state="making", due=now + LEASE, attempts=attempts + 1):
        return False
    row = Packet.objects.select_related("dossier", "made_by").get(pk=pk)
    try:
        kept = make_account(row, now) if row.reader == ARCHIVE else _made(row, now)
    except Exception as fault:  # noqa: BLE001 -- one packet never holds up another, nor the post
        _log.error("packet_failed", packet=pk, reason_code=type(fault).__name__)
        again = attempts + 1 < _ATTEMPTS
        Packet.objects.filter(pk=pk, state="making", attempts=attempts + 1).update(
            state="waiting" if again else "failed", due=now + LEASE if again else None
        )
        return False
    if isinstance(kept, Refused):
        Packet.objects.filter(pk=pk, state="making", attempts=attempts + 1).update(state="failed", due=None)
        return False
    return _ready(row, kept, now)


# On disk -------------------------------------------------------------------------------------------------------------------


def _made(row: Packet, now: datetime) -> list[Kept] | Refused:
    found = opened(row.dossier, now)
    reader = reader_of(found, row.reader)
    if reader is None or found.row.stage == "destroyed":
        return Refused(_("Dit dossier is er niet meer voor deze lezer."))
    held = packet(found, reader, row.choices)
    with override(language_of(found, reader)):
        fault = fault_in(held, found, reader)
        if fault:
            return Refused(fault)
        by = row.made_by.name if row.made_by else ""
        sheet, numbered = bound(found, reader, held, by=by, now=now)
        pdf, name = as_pdf(sheet, now=now), f"dossier-{found.row.number}"
        index = [("index.html", as_html(sheet, pdf=f"{name}.pdf").encode()), ("index.csv", b"".join(as_table(sheet, pdf=f"{name}.pdf")))]
    files = [(one.file, one.line.document) for one in numbered if one.file]
    Packet.objects.filter(pk=row.pk).update(left_out=len(sheet.left_out), seen=found.length)
    papers = [(f"{name}.pdf", pdf), *index]
    return [keep_pdf(f"{name}.pdf", pdf, now=now), keep_zip(f"{name}.zip", papers=papers, files=files, now=now)]


def _ready(row: Packet, kept: Sequence[Kept], now: datetime) -> bool:
    """The documents and the packet in one transaction; where another took it over meanwhile, these files go."""
    with transaction.atomic():
        [shelf] = take([row.dossier.matter_id], lock=True)
        held = Packet.objects.filter(pk=row.pk, state="making", attempts=row.attempts)
        done = held.update(state="ready", due=None, ready_at=now)
        if done:
            first = 1 + highest(Document.objects.filter(matter=shelf.row).values_list("ref", flat=True), shelf.entries)
            for place, file in enumerate(kept):
                document = as_row(file, f"d-{first + place}", dossier_id=row.dossier_id, shelf=shelf, seq=None, by="", at=now)
                document.packet = row
                document.save()
            if row.reader == ARCHIVE:
                supersede(shelf, row)
    if not done:
        forget(kept)
    return bool(done)
