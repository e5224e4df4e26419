"""Mail that was kept is read again by a newer reader: it is understood better, and nothing that a person placed moves."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from wederhoor.actions.arrival import TWIN, Kept, Taken, taken_of
from wederhoor.actions.attached import attach_anew, beside, documents_of_message
from wederhoor.actions.keeping import write_all
from wederhoor.actions.mail import Incoming
from wederhoor.correspondence.models import Message

#: The states in which a mail lies that no one has placed.
_LOOSE = ("tray", "unreadable")


@dataclass(frozen=True, slots=True)
class Again:
    """A mail to read again; `loose`: nobody could place it, for it was not read whole: it is placed anew."""

    kept: Kept
    loose: bool


def to_read_again(*, older_than: int, organisation: str = "", after: int = 0, most: int = 100) -> list[Again]:
    """Mails that an older reader read, or that could not be read whole, by key after `after`."""
    rows = _mails().filter(pk__gt=after, parser__lt=older_than).select_related("dossier").order_by("pk")
    if organisation:
        rows = rows.filter(organisation__slug=organisation)
    return [Again(Kept(row.pk, taken_of(row), known=True), _is_loose(row)) for row in rows[:most]]


def loosen(again: Again) -> Kept:
    """Makes such a mail as new, so that it is placed; for one that a person looked at meanwhile it does nothing."""
    with transaction.atomic():
        row = _mails().select_for_update(of=("self",)).get(pk=again.kept.message)
        if _is_loose(row):
            row.state, row.reason = "new", row.reason if row.reason == TWIN else ""
            row.save(update_fields=["state", "reason"])
        return Kept(row.pk, Taken(row.state), known=True)


def read_again(kept: Kept, mail: Incoming, *, now: datetime) -> None:
    """What a mail tells is understood anew; where it lies stays. Files that were not found before are added."""
    raw = Message.objects.values_list("raw", flat=True).get(pk=kept.message)
    write_all([(beside(raw, file), file.content) for file in mail.files])
    with transaction.atomic():
        row = _mails().select_for_update(of=("self",)).select_related("dossier").get(pk=kept.message)
        row.sender, row.subject, row.body = mail.sender[:320], mail.subject, mail.body
        row.html, row.parser = mail.html, mail.parser
        row.save(update_fields=["sender", "subject", "body", "html", "parser"])
        attach_anew(row, mail.files)
        documents_of_message(row, now=now)


def _mails() -> QuerySet[Message]:
    return Message.objects.filter(direction="in", channel="mail").exclude(raw="").exclude(state="new")


def _is_loose(row: Message) -> bool:
    """Whether nothing but its headers was ever read, and nobody did anything with it."""
    unread = row.parser == 0 and not row.body and not row.attachments.exists()
    return unread and row.state in _LOOSE and row.settled_at is None
