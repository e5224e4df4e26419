"""Mails that belong to no act: links, receipts, reminders, answers by machine. Of no dossier, or of one."""

import secrets
import uuid
from datetime import date, datetime

from django.conf import settings

from wederhoor.correspondence.models import Letter
from wederhoor.dossiers.models import Dossier
from wederhoor.organisations.models import Organisation
from wederhoor.web.words import language


def mail_of_no_act(
    of: Organisation | Dossier, *, name: str, address: str, subject: str, body: str, day: date, now: datetime, party: str = ""
) -> Letter:
    """A mail that may leave at once, for whoever asks it to put in the outbox. A subject or name that is too long loses its end.

    Its language is the one that is spoken now: who writes to another than the reader of the page speaks his (`web.speaking`).

    `of`: in whose name, and about which dossier. `party`: reference of the addressee. `day`: today, by the calendar that holds there.
    """
    dossier = of if isinstance(of, Dossier) else None
    return Letter(
        organisation_id=dossier.organisation_id if dossier else of.pk,
        dossier=dossier,
        channel="mail",
        party=party,
        name=name[:200],
        address=address,
        subject=subject[:300],
        body=body,
        language=language(),
        filled_for=day,
        message_id=new_message_id(),
        token=secrets.token_hex(8),
        created_at=now,
        next_attempt=now,
    )


def new_message_id() -> str:
    """An identifier that no other letter has, and that tells nothing."""
    domain = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2] or "localhost"
    return f"<{uuid.uuid4().hex}@{domain}>"
