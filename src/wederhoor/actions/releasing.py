"""Files in quarantine: why, and who gave one free all the same."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db import transaction
from django.utils.translation import gettext as _

from wederhoor.actions.attached import documents_of_message
from wederhoor.actions.values import Refused
from wederhoor.correspondence.models import Attachment
from wederhoor.organisations.models import Member

#: Why a file is held, as its row keeps it.
VIRUS: Final = "virus"
PROGRAM: Final = "program"
MACRO: Final = "macro"
ENCRYPTED: Final = "encrypted"
TOO_LARGE: Final = "too_large"
UNSCANNED: Final = "unscanned"
UNSCANNABLE: Final = "unscannable"


@dataclass(frozen=True, slots=True)
class Unscanned:
    """A file that waits until it can be looked at for viruses."""

    attachment: int
    name: str
    path: str


def is_held(file: Attachment) -> bool:
    """Whether a file is not given out."""
    return bool(file.held) and file.released_at is None


def release(pk: int, *, message: int, by: Member, now: datetime) -> Refused | None:
    """Gives a file of a message free, by someone who may open that message; in a dossier it becomes a document. Twice is once.

    Raises Attachment.DoesNotExist for a file of another message.
    """
    with transaction.atomic():
        file = Attachment.objects.select_for_update(of=("self",)).select_related("message__dossier").get(pk=pk, message_id=message)
        if file.held == VIRUS:
            return Refused(_("In dit bestand is een virus gevonden. Het wordt niet vrijgegeven."))
        if is_held(file):
            file.released_by, file.released_at = by, now
            file.save(update_fields=["released_by", "released_at"])
            documents_of_message(file.message, now=now)
    return None


def unscanned(*, most: int = 50) -> list[Unscanned]:
    """Files that could not be looked at when they came in, the oldest first."""
    rows = Attachment.objects.filter(held=UNSCANNED, released_at__isnull=True).order_by("pk")[:most]
    return [Unscanned(row.pk, row.name, row.path) for row in rows]


def scanned(file: Unscanned, held: str, *, now: datetime) -> None:
    """It was looked at after all: held for another reason, or for none."""
    with transaction.atomic():
        row = Attachment.objects.select_for_update(of=("self",)).select_related("message__dossier").get(pk=file.attachment)
        if is_held(row) and row.held != held:
            row.held = held
            row.save(update_fields=["held"])
            documents_of_message(row.message, now=now)
