"""The outbox: letters as rows with their next moment, claimed by one worker at a time, each sent once.

A claim is a guarded UPDATE with a lease. Just before a letter itself goes over the line that is written down (`handing`). A letter
whose lease ran out is tried again, unless it was being handed over: the mail server may have accepted it, so it is put before a person.
"""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

import structlog
from django.db import OperationalError, connection
from django.db.models import QuerySet
from django.utils.translation import gettext_noop

from wederhoor.actions.contacts import with_contact_link
from wederhoor.actions.drafting import with_draft
from wederhoor.actions.entry import with_link
from wederhoor.actions.envelope import Envelope, Thread, envelope_of_letter, is_automatic, thread_of
from wederhoor.actions.going import Going, going_with
from wederhoor.actions.inviting import Invitation, invitation_with
from wederhoor.actions.letters import fresh
from wederhoor.actions.sent import HALF_WAY, mark_failed, mark_sent
from wederhoor.actions.status_link import in_mail
from wederhoor.actions.telling import tell_owner
from wederhoor.core.phrase import say
from wederhoor.core.second import APPROVE
from wederhoor.correspondence.models import Letter
from wederhoor.dossiers.models import Act, Dossier
from wederhoor.dossiers.selects import read
from wederhoor.organisations.models import Organisation
from wederhoor.web.ical import Person

LEASE: Final = timedelta(minutes=10)
#: Waits between attempts; after the last the letter waits for a person.
BACK_OFF: Final = (
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=12),
    timedelta(days=1),
)
#: How long a letter waits for a mail server that is away before a person is told.
LONGEST: Final = timedelta(days=3)
#: How long mails of no dossier are kept: links to sign in or to go on, what is asked of staff. Long enough to see what became of one.
KEPT: Final = timedelta(days=30)
_NOT_FILLED: Final = gettext_noop("De brief kon niet opnieuw worden ingevuld.")
_SILENT: Final = gettext_noop("De verzending brak af voordat de brief weg was.")
_LOST: Final = gettext_noop(
    "Een brief in dossier {number} is niet verstuurd of misschien niet aangekomen. Kijk wat er is gebeurd en verstuur hem zo nodig opnieuw."
)
_log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A letter as a worker holds it. `claim`: what shows that this worker still holds it. `language`: that of its words, where noted."""

    pk: int
    claim: str
    subject: str
    body: str
    name: str
    address: str
    around: Envelope
    message_id: str
    thread: Thread
    automatic: bool
    leaves_at: datetime
    files: tuple[Going | Invitation, ...] = ()
    language: str = ""


def claim(*, now: datetime) -> Outgoing | None:
    """Takes one mail letter whose moment has come, for as long as the lease; None when nothing waits."""
    while (letter := _next(now)) is not None:
        if not _fresh(letter, now):
            continue
        mine = uuid.uuid4().hex
        taken = Letter.objects.filter(pk=letter.pk, state="waiting", next_attempt__lte=now).update(
            state="claimed", claimed_until=now + LEASE, next_attempt=now + LEASE, attempts=letter.attempts + 1, token=mine, reason=""
        )
        if taken:
            return _outgoing(letter, mine, now)
    return None


def handing(letter: Outgoing, *, now: datetime) -> bool:
    """Written before the letter goes over the line: from here on a worker that falls silent may have sent it. False: it may not go."""
    until = now + LEASE
    return bool(_mine(letter).filter(claimed_until__gt=now).update(reason=HALF_WAY, claimed_until=until, next_attempt=until))


def left(letter: Outgoing, *, now: datetime) -> None:
    """The mail server accepted it."""
    mark_sent(Letter(pk=letter.pk), at=now, now=now)  # the row itself is read under its lock


def failed(letter: Outgoing, fault: str, *, now: datetime, for_good: bool = False) -> None:
    """The server did not take it: tried again later; refused for good, or after the last attempt, shown to a person. Nothing is lost."""
    row = _mine(letter).first()
    if row is not None:
        _try_again(row, fault, now=now, for_good=for_good)


def _try_again(row: Letter, fault: str, *, now: datetime, for_good: bool = False) -> None:
    if for_good or row.attempts > len(BACK_OFF):
        mark_failed(row, reason=fault, now=now)
        _tell(row, now)
        return
    held = Letter.objects.filter(pk=row.pk, state="claimed", token=row.token)
    held.update(state="waiting", claimed_until=None, next_attempt=now + BACK_OFF[row.attempts - 1], reason=fault[:300])


def unreached(letter: Outgoing, fault: str, *, now: datetime) -> None:
    """There was no server to offer it to, which is no attempt of this letter: all that wait do so a little longer, in their order."""
    row, later = _mine(letter).first(), now + BACK_OFF[0]
    if row is None:
        return
    if now - _waits_since(row) > LONGEST:
        _try_again(row, fault, now=now, for_good=True)
        return
    _mine(letter).update(state="waiting", attempts=row.attempts - 1, claimed_until=None, next_attempt=later, reason=fault[:300])
    Letter.objects.filter(state="waiting", channel="mail", next_attempt__lt=later).update(next_attempt=later)


def _waits_since(letter: Letter) -> datetime:
    """When it was put in the outbox: written, approved by its second reader, or had to leave once more."""
    moments = [letter.created_at, letter.repeated_at]
    if letter.reader and letter.matter_id is not None:
        approved = Act.objects.filter(matter_id=letter.matter_id, act=APPROVE, data__of=letter.seq)
        moments.append(approved.order_by("-seq").values_list("recorded_at", flat=True).first())
    return max(moment for moment in moments if moment is not None)


def doubtful(letter: Outgoing, *, now: datetime) -> None:
    """The connection broke while the letter was handed over: whether it arrived is for a person to find out."""
    if _mine(letter).update(claimed_until=now):
        row = Letter.objects.get(pk=letter.pk)
        mark_failed(row, reason=HALF_WAY, now=now)
        _tell(row, now)


def give_up(*, now: datetime) -> int:
    """Takes up letters whose worker went silent; returns how many.

    One that was being handed over may have arrived, the one case that SMTP cannot decide: a person looks. Any other is tried again.
    """
    rows = list(Letter.objects.filter(state="claimed", next_attempt__lte=now, claimed_until__lte=now)[:100])
    for row in rows:
        with _by_itself(row, now):
            if row.reason == HALF_WAY:
                mark_failed(row, reason=HALF_WAY, now=now)
                _tell(row, now)
            else:
                _try_again(row, _SILENT, now=now)
    return len(rows)


@contextmanager
def _by_itself(letter: Letter, now: datetime) -> Iterator[None]:
    """Whatever is wrong with one letter, the others must leave: one with which nothing can be done now is looked at again in a day."""
    try:
        yield
    except OperationalError:
        raise  # the database, and not this letter
    except Exception as fault:  # noqa: BLE001 - as said
        _log.error("letter_not_settled", log_id=letter.pk, reason_code=type(fault).__name__)
        Letter.objects.filter(pk=letter.pk, state__in=("waiting", "claimed")).update(next_attempt=now + BACK_OFF[-1])


def _tell(letter: Letter, now: datetime) -> None:
    """Whoever looks after the dossier hears that a letter of it did not leave; of a mail to staff nobody hears."""
    if letter.matter_id is not None and letter.dossier is not None:
        number = letter.dossier.number
        tell_owner(letter.dossier, say("Niet verstuurd: brief in dossier {number}", number=number), say(_LOST, number=number), now=now)


def _fresh(letter: Letter, now: datetime) -> bool:
    """Right for leaving today; one that cannot be filled anew waits, so that it holds up no other, and after some days a person looks."""
    try:
        return fresh(letter, now)
    except OperationalError:
        raise  # the database, and not this letter
    except Exception:  # noqa: BLE001 - whatever is wrong with one letter, the others must leave
        Letter.objects.filter(pk=letter.pk, state="waiting").update(next_attempt=now + BACK_OFF[-1], reason=_NOT_FILLED)
    if now - _waits_since(letter) > LONGEST:
        with _by_itself(letter, now):
            mark_failed(letter, reason=_NOT_FILLED, now=now)
            _tell(letter, now)
    return False


def _next(now: datetime) -> Letter | None:
    """The letter that waits longest, with its organisation and its dossier: by prepared statements, for this is asked for every letter."""
    due = connection.ops.adapt_datetimefield_value(now)
    for letter in read(Letter, "next_attempt <= %s AND state = 'waiting' AND channel = 'mail' ORDER BY next_attempt, id LIMIT 1", [due]):
        [letter.organisation] = read(Organisation, "id = %s", [letter.organisation_id])
        letter.dossier = next(read(Dossier, "id = %s", [letter.dossier_id]), None)
        return letter
    return None


def _mine(letter: Outgoing) -> QuerySet[Letter]:
    return Letter.objects.filter(pk=letter.pk, state="claimed", token=letter.claim)


def _outgoing(letter: Letter, mine: str, now: datetime) -> Outgoing:
    around = envelope_of_letter(letter)
    host = Person(around.sender_name, around.reply_to or around.sender)
    return Outgoing(
        pk=letter.pk,
        claim=mine,
        subject=letter.subject,
        body=with_contact_link(letter, in_mail(letter, with_draft(letter, with_link(letter, now=now)), now=now), now=now),
        name=letter.name,
        address=letter.address,
        around=around,
        message_id=letter.message_id,
        thread=thread_of(letter),
        automatic=is_automatic(letter),
        leaves_at=now,
        files=(*going_with(letter), *invitation_with(letter, by=host, now=now)),
        language=letter.language,
    )


def clear_passed(now: datetime) -> int:
    """Removes the mails of no dossier that wait for nothing and are older than `KEPT`; how many. Looks at all of these: once a day."""
    passed = Letter.objects.filter(dossier__isnull=True, matter__isnull=True, created_at__lt=now - KEPT)
    _gone, each = passed.filter(state__in=["sent", "failed", "withdrawn"]).delete()
    return each.get(Letter._meta.label, 0)
