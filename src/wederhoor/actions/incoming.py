"""What came in by mail: kept raw before anything else, then placed: a new dossier, joined to one, or in the tray before a person."""

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Final

from django.db import OperationalError, transaction
from django.utils.translation import gettext_noop

from wederhoor.actions.answering import tell_too_large
from wederhoor.actions.arrival import Kept, Taken, taken_of
from wederhoor.actions.attached import attach, beside, documents_of_message
from wederhoor.actions.belonging import belongs_to, is_destroyed
from wederhoor.actions.filing import Filed, file_complaint
from wederhoor.actions.house import House
from wederhoor.actions.indexing import index_message
from wederhoor.actions.keeping import write_all
from wederhoor.actions.mail import CALENDAR, RECALL, SEALED, Incoming
from wederhoor.actions.mailboxes import for_objections, mailbox_of
from wederhoor.actions.returned import letters_returned
from wederhoor.actions.telling import tell_of_message
from wederhoor.actions.values import Actor
from wederhoor.core.calendar import Calendar
from wederhoor.core.log import FIRST
from wederhoor.core.phrase import say
from wederhoor.correspondence.models import Message
from wederhoor.dossiers.models import Dossier

#: A mail that says it was written longer ago than this was not: its date is not believed.
BELIEVED: Final = timedelta(days=31)
#: New dossiers from one address in a day; what comes on top goes to a person, so that no two machines fill the register.
MOST_A_DAY: Final = 20
#: Why a mail waits, as the row keeps it: this code, and after ": " the number of the dossier.
OBJECTION_FOR: Final = "objection_for"
#: What stands in an answer address of ours beside the address itself.
_ANSWER: Final = re.compile(r"\+[^@]*@")
_TOO_LARGE: Final = gettext_noop("De mail is te groot om te verwerken; het origineel is bewaard.")
_MACHINE: Final = gettext_noop("Deze mail is door een machine geschreven.")
_NO_SENDER: Final = gettext_noop("De afzender is niet te lezen.")
_EMPTY: Final = gettext_noop("De mail is leeg.")
_OURS: Final = gettext_noop("Deze mail komt van ons eigen adres.")
_COLLEAGUE: Final = gettext_noop("Deze mail komt van een collega. Kijk van wie de klacht is.")
_NOTHING_HOLDS: Final = gettext_noop("Er is geen regeling van kracht.")
_OBJECTIONS: Final = gettext_noop("Dit postvak is voor bezwaren: zoek het dossier erbij.")
_JOINED: Final = say("Bij dit dossier kwam een mail binnen. Zij staat in de tijdlijn van het dossier.")
_GONE: Final = gettext_noop("Het dossier waar deze mail op antwoordt, is vernietigd.")
_CUT: Final = gettext_noop("Niet alles is uitgepakt; het origineel is bewaard.")
_SEALED: Final = gettext_noop("Deze mail is versleuteld: wij kunnen de tekst niet lezen. Vraag de afzender om een gewone mail.")
_UNUSUAL: Final[Mapping[str, str]] = {
    SEALED: _SEALED,
    RECALL: gettext_noop("De afzender wil een eerdere mail terugnemen. Kijk welke."),
    CALENDAR: gettext_noop("Dit is een antwoord op een uitnodiging. Kijk bij welk dossier het hoort."),
}


# Placing -------------------------------------------------------------------------------------------------------------------


def set_before_a_person(kept: Kept, reason: str, *, state: str, head: Incoming | None = None) -> Taken:
    """A mail that the machine does not place: `unreadable`, or in the `tray`, with the reason, and with what its `head` alone tells."""
    told = {"sender": head.sender[:320], "subject": head.subject} if head else {}
    Message.objects.filter(pk=kept.message, state="new").update(state=state, reason=reason[:300], **told)
    return taken_of(Message.objects.select_related("dossier").get(pk=kept.message))


def place(kept: Kept, mail: Incoming, *, now: datetime) -> Taken:
    """Joins a mail to the dossier it belongs to, makes a new one, or puts it in the tray with the reason. Done twice it is the same."""
    [placed] = place_all([(kept, mail)], now=now)
    if isinstance(placed, Exception):
        raise placed
    return placed


def place_all(mails: Sequence[tuple[Kept, Incoming]], *, now: datetime) -> list[Taken | Exception]:
    """Places several mails of one organisation in one transaction; one that cannot be placed does not hinder the others."""
    keys = [kept.message for kept, _ in mails]
    raws = dict(Message.objects.filter(pk__in=keys).values_list("pk", "raw"))
    write_all([(beside(raws[kept.message], file), file.content) for kept, mail in mails for file in mail.files])
    with transaction.atomic():
        rows = Message.objects.select_for_update(of=("self",)).select_related("organisation").filter(pk__in=keys).order_by("pk")
        found = {row.pk: row for row in rows}
        since = min(row.received_at for row in rows) - timedelta(days=1)
        house = House(next(iter(found.values())).organisation, {mail.sender for _, mail in mails}, since)
        return [_settled(found[kept.message], mail, house, now) for kept, mail in mails]


def _settled(message: Message, mail: Incoming, house: House, now: datetime) -> Taken | Exception:
    try:
        with transaction.atomic():
            return _place(message, mail, house, now)
    except OperationalError:
        raise  # the database, and not this mail
    except Exception as fault:  # noqa: BLE001 - it is told to the caller
        return fault


def _place(message: Message, mail: Incoming, house: House, now: datetime) -> Taken:
    if message.state != "new":
        return taken_of(message)
    message.sender, message.subject, message.body = mail.sender[:320], mail.subject, mail.body
    message.html, message.parser = mail.html, mail.parser
    attach(message, mail.files)
    message.state, message.dossier, reason = _placed(message, mail, house, now)
    message.reason = (reason or _not_read(mail))[:300]
    message.save()
    if mail.files:
        documents_of_message(message, now=now)
    else:
        index_message(message, names=())
    house.count(message)
    return taken_of(message)


def _placed(message: Message, mail: Incoming, house: House, now: datetime) -> tuple[str, Dossier | None, str]:
    if not mail.parser:
        tell_too_large(message, mail, own=house.addresses, language=house.language_of(message), now=now)
        return "tray", None, _TOO_LARGE
    returned = letters_returned(message, mail.bounce, now) if mail.bounce else ""
    if returned:
        return "tray", None, returned
    belonging = belongs_to(message.organisation, sender=mail.sender, tokens=mail.tokens, references=mail.references)
    if belonging.dossier is not None and not _may_object(message, belonging.dossier, house):
        if is_destroyed(belonging.dossier):
            return "tray", None, _GONE
        if not mail.automatic:
            tell_of_message(belonging.dossier, _JOINED, now=max(now, message.received_at))
        return "joined", belonging.dossier, ""
    doubt = f"{OBJECTION_FOR}: {belonging.dossier.number}" if belonging.dossier else belonging.doubt
    reason = doubt or _for_a_person(message, mail, house)
    if reason:
        return "tray", None, reason
    procedure = house.procedure_of(message)
    filed = file_complaint(
        message.organisation,
        procedure=procedure.id if procedure else None,
        data=_data(message, mail, house.calendar),
        by=Actor(role="complainant"),
        at=message.received_at,
        now=max(now, message.received_at),
        key=f"mail-{message.content_digest}",
    )
    return ("dossier", filed.dossier, "") if isinstance(filed, Filed) else ("tray", None, filed.reason)


def _for_a_person(message: Message, mail: Incoming, house: House) -> str:
    """Why a mail is not made a dossier by itself; "" where it may."""
    return message.reason or _of_itself(mail) or _of_its_sender(message, mail, house) or _of_its_mailbox(message, house)


def _of_itself(mail: Incoming) -> str:
    if mail.automatic:
        return _MACHINE
    if not mail.sender:
        return _NO_SENDER
    if mail.unusual:
        return _UNUSUAL[mail.unusual]
    return "" if mail.body.strip() or mail.files else _EMPTY


def _not_read(mail: Incoming) -> str:
    """What of a mail that found its place was not read."""
    return _SEALED if mail.unusual == SEALED else _CUT if mail.cut else ""


def _of_its_sender(message: Message, mail: Incoming, house: House) -> str:
    if _ANSWER.sub("@", mail.sender) in house.addresses:
        return _OURS
    if mail.sender in house.colleagues:
        return _COLLEAGUE
    many = house.made_by(message) >= MOST_A_DAY
    return f"Van deze afzender kwamen vandaag al {MOST_A_DAY} klachten binnen." if many else ""


def _of_its_mailbox(message: Message, house: House) -> str:
    if house.procedure_of(message) is None:
        return _NOTHING_HOLDS
    return _OBJECTIONS if _is_for_objections(message, house) else ""


def _may_object(message: Message, dossier: Dossier, house: House) -> bool:
    """Whether a mail to the mailbox for objections may be one: a person says so, since a term runs by it. Not once there is one."""
    return _is_for_objections(message, house) and not Dossier.objects.filter(matter=dossier.matter_id).exclude(name=FIRST).exists()


def _is_for_objections(message: Message, house: House) -> bool:
    procedure = house.procedure_of(message)
    return procedure is not None and for_objections(procedure, mailbox_of(message))


def _data(message: Message, mail: Incoming, calendar: Calendar) -> dict[str, object]:
    written = mail.written_at
    believed = written is not None and message.received_at - BELIEVED <= written <= message.received_at
    day: date = calendar.local_day(written if believed and written else message.received_at)
    return {
        "channel": "mail",
        "filed_on": day.isoformat(),
        "complainant": {"name": mail.sender_name or mail.sender, "email": mail.sender},
        "description": "\n\n".join(part for part in (mail.subject, mail.body.strip()) if part) or "Zie de bijlage.",
    }
