"""A mail to whoever looks after a dossier, about something that cannot wait until he looks. It names the number, never a person.

Each gets it in his own language.
"""

from datetime import date, datetime, timedelta
from typing import Final

from django.conf import settings
from django.utils.translation import gettext as _

from wederhoor.actions.loading import Shelf, take
from wederhoor.actions.reminding import Holders, watchers
from wederhoor.core.phrase import Phrase, say
from wederhoor.correspondence.mails import mail_of_no_act
from wederhoor.correspondence.models import Letter
from wederhoor.dossiers.models import Dossier
from wederhoor.dossiers.statements import insert
from wederhoor.organisations.models import Member
from wederhoor.web.speaking import speaking
from wederhoor.web.words import told

#: Of messages that come soon after each other in one dossier its owner is told once.
_QUIET: Final = timedelta(hours=1)


def tell_of_message(dossier: Dossier, said: Phrase, *, now: datetime) -> int:
    """Tells the owner that something new was written in his dossier, unless he was told so within the hour. Returns to how many."""
    subject = say("Nieuw bericht in dossier {number}", number=dossier.number)
    before = Letter.objects.filter(dossier=dossier, seq__isnull=True, subject__in=_in_each_language(subject), created_at__gt=now - _QUIET)
    return 0 if before.exists() else tell_owner(dossier, subject, said, now=now)


def tell_owner(dossier: Dossier, subject: Phrase, said: Phrase, *, now: datetime) -> int:
    """Puts a mail in the outbox to the owner, or whoever stands in for him; without an owner to those who watch over all dossiers.

    Returns to how many. Such a mail is of no act: one that comes back is told to nobody.
    """
    [shelf] = take([dossier.matter_id])
    to = [member for member in _looking_after(dossier, shelf, now) if member.email]
    day = shelf.calendar.local_day(now)
    for member in to:
        with speaking(member.language):
            insert(Letter, [_letter(dossier, member, told(subject), told(said), day=day, now=now)])
    return len(to)


def _letter(dossier: Dossier, member: Member, subject: str, said: str, *, day: date, now: datetime) -> Letter:
    where = f"{settings.BASE_URL}/bureau/dossier/{dossier.number}/"
    body = "\n\n".join((_("Beste {name},").format(name=member.name), said, f"{where}\n"))
    return mail_of_no_act(dossier, name=member.name, address=member.email, subject=subject, body=body, day=day, now=now)


def _in_each_language(said: Phrase) -> list[str]:
    found = []
    for language, _name in settings.LANGUAGES:
        with speaking(language):
            found.append(told(said))
    return found


def _looking_after(dossier: Dossier, shelf: Shelf, now: datetime) -> list[Member]:
    holders = Holders([dossier.organisation_id], shelf.calendar.local_day(now))
    owner = holders.members.get(dossier.owner_id or 0)
    return holders.present([owner] if owner else holders.of(dossier.organisation_id, sorted(watchers(shelf.procedure))))
