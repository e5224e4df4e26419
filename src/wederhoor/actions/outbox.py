"""The outbox: letters as rows with their next moment, claimed by one worker at a time, each sent once.

A claim is a guarded UPDATE with a lease. Just before a letter itself goes over the line that is written down (`handing`). A letter
whose lease ran out is tried again, unless it was being handed over: the mail server may have accepted it, so it is put before a person.
"""

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db import connection
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
from wederhoor.correspondence.models import Letter
from wederhoor.dossiers.models import Dossier
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
_SILENT: Final = gettext_noop("De verzending brak af voordat de brief weg was.")


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A letter as a worker holds it. `claim`: what shows that this worker still holds it."""

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
    if now - max(row.created_at, row.repeated_at or row.created_at) > LONGEST:
        _try_again(row, fault, now=now, for_good=True)
        return
    _mine(letter).update(state="waiting", attempts=row.attempts - 1, claimed_until=None, next_attempt=later, reason=fault[:300])
    Letter.objects.filter(state="waiting", channel="mail", next_attempt__lt=later).update(next_attempt=later)


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
        if row.reason == HALF_WAY:
            mark_failed(row, reason=HALF_WAY, now=now)
            _tell(row, now)
        else:
            _try_again(row, _SILENT, now=now)
    return len(rows)


def _tell(letter: Letter, now: datetime) -> None:
    """Whoever looks after the dossier hears that a letter of it did not leave; of a mail to staff nobody hears."""
    if letter.matter_id is not None and letter.dossier is not None:
        number = letter.dossier.number
        said = f"Een brief in dossier {number} is niet verstuurd of misschien niet aangekomen."
        said = f"{said} Kijk wat er is gebeurd en verstuur hem zo nodig opnieuw."
        tell_owner(letter.dossier, f"Niet verstuurd: brief in dossier {number}", said, now=now)


def _fresh(letter: Letter, now: datetime) -> bool:
    """Right for leaving today; one that cannot be filled anew waits, so that it holds up no other."""
    try:
        return fresh(letter, now)
    except Exception:  # noqa: BLE001 - whatever is wrong with one letter, the others must leave
        waits = {"next_attempt": now + BACK_OFF[-1], "reason": gettext_noop("De brief kon niet opnieuw worden ingevuld.")}
        Letter.objects.filter(pk=letter.pk, state="waiting").update(**waits)
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
    )


def clear_passed(now: datetime) -> int:
    """Removes the mails of no dossier that wait for nothing and are older than `KEPT`; how many. Looks at all of these: once a day."""
    passed = Letter.objects.filter(dossier__isnull=True, matter__isnull=True, created_at__lt=now - KEPT)
    _gone, each = passed.filter(state__in=["sent", "failed", "withdrawn"]).delete()
    return each.get(Letter._meta.label, 0)
