"""Mail that arrives is kept raw before anything else: its bytes on disk, flushed, and then its row. The same mail twice is one row."""

import hashlib
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from django.db import IntegrityError, transaction

from wederhoor.actions.keeping import read_whole, write_all
from wederhoor.correspondence.models import Message
from wederhoor.organisations.models import Organisation

_MAILBOX: Final = re.compile(r"[a-z0-9][a-z0-9_-]{0,39}")
TWIN: Final = "Een andere mail had al hetzelfde kenmerk (Message-ID). Kijk waar deze bij hoort."


@dataclass(frozen=True, slots=True)
class Raw:
    """A mail as it came. `digest`: of the mail without the marks of its road; `received_at`: when it came to us or to our mail server."""

    content: bytes
    message_id: str | None
    digest: str
    received_at: datetime


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of a mail: its state, and the number of the dossier it made or joined, if any."""

    state: str
    number: str = ""


@dataclass(frozen=True, slots=True)
class Kept:
    """A mail whose raw bytes are safe; `taken.state` is `new` until it is placed. `known`: it was here before."""

    message: int
    taken: Taken
    known: bool = False


def keep(raw: bytes, *, organisation: str, mailbox: str, message_id: str | None, digest: str, now: datetime) -> Kept:
    """Keeps one mail that is received at `now`; see `keep_all`."""
    return keep_all([Raw(raw, message_id, digest, now)], organisation=organisation, mailbox=mailbox)[0]


def keep_all(mails: Sequence[Raw], *, organisation: str, mailbox: str) -> list[Kept]:
    """Keeps mails for one mailbox, in their order. When it returns all are durable; when it raises the caller tries again.

    Another mail under a Message-ID that is known is kept apart, for a person to see. Raises LookupError for an unknown organisation or a
    mailbox that cannot be, OSError or a database's error where they cannot be kept.
    """
    owner = Organisation.objects.filter(slug=organisation).first()
    if owner is None:
        raise LookupError(f"there is no organisation '{organisation}'")
    if not _MAILBOX.fullmatch(mailbox):
        raise LookupError(f"'{mailbox}' cannot be the name of a mailbox")
    known = _known(owner, {mail.digest for mail in mails})
    fresh = {mail.digest: mail for mail in reversed(mails) if mail.digest not in known}
    before = set(known)
    if fresh:
        folder = Path("raw") / owner.slug / mailbox
        files = [(_path(folder, mail), mail.content) for mail in reversed(fresh.values())]
        known |= _rows(owner, list(reversed(fresh.values())), write_all(files))
    return [_kept(known[mail.digest], known=mail.digest in before or fresh[mail.digest] is not mail) for mail in mails]


def left_lying(*, since: datetime) -> list[Kept]:
    """Mails that were kept before a moment and not placed."""
    rows = Message.objects.filter(state="new", direction="in", channel="mail", received_at__lte=since).order_by("pk")
    return [_kept(row, known=True) for row in rows[:100]]


def raw_of(kept: Kept) -> bytes:
    """The raw bytes of a kept mail."""
    return read_whole(Message.objects.values_list("raw", flat=True).get(pk=kept.message))


def taken_of(row: Message) -> Taken:
    """What became of a mail."""
    return Taken(row.state, row.dossier.number if row.dossier else "")


def _kept(row: Message, *, known: bool) -> Kept:
    return Kept(row.pk, taken_of(row), known)


def _known(owner: Organisation, digests: Collection[str]) -> dict[str, Message]:
    rows = Message.objects.filter(organisation=owner, content_digest__in=digests).select_related("dossier")
    return {row.content_digest: row for row in rows}


def _path(folder: Path, mail: Raw) -> Path:
    return folder / f"{mail.received_at:%Y-%m}" / f"{hashlib.sha256(mail.content).hexdigest()}.eml"


def _rows(owner: Organisation, mails: Sequence[Raw], paths: Sequence[str]) -> dict[str, Message]:
    """Their rows. Where others keep one of these mails, or one of this Message-ID, at the same time: once more, with open eyes."""
    for _ in range(3):
        there = _known(owner, [mail.digest for mail in mails])
        left = [(mail, path) for mail, path in zip(mails, paths, strict=True) if mail.digest not in there]
        try:
            with transaction.atomic():
                made = Message.objects.bulk_create(_new(owner, left))
        except IntegrityError:
            continue
        return there | {row.content_digest: row for row in made}
    raise LookupError("the message could not be kept")


def _new(owner: Organisation, mails: Sequence[tuple[Raw, str]]) -> list[Message]:
    ids = {mail.message_id for mail, _ in mails if mail.message_id is not None}
    used = set(Message.objects.filter(organisation=owner, message_id__in=ids).values_list("message_id", flat=True))
    rows = []
    for mail, path in mails:
        twin = mail.message_id is not None and mail.message_id in used
        used.add(mail.message_id)
        unique = None if twin else mail.message_id
        reason = TWIN if twin else ""
        when = mail.received_at
        rows.append(Message(organisation=owner, message_id=unique, content_digest=mail.digest, received_at=when, raw=path, reason=reason))
    return rows
