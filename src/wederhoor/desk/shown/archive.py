"""The archive of a closed dossier: its accounts, who keeps them, and what still has to be made or read before it is archived."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext as _

from wederhoor.actions.archived import ARCHIVE, UNMADE, accounts, archives, archivings, current, keepers, reopened_at
from wederhoor.actions.archiving import account_now
from wederhoor.actions.said import function_of
from wederhoor.actions.values import Refused
from wederhoor.core.state import Record
from wederhoor.desk.opened import Desk
from wederhoor.desk.shown.documents import VIEW, named
from wederhoor.web import words

if TYPE_CHECKING:
    from wederhoor.dossiers.models import Document, Packet


@dataclass(frozen=True, slots=True)
class File:
    """A file of an account: what it is in a word, its size in bytes, and where it is had. `view_href`: empty for what is only saved."""

    name: str
    what: str
    size: int
    href: str
    view_href: str


@dataclass(frozen=True, slots=True)
class Kept:
    """An account that was made. `archived_at` and `by`: when it was archived and by whom, where it was."""

    made_at: datetime
    files: tuple[File, ...]
    archived_at: datetime | None = None
    by: str = ""


@dataclass(frozen=True, slots=True)
class Archive:
    """`keeper`: who keeps it, by function and once it was archived by name. `said`: what still has to be done, and `asks`: by a button.

    `archive_href`: the form of the act, for who may take it.
    """

    keeper: str
    kept: tuple[Kept, ...]
    said: str
    asks: str
    make_href: str
    archive_href: str


def archive_of(desk: Desk, *, may_archive: bool) -> Archive | None:
    """The archive of a dossier that is closed or was archived before, for who reads all of it; None where there is none. One query."""
    closed = desk.row.stage == "closed" and archives(desk.dossier)
    if not desk.sight.sees_account or desk.dossier.destroyed or not (closed or archivings(desk.dossier)):
        return None
    rows, done = accounts(desk.row), _done(desk)
    said, asks = ("", "") if not closed else _without(rows) if done else _left(rows, current(desk, rows))
    return Archive(
        _keeper(desk, done[-1] if done else None),
        tuple(_kept(desk, row) for row in rows if row.state == "ready"),
        said,
        asks,
        reverse("desk:make_account", args=[desk.row.number]),
        desk.address("act", ARCHIVE) if may_archive and not done else "",
    )


def account_to_read(desk: Desk, act: str) -> dict[str, Any]:
    """What the form of the act shows of the account that it archives, which is made first where that was not done yet."""
    if act != ARCHIVE:
        return {}
    row = account_now(desk, desk.seat.now)
    documents = row.documents.order_by("pk") if row is not None and desk.sight.sees_account else ()
    return {"archives": True, "account": [_file(desk, one) for one in documents], "account_waits": row is None}


def not_archived_unread(desk: Desk, act: str) -> Refused | None:
    """Why a dossier is not archived yet: there is no account of it as it stands, which is asked for with this."""
    if act != ARCHIVE or account_now(desk, desk.seat.now, wait=False) is not None:
        return None
    return Refused(_("Het verslag van dit dossier is nog niet bijgewerkt. Het wordt nu gemaakt. Lees het en archiveer het daarna."))


def _done(desk: Desk) -> list[Record]:
    """Each time that it was archived since it was last closed."""
    since = reopened_at(desk.entries, desk.row.name)
    return [record for record in archivings(desk.dossier) if record.index >= since]


def _without(rows: Sequence["Packet"]) -> tuple[str, str]:
    """It was archived, which before there were accounts, or in an import, was done without one."""
    return ("", "") if rows else (_("Er is geen verslag van dit dossier."), _("Verslag maken"))


def _left(rows: Sequence["Packet"], ready: "Packet | None") -> tuple[str, str]:
    """What has yet to be done, and what the button says."""
    if ready is not None:
        return _("Het verslag is klaar. Lees het, en archiveer dan het dossier."), ""
    state = rows[0].state if rows else ""
    if state in UNMADE:
        return _("Het verslag wordt gemaakt. U hoeft niet te wachten."), _("Nu maken")
    if state == "failed":
        return _("Het verslag kon niet worden gemaakt. Probeer het opnieuw."), _("Opnieuw maken")
    if state == "ready":
        return _("Er is iets bij het dossier gekomen dat nog niet in het verslag staat."), _("Opnieuw maken")
    return _("Er is nog geen verslag van dit dossier."), _("Verslag maken")


def _keeper(desk: Desk, record: Record | None) -> str:
    if record is not None:
        return _by(desk, record)
    return words.join_words([function_of(desk.matter.procedure, role) for role in keepers(desk.dossier)])


def _by(desk: Desk, record: Record) -> str:
    """Whom the act names as its keeper, else who took it."""
    party = desk.parties.get(str(record.data.get("keeper") or record.person or ""))
    function = function_of(desk.matter.procedure, record.by)
    return f"{party.name} ({function})" if party and party.name else function


def _kept(desk: Desk, row: "Packet") -> Kept:
    documents = [document for document in desk.documents if document.packet_id == row.pk]
    refs = {document.ref for document in documents}
    record = next((one for one in archivings(desk.dossier) if refs & set(named(one))), None)
    files = tuple(_file(desk, document) for document in documents)
    return Kept(row.ready_at or row.begun_at, files, record.at if record else None, _by(desk, record) if record else "")


def _file(desk: Desk, document: "Document") -> File:
    href = reverse("desk:document", args=[desk.row.number, document.ref])
    paper = document.content_type == "application/pdf"
    what = "PDF/A" if paper else _("zip met de bijlagen")
    return File(document.name, what, document.size, href, f"{href}?{VIEW}=1" if paper else "")
