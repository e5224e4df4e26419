"""Making the account of a dossier for its archive: a PDF that lasts, and beside it a zip with that and the files as they came."""

import hashlib
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils.translation import override

from wederhoor.actions.archive_account import Enclosed, account
from wederhoor.actions.archive_texts import set_apart
from wederhoor.actions.archived import ARCHIVE, archived_refs, keepers, ready_for, reopened_at
from wederhoor.actions.bundling import keep_pdf, keep_zip
from wederhoor.actions.content import safe_name
from wederhoor.actions.documents import Kept, forget_paths
from wederhoor.actions.load import Opened, opened
from wederhoor.actions.loading import Shelf
from wederhoor.actions.values import Refused
from wederhoor.dossiers.models import Document, Packet
from wederhoor.organisations.models import MemberRole
from wederhoor.web.account import as_pdf


def make_account(row: Packet, now: datetime) -> list[Kept] | Refused:
    """The files of an account; where the dossier is not closed any more the row goes, and it is refused."""
    found = opened(row.dossier, now)
    if not ready_for(found.matter, found.dossier):
        row.delete()
        return Refused("")
    name = f"archief-{found.row.number}"
    enclosed = list(_enclosed(found))
    with override("en" if found.matter.procedure.language == "en" else "nl"):
        apart = set_apart(account(found, enclosed, _holders(found)))
        pdf = as_pdf(apart.account, now=now)
    Packet.objects.filter(pk=row.pk).update(seen=found.length)
    kept = [keep_pdf(f"{name}.pdf", pdf, now=now)]
    files = [(one.file, one.document) for one in enclosed if one.digest]
    papers = [(f"{name}.pdf", pdf), *apart.files]
    return [*kept, keep_zip(f"{name}.zip", papers=papers, files=files, now=now)] if files or apart.files else kept


def supersede(shelf: Shelf, row: Packet) -> None:
    """An account that was made anew takes the place of those of the same closing that nobody archived; in the caller's transaction."""
    name = row.dossier.name
    kept = archived_refs(shelf.entries, name)
    since = reopened_at(shelf.entries, name)
    mine = Packet.objects.filter(dossier=row.dossier, reader=ARCHIVE).exclude(pk=row.pk)
    gone = [one for one in mine.filter(state="ready", seen__gte=since) if not kept & set(one.documents.values_list("ref", flat=True))]
    documents = Document.objects.filter(packet__in=gone)
    paths = list(documents.values_list("path", flat=True))
    documents.delete()
    mine.filter(pk__in=[one.pk for one in gone]).delete()
    mine.filter(state="failed").delete()
    transaction.on_commit(lambda: forget_paths(paths))


def _enclosed(found: Opened) -> Iterator[Enclosed]:
    """The files of the dossier, numbered as they came. One that is not there any more has no digest."""
    documents = [one for one in found.documents if one.packet_id is None and one.copy_of_id is None]
    width = len(str(len(documents)))
    for number, document in enumerate(documents, 1):
        yield Enclosed(number, f"{number:0{width}d}-{safe_name(document.name)}", document, _digest(document))


def _digest(document: Document) -> str:
    try:
        with (Path(settings.DATA_DIR) / document.path).open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except FileNotFoundError:
        return ""


def _holders(found: Opened) -> list[tuple[str, str]]:
    """Who keeps the archive now: each member with the role in which he does."""
    roles = keepers(found.dossier)
    held = MemberRole.objects.filter(member__organisation=found.row.organisation, member__active=True, role__in=roles)
    return list(held.order_by("member__name", "pk").values_list("member__name", "role"))
