"""A mail to whoever looks after a dossier, about something that cannot wait until he looks. It names the number, never a person."""

from datetime import datetime, timedelta
from typing import Final

from django.conf import settings

from wederhoor.actions.loading import Shelf, take
from wederhoor.actions.reminding import Holders, watchers
from wederhoor.correspondence.mails import mail_of_no_act
from wederhoor.correspondence.models import Letter
from wederhoor.dossiers.models import Dossier
from wederhoor.dossiers.statements import insert
from wederhoor.organisations.models import Member

#: Of messages that come soon after each other in one dossier its owner is told once.
_QUIET: Final = timedelta(hours=1)


def tell_of_message(dossier: Dossier, said: str, *, now: datetime) -> int:
    """Tells the owner that something new was written in his dossier, unless he was told so within the hour. Returns to how many."""
    subject = f"Nieuw bericht in dossier {dossier.number}"
    told = Letter.objects.filter(dossier=dossier, seq__isnull=True, subject=subject, created_at__gt=now - _QUIET)
    return 0 if told.exists() else tell_owner(dossier, subject, said, now=now)


def tell_owner(dossier: Dossier, subject: str, said: str, *, now: datetime) -> int:
    """Puts a mail in the outbox to the owner, or whoever stands in for him; without an owner to those who watch over all dossiers.

    Returns to how many. Such a mail is of no act: one that comes back is told to nobody.
    """
    [shelf] = take([dossier.matter_id])
    told = [member for member in _looking_after(dossier, shelf, now) if member.email]
    where = f"{settings.BASE_URL}/bureau/dossier/{dossier.number}/"
    day = shelf.calendar.local_day(now)
    for member in told:
        body = f"Beste {member.name},\n\n{said}\n\n{where}\n"
        insert(Letter, [mail_of_no_act(dossier, name=member.name, address=member.email, subject=subject, body=body, day=day, now=now)])
    return len(told)


def _looking_after(dossier: Dossier, shelf: Shelf, now: datetime) -> list[Member]:
    holders = Holders([dossier.organisation_id], shelf.calendar.local_day(now))
    owner = holders.members.get(dossier.owner_id or 0)
    return holders.present([owner] if owner else holders.of(dossier.organisation_id, sorted(watchers(shelf.procedure))))
