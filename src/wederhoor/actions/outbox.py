"""The outbox: letters as rows with their next moment, claimed by one worker at a time, each sent once.

A claim is a guarded UPDATE with a lease. A letter whose lease ran out without a word may have been accepted by the mail server:
it is put before a person rather than sent again.
"""

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.conf import settings
from django.db.models import QuerySet

from wederhoor.actions.belonging import token_of
from wederhoor.actions.letters import fresh
from wederhoor.actions.sent import mark_failed, mark_sent
from wederhoor.correspondence.models import Letter
from wederhoor.dossiers.models import Act
from wederhoor.organisations.models import Organisation

LEASE: Final = timedelta(minutes=10)
#: Waits between attempts; after the last the letter waits for a person.
BACK_OFF: Final = (timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=30), timedelta(hours=2), timedelta(hours=12))
HALF_WAY: Final = "De verzending is halverwege afgebroken. Kijk of de brief is aangekomen."


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A letter as a worker holds it. `claim`: what shows that this worker still holds it."""

    pk: int
    claim: str
    subject: str
    body: str
    name: str
    address: str
    sender_name: str
    sender: str
    reply_to: str
    message_id: str
    automatic: bool


def claim(*, now: datetime) -> Outgoing | None:
    """Takes one mail letter whose moment has come, for as long as the lease; None when nothing waits."""
    while (letter := _next(now)) is not None:
        if not _fresh(letter, now):
            continue
        mine = uuid.uuid4().hex
        taken = Letter.objects.filter(pk=letter.pk, state="waiting", next_attempt__lte=now).update(
            state="claimed", claimed_until=now + LEASE, next_attempt=now + LEASE, attempts=letter.attempts + 1, token=mine
        )
        if taken:
            return _outgoing(letter, mine)
    return None


def left(letter: Outgoing, *, now: datetime) -> None:
    """The mail server accepted it."""
    mark_sent(Letter.objects.get(pk=letter.pk), at=now, now=now)


def failed(letter: Outgoing, fault: str, *, now: datetime, for_good: bool = False) -> None:
    """The server did not take it: tried again later; refused for good, or after the last attempt, shown to a person. Nothing is lost."""
    row = Letter.objects.get(pk=letter.pk)
    if for_good or row.attempts > len(BACK_OFF):
        mark_failed(row, reason=fault, now=now)
        return
    _mine(letter).update(state="waiting", claimed_until=None, next_attempt=now + BACK_OFF[row.attempts - 1], reason=fault[:300])


def doubtful(letter: Outgoing, *, now: datetime) -> None:
    """The connection broke while the letter was handed over: whether it arrived is for a person to find out."""
    if _mine(letter).update(claimed_until=now):
        mark_failed(Letter.objects.get(pk=letter.pk), reason=HALF_WAY, now=now)


def give_up(*, now: datetime) -> int:
    """Puts letters whose worker went silent half-way before a person: the one case that SMTP cannot decide. Returns how many."""
    rows = list(Letter.objects.filter(state="claimed", next_attempt__lte=now, claimed_until__lte=now)[:100])
    for row in rows:
        mark_failed(row, reason=HALF_WAY, now=now)
    return len(rows)


def _fresh(letter: Letter, now: datetime) -> bool:
    """Right for leaving today; one that cannot be filled anew waits, so that it holds up no other."""
    try:
        return fresh(letter, now)
    except Exception:  # noqa: BLE001 - whatever is wrong with one letter, the others must leave
        waits = {"next_attempt": now + BACK_OFF[-1], "reason": "De brief kon niet opnieuw worden ingevuld."}
        Letter.objects.filter(pk=letter.pk, state="waiting").update(**waits)
        return False


def _next(now: datetime) -> Letter | None:
    waiting = Letter.objects.filter(next_attempt__lte=now, state="waiting", channel="mail")
    return waiting.select_related("organisation").order_by("next_attempt", "pk").first()


def _mine(letter: Outgoing) -> QuerySet[Letter]:
    return Letter.objects.filter(pk=letter.pk, state="claimed", token=letter.claim)


def _outgoing(letter: Letter, mine: str) -> Outgoing:
    return Outgoing(
        pk=letter.pk,
        claim=mine,
        subject=letter.subject,
        body=letter.body,
        name=letter.name,
        address=letter.address,
        sender_name=letter.organisation.name,
        sender=settings.DEFAULT_FROM_EMAIL,
        reply_to=_answer_address(letter),
        message_id=letter.message_id,
        automatic=_is_automatic(letter),
    )


def _answer_address(letter: Letter) -> str:
    """The mailbox that answers come to, with the letter's token in it; a reminder to staff takes no answer."""
    if letter.matter_id is None:
        return ""
    local, _, host = _mailbox(letter.organisation).rpartition("@")
    return f"{local}+{token_of(letter.pk)}@{host}" if local else ""


def _mailbox(organisation: Organisation) -> str:
    boxes = organisation.settings.get("mailboxes", {})
    return str(boxes.get("klachten") or next(iter(boxes.values()), "") or settings.DEFAULT_FROM_EMAIL)


def _is_automatic(letter: Letter) -> bool:
    """Whether nobody wrote it: a reminder, the letter of an act of the system's own, an acknowledgement as the template has it."""
    if letter.seq is None or letter.matter_id is None:
        return True
    by_system = Act.objects.filter(matter_id=letter.matter_id, seq=letter.seq, by="system").exists()
    return by_system or (letter.act == "acknowledge" and not letter.edited)
