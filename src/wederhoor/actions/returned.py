"""Letters that came back undelivered: what they were to meet is owed again, and the owner of the dossier is told."""

from datetime import datetime, timedelta
from typing import Final

from django.db.models.functions import Lower
from django.utils.translation import gettext_noop

from wederhoor.actions.belonging import letter_of
from wederhoor.actions.mail import Bounce
from wederhoor.actions.sent import mark_bounced
from wederhoor.actions.telling import tell_owner
from wederhoor.core.phrase import say
from wederhoor.correspondence.models import Letter, Message

#: Why a report waits for a person, as the row keeps it: this code, and after ": " the numbers of the dossiers.
RETURNED: Final = "returned"
#: The report names only the address: perhaps a letter of these dossiers.
MAYBE_RETURNED: Final = "maybe_returned"
#: A letter to an address that left longer ago is not thought of.
_LATE: Final = timedelta(days=14)
_MOST: Final = 5
_CAME_BACK: Final = gettext_noop(
    "Een brief in dossier {number} kwam onbestelbaar terug. Wat die brief moest melden, moet nu opnieuw gemeld worden. "
    "Kijk het adres na en stuur de brief nog eens."
)


def letters_returned(message: Message, bounce: Bounce, now: datetime) -> str:
    """Marks the letters that a report names by Message-ID or token; says why a person looks, "" where it names none of ours.

    Whoever sends such a report need not be a mail server: an address alone tells a person where to look and changes nothing.
    """
    letters = _named(message, bounce)
    for letter in letters:
        why = gettext_noop("De mail kwam onbestelbaar terug.")
        if mark_bounced(letter, at=message.received_at, now=max(now, message.received_at), reason=why) and letter.matter_id is not None:
            _tell(letter, now)
    if letters:
        return f"{RETURNED}: {_numbers(letters)}"
    maybe = _to(message, bounce)
    return f"{MAYBE_RETURNED}: {_numbers(maybe)}" if maybe else ""


def _named(message: Message, bounce: Bounce) -> list[Letter]:
    keys = [key for token in bounce.tokens if (key := letter_of(token)) is not None]
    sent = Letter.objects.filter(organisation=message.organisation, channel="mail", state__in=("sent", "failed")).select_related("dossier")
    found = list(sent.filter(pk__in=keys)) if keys else []
    found = found or (list(sent.filter(message_id__in=bounce.message_ids)) if bounce.message_ids else [])
    return [letter for letter in found if _is_of_this_address(letter, bounce)]


def _is_of_this_address(letter: Letter, bounce: Bounce) -> bool:
    """A letter that left once more keeps its Message-ID: a late report of the address before says nothing of where it went since."""
    return letter.repeated_at is None or not bounce.recipients or letter.address.lower() in bounce.recipients


def _to(message: Message, bounce: Bounce) -> list[Letter]:
    if not bounce.recipients:
        return []
    left = Letter.objects.filter(organisation=message.organisation, state="sent", sent_at__gte=message.received_at - _LATE)
    mine = left.alias(to=Lower("address")).filter(channel="mail", to__in=bounce.recipients, matter__isnull=False)
    return list(mine.select_related("dossier").order_by("-sent_at")[:_MOST])


def _numbers(letters: list[Letter]) -> str:
    return ", ".join(sorted({letter.dossier.number for letter in letters if letter.dossier}))


def _tell(letter: Letter, now: datetime) -> None:
    dossier = letter.dossier
    if dossier is None:
        return
    number = dossier.number
    tell_owner(dossier, say("Onbestelbaar: brief in dossier {number}", number=number), say(_CAME_BACK, number=number), now=now)
