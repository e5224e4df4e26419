"""How far each mailbox has been read: claimed by one worker at a time, moved on only after what it passes is kept."""

import uuid
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from django.conf import settings
from django.db.models import Q

from wederhoor.correspondence.models import MailboxCursor, Message
from wederhoor.organisations.models import Organisation

#: How long a claim holds without a word: longer than one batch takes over a slow line.
LEASE: Final = timedelta(minutes=2)
_AT_ONCE: Final = 500


class Overtaken(Exception):  # noqa: N818 - named for what happened
    """Another worker reads this mailbox now: the claim ran out."""


@dataclass(frozen=True, slots=True)
class Cursor:
    """A mailbox as a worker holds it. `read_at`: when it was last read to its end."""

    pk: int
    claim: str
    uid_validity: int | None
    last_uid: int
    missed: tuple[int, ...]
    read_at: datetime | None


def claim_cursor(organisation: str, *, mailbox: str, place: str, now: datetime) -> Cursor | None:
    """Takes a mailbox for as long as the lease; None where another worker has it. Raises LookupError for an unknown organisation."""
    row = _row(organisation, mailbox, place)
    mine = uuid.uuid4().hex
    free = MailboxCursor.objects.filter(Q(claimed_until__isnull=True) | Q(claimed_until__lte=now), pk=row.pk)
    if not free.update(token=mine, claimed_until=now + LEASE):
        return None
    row.refresh_from_db()
    return Cursor(row.pk, mine, row.uid_validity, row.last_uid, tuple(row.missed), row.read_at)


def advance_cursor(cursor: Cursor, *, uid_validity: int, last_uid: int, missed: tuple[int, ...], now: datetime) -> Cursor:
    """What lies up to `last_uid` is kept, but for what is missed; the claim is prolonged. Raises Overtaken."""
    moved = MailboxCursor.objects.filter(pk=cursor.pk, token=cursor.claim).update(
        uid_validity=uid_validity, last_uid=last_uid, missed=sorted(missed), claimed_until=now + LEASE
    )
    if not moved:
        raise Overtaken
    return Cursor(cursor.pk, cursor.claim, uid_validity, last_uid, missed, cursor.read_at)


def release_cursor(cursor: Cursor, *, now: datetime, fault: str = "") -> None:
    """Gives the mailbox free: read to its end, or broken off by a fault."""
    done: dict[str, object] = {"fault": fault[:60]} if fault else {"fault": "", "read_at": now}
    MailboxCursor.objects.filter(pk=cursor.pk, token=cursor.claim).update(token="", claimed_until=None, **done)


def note_fault(organisation: str, *, mailbox: str, place: str, fault: str) -> None:
    """A mailbox could not be opened: its organisation sees that. Nothing where another reads it just now; raises LookupError."""
    row = _row(organisation, mailbox, place)
    MailboxCursor.objects.filter(pk=row.pk, token="").update(fault=fault[:60])


def retire_others(organisation: str, *, mailbox: str, places: Collection[str]) -> None:
    """What stood open of places that are this mailbox no more is told to nobody from now on."""
    others = MailboxCursor.objects.filter(organisation__slug=organisation, mailbox=mailbox).exclude(place__in=places)
    others.update(fault="", missed=[], read_at=None)


def kept_already(organisation: str, sizes: Mapping[str, int]) -> set[str]:
    """Which of these mails (Message-ID with its size in bytes) are kept, judged by both and without reading them."""
    wanted = list(sizes)
    found: set[str] = set()
    for start in range(0, len(wanted), _AT_ONCE):
        rows = Message.objects.filter(organisation__slug=organisation, message_id__in=wanted[start : start + _AT_ONCE])
        found |= {name for name, raw in rows.values_list("message_id", "raw") if name and _size(raw) == sizes[name]}
    return found


def _row(organisation: str, mailbox: str, place: str) -> MailboxCursor:
    owner = Organisation.objects.filter(slug=organisation).first()
    if owner is None:
        raise LookupError(f"there is no organisation '{organisation}'")
    return MailboxCursor.objects.get_or_create(organisation=owner, mailbox=mailbox, place=place)[0]


def _size(raw: str) -> int:
    try:
        return (Path(settings.DATA_DIR) / raw).stat().st_size
    except OSError:
        return -1
