"""What the machine itself answers to a mail: one plain letter where the sender must know it, and never a conversation of machines."""

from datetime import datetime, timedelta
from itertools import permutations
from typing import Final

from django.conf import settings

from wederhoor.actions.mail import Incoming
from wederhoor.core.calendar import DEFAULT
from wederhoor.core.words import Language
from wederhoor.correspondence.mails import mail_of_no_act
from wederhoor.correspondence.models import Letter, Message
from wederhoor.dossiers.statements import insert
from wederhoor.organisations.models import Organisation

#: Answers by machine to one address in a day, and by one organisation: a sender may be forged, and its owner must not suffer from it.
MOST_TO_ONE: Final = 1
MOST_TO_ALL: Final = 100


def tell_too_large(message: Message, mail: Incoming, *, own: frozenset[str], language: Language, now: datetime) -> bool:
    """Tells a sender that his mail came but is too large to be read by itself. Says whether a letter goes.

    The letter says it in both languages, for nobody knows that of a stranger; `language`, that of the regulation, comes first.
    `own`: the organisation's addresses. A machine, an address of ours and who asks for no answer get none.
    """
    if mail.silent or not mail.sender or mail.sender in own or not _may(message.organisation, mail.sender, now):
        return False
    most = settings.LARGEST_MESSAGE // 1_000_000
    size = max(round(mail.size / 1_000_000), most + 1)
    order = (language, *(other for other in _SUBJECTS if other != language))
    bodies = [_BODIES[one].format(size=size, most=most, organisation=message.organisation.name) for one in order]
    letter = mail_of_no_act(
        message.organisation,
        name=mail.sender_name,
        address=mail.sender,
        subject=" / ".join(_SUBJECTS[one] for one in order),
        body="\n---\n\n".join(bodies),
        day=DEFAULT.local_day(now),
        now=now,
    )
    letter.language = ""  # it is in both
    insert(Letter, [letter])
    return True


def _may(organisation: Organisation, address: str, now: datetime) -> bool:
    subjects = [" / ".join(_SUBJECTS[one] for one in order) for order in permutations(_SUBJECTS)]
    by_machine = Letter.objects.filter(organisation=organisation, matter__isnull=True, dossier__isnull=True, subject__in=subjects)
    today = list(by_machine.filter(created_at__gt=now - timedelta(days=1)).values_list("address", flat=True)[:MOST_TO_ALL])
    return len(today) < MOST_TO_ALL and today.count(address) < MOST_TO_ONE


_SUBJECTS: Final[dict[Language, str]] = {"nl": "Uw mail is te groot om te verwerken", "en": "Your e-mail is too large to process"}
_DUTCH: Final = """Geachte heer, mevrouw,

Uw mail is bij ons aangekomen en bewaard, maar is te groot om vanzelf te verwerken: {size} MB. Wij verwerken mails tot en met {most} MB.

Een medewerker bekijkt uw mail. Daardoor kan het langer duren voordat u antwoord krijgt.

Wilt u dat niet afwachten? Stuur uw bericht dan opnieuw zonder de bijlagen, en stuur de bijlagen daarna in kleinere mails.

Met vriendelijke groet,
{organisation}

Deze mail is vanzelf gemaakt.
"""
_ENGLISH: Final = """Dear Sir or Madam,

Your e-mail has arrived and is kept, but it is too large to be processed automatically: {size} MB. We process e-mails of up to {most} MB.

A member of our staff will look at your e-mail. It may therefore take longer before you get an answer.

Would you rather not wait? Then send your message again without the attachments, and send the attachments afterwards in smaller e-mails.

Kind regards,
{organisation}

This e-mail was sent automatically.
"""
_BODIES: Final[dict[Language, str]] = {"nl": _DUTCH, "en": _ENGLISH}
