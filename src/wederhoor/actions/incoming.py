"""What came in by mail: kept raw before anything else, then placed: a new dossier, joined to one, or in the tray before a person."""

import hashlib
import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path, PurePosixPath
from typing import Final

from django.conf import settings
from django.db import IntegrityError, transaction

from wederhoor.actions.belonging import belongs_to
from wederhoor.actions.filing import Filed, file_complaint
from wederhoor.actions.keeping import read_whole, write_whole
from wederhoor.actions.sent import mark_bounced
from wederhoor.actions.values import Actor
from wederhoor.core.calendar import Calendar
from wederhoor.correspondence.models import Attachment, Letter, Message
from wederhoor.dossiers.models import Dossier
from wederhoor.organisations.models import Organisation
from wederhoor.organisations.regulations import OWN, in_force, load_calendar, load_procedure, newest_calendars

#: A mail that says it was written longer ago than this was not: its date is not believed.
BELIEVED: Final = timedelta(days=31)
#: New dossiers from one address in a day; what comes on top goes to a person, so that no two machines fill the register.
MOST_A_DAY: Final = 20
_MAILBOX: Final = re.compile(r"[a-z0-9][a-z0-9_-]{0,39}")
_TWIN: Final = "Een andere mail had al hetzelfde kenmerk (Message-ID). Kijk waar deze bij hoort."


@dataclass(frozen=True, slots=True)
class File:
    """A file that came with a mail; its name is safe to show and to save under."""

    name: str
    content_type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Incoming:
    """What a mail says of itself.

    `automatic`: written by a machine, so it gets no answer. `tokens`: from addresses that it was sent to. `references`: Message-IDs that it
    answers, nearest first. `undelivered`: Message-IDs of mails that it reports as not delivered. `cut`: only the raw message has all of it.
    """

    sender: str
    sender_name: str
    subject: str
    body: str
    written_at: datetime | None
    references: tuple[str, ...]
    tokens: tuple[str, ...]
    automatic: bool
    undelivered: tuple[str, ...] = ()
    files: tuple[File, ...] = ()
    cut: bool = False


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of a mail: its state, and the number of the dossier it made or joined, if any."""

    state: str
    number: str = ""


@dataclass(frozen=True, slots=True)
class Kept:
    """A mail whose raw bytes are safe; `taken.state` is `new` until it is placed."""

    message: int
    taken: Taken


# Keeping -------------------------------------------------------------------------------------------------------------------


def keep(raw: bytes, *, organisation: str, mailbox: str, message_id: str | None, digest: str, now: datetime) -> Kept:
    """Keeps the raw bytes of a mail on disk, flushed, and then its row. The same mail twice is one row.

    `digest`: of the mail without the marks of its road. Another mail under a Message-ID that is known is kept apart, for a person to
    see. Raises LookupError for an unknown organisation or a mailbox that cannot be.
    """
    owner = Organisation.objects.filter(slug=organisation).first()
    if owner is None:
        raise LookupError(f"there is no organisation '{organisation}'")
    if not _MAILBOX.fullmatch(mailbox):
        raise LookupError(f"'{mailbox}' cannot be the name of a mailbox")
    before = _before(owner, digest)
    if before is None:
        folder = Path("raw") / owner.slug / mailbox / f"{now:%Y-%m}"
        path = write_whole(folder / f"{hashlib.sha256(raw).hexdigest()}.eml", raw)
        before = _row(owner, path, message_id=message_id, digest=digest, now=now)
    return Kept(before.pk, _taken(before))


def left_lying(*, since: datetime) -> list[Kept]:
    """Mails that were kept before a moment and not placed."""
    rows = Message.objects.filter(state="new", direction="in", channel="mail", received_at__lte=since).order_by("pk")
    return [Kept(row.pk, _taken(row)) for row in rows[:100]]


def raw_of(kept: Kept) -> bytes:
    """The raw bytes of a kept mail."""
    return read_whole(Message.objects.values_list("raw", flat=True).get(pk=kept.message))


def _before(owner: Organisation, digest: str) -> Message | None:
    return Message.objects.filter(organisation=owner, content_digest=digest).select_related("dossier").first()


def _row(owner: Organisation, path: str, *, message_id: str | None, digest: str, now: datetime) -> Message:
    twin = message_id is not None and Message.objects.filter(organisation=owner, message_id=message_id).exists()
    for unique, reason in ((None, _TWIN),) if twin else ((message_id, ""), (None, _TWIN)):
        try:
            with transaction.atomic():
                return Message.objects.create(
                    organisation=owner, message_id=unique, content_digest=digest, received_at=now, raw=path, reason=reason
                )
        except IntegrityError:  # delivered twice at once: the other one has it, or has its Message-ID
            before = _before(owner, digest)
            if before is not None:
                return before
    raise LookupError("the message could not be kept")


def _taken(row: Message) -> Taken:
    return Taken(row.state, row.dossier.number if row.dossier else "")


# Placing -------------------------------------------------------------------------------------------------------------------


def set_before_a_person(kept: Kept, reason: str, *, state: str) -> Taken:
    """A mail that the machine does not place: `unreadable`, or in the `tray`, with the reason."""
    Message.objects.filter(pk=kept.message, state="new").update(state=state, reason=reason[:300])
    return _taken(Message.objects.select_related("dossier").get(pk=kept.message))


def place(kept: Kept, mail: Incoming, *, now: datetime) -> Taken:
    """Joins a mail to the dossier it belongs to, makes a new one, or puts it in the tray with the reason. Done twice it is the same."""
    raw = Message.objects.values_list("raw", flat=True).get(pk=kept.message)
    paths = [write_whole(Path(f"{raw.removesuffix('.eml')}-{number}"), file.content) for number, file in enumerate(mail.files, 1)]
    with transaction.atomic():
        message = Message.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=kept.message)
        if message.state != "new":
            return _taken(message)
        message.sender, message.subject, message.body = mail.sender[:320], mail.subject, mail.body
        Attachment.objects.bulk_create(
            Attachment(message=message, name=file.name, content_type=file.content_type, size=len(file.content), path=path)
            for file, path in zip(mail.files, paths, strict=True)
        )
        message.state, message.dossier, reason = _placed(message, mail, now)
        message.reason = (reason or ("Niet alles is uitgepakt; het origineel is bewaard." if mail.cut else ""))[:300]
        message.save()
        return _taken(message)


def _placed(message: Message, mail: Incoming, now: datetime) -> tuple[str, Dossier | None, str]:
    returned = _returned(message, mail, now)
    if returned:
        return "tray", None, returned
    belonging = belongs_to(message.organisation, sender=mail.sender, tokens=mail.tokens, references=mail.references)
    if belonging.dossier is not None:
        return "joined", belonging.dossier, ""
    calendar = load_calendar(newest_calendars(message.organisation).get(OWN))
    reason = belonging.doubt or _for_a_person(message, mail, calendar)
    if reason:
        return "tray", None, reason
    filed = file_complaint(
        message.organisation,
        data=_data(message, mail, calendar),
        by=Actor(role="complainant"),
        at=message.received_at,
        now=max(now, message.received_at),
        key=f"mail-{message.content_digest}",
    )
    return ("dossier", filed.dossier, "") if isinstance(filed, Filed) else ("tray", None, filed.reason)


def _returned(message: Message, mail: Incoming, now: datetime) -> str:
    """A report that letters of ours were not delivered: what they were to meet is owed again, and a person is told."""
    letters = (
        Letter.objects.filter(organisation=message.organisation, message_id__in=mail.undelivered, state="sent") if mail.undelivered else ()
    )
    for letter in letters:
        mark_bounced(letter, at=message.received_at, now=max(now, message.received_at), reason="De mail kwam onbestelbaar terug.")
    numbers = sorted({letter.dossier.number for letter in letters if letter.dossier})
    return f"Een brief kwam onbestelbaar terug: dossier {', '.join(numbers)}." if numbers else ""


def _for_a_person(message: Message, mail: Incoming, calendar: Calendar) -> str:
    """Why a mail is not made a dossier by itself; "" where it may."""
    return message.reason or _of_itself(mail) or _of_its_sender(message, mail) or _of_its_mailbox(message, calendar)


def _of_itself(mail: Incoming) -> str:
    if mail.automatic:
        return "Deze mail is door een machine geschreven."
    if not mail.sender:
        return "De afzender is niet te lezen."
    return "" if mail.body.strip() or mail.files else "De mail is leeg."


def _of_its_sender(message: Message, mail: Incoming) -> str:
    if mail.sender in _own_addresses(message.organisation):
        return "Deze mail komt van ons eigen adres."
    since = message.received_at - timedelta(days=1)
    made = Message.objects.filter(organisation=message.organisation, sender=mail.sender, state="dossier", received_at__gt=since)
    return f"Van deze afzender kwamen vandaag al {MOST_A_DAY} klachten binnen." if made.count() >= MOST_A_DAY else ""


def _of_its_mailbox(message: Message, calendar: Calendar) -> str:
    organisation = message.organisation
    version = in_force(organisation, calendar.local_day(message.received_at))
    if version is None:
        return "Er is geen regeling van kracht."
    mailbox = PurePosixPath(message.raw).parts[2]
    stages = {stage for item in load_procedure(version).addresses if item.mailbox == mailbox for stage in item.stages}
    return "Dit postvak is voor bezwaren: zoek het dossier erbij." if stages == {"objection"} else ""


def _own_addresses(organisation: Organisation) -> set[str]:
    boxes = organisation.settings.get("mailboxes", {})
    return {str(address).lower() for address in (*boxes.values(), settings.DEFAULT_FROM_EMAIL)}


def _data(message: Message, mail: Incoming, calendar: Calendar) -> dict[str, object]:
    written = mail.written_at
    believed = written is not None and message.received_at - BELIEVED <= written <= message.received_at
    day: date = calendar.local_day(written if believed and written else message.received_at)
    return {
        "kind": "complaint",
        "channel": "mail",
        "filed_on": day.isoformat(),
        "complainant": {"name": mail.sender_name or mail.sender, "email": mail.sender},
        "description": "\n\n".join(part for part in (mail.subject, mail.body.strip()) if part) or "Zie de bijlage.",
    }
