"""What a person does with a letter that failed: have it leave once more, by mail or by post, say that it arrived or did not, or let it be.

Each stands in the log as a correction of the act that wrote the letter, by whoever did it; what became of the letter is recorded as ever.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db import transaction

from wederhoor.actions.addressing import addressee_of
from wederhoor.actions.letters import words_now
from wederhoor.actions.loading import Shelf, take
from wederhoor.actions.record import record
from wederhoor.actions.sent import HALF_WAY, mark_bounced, mark_sent, withdraw
from wederhoor.actions.values import Actor, Log, Recorded, Refused, Written
from wederhoor.core.phrase import say
from wederhoor.correspondence.models import Letter

#: What one can do, by the code under which the log keeps it.
AGAIN: Final = "letter.again"
BY_POST: Final = "letter.post"
ARRIVED: Final = "letter.arrived"
LOST: Final = "letter.lost"
DROPPED: Final = "letter.dropped"
STEPS: Final = (AGAIN, BY_POST, ARRIVED, LOST, DROPPED)
_NO_MORE: Final = say("Een collega heeft deze brief al afgehandeld.")


@dataclass(frozen=True, slots=True)
class Repeat:
    """How a failed letter goes on: one of STEPS; `written`: other words; `email`: another address to send it to."""

    step: str
    written: Written | None = None
    email: str = ""


def possible_steps(letter: Letter) -> tuple[str, ...]:
    """What one can do with this letter now."""
    if letter.state != "failed":
        return ()
    if letter.reason == HALF_WAY:
        return ARRIVED, LOST
    return (AGAIN, *((BY_POST,) if letter.channel == "mail" else ()), DROPPED)


def go_on(letter: Letter, repeat: Repeat, *, by: Actor, now: datetime) -> Refused | None:
    """Takes the step with a failed letter, or says why not; of two people at once the second is told that it was done."""
    with transaction.atomic():
        row = Letter.objects.select_for_update(of=("self",)).select_related("dossier").get(pk=letter.pk)
        if repeat.step not in possible_steps(row):
            return Refused(_NO_MORE)
        refused = _on_record(row, repeat, by, now) or _TAKEN[repeat.step](row, repeat, by, now)
        if refused:
            transaction.set_rollback(True)
        return refused


def _on_record(row: Letter, repeat: Repeat, by: Actor, now: datetime) -> Refused | None:
    """Who did what with which letter; with another address first that address, as the person's own."""
    if row.matter_id is None or row.dossier is None:
        return None
    log = Log(row.matter_id, row.dossier.name)
    if repeat.email and repeat.email != row.address and row.party:
        learned = record(log, "correct", by=by, at=now, now=now, data={"person": row.party, "contact.email": repeat.email})
        if not isinstance(learned, Recorded) and not _known(row, repeat.email):
            return learned if isinstance(learned, Refused) else Refused(_NO_MORE)
    done = record(log, "correct", by=by, at=now, now=now, data={"of": row.seq, "field": repeat.step})
    return None if isinstance(done, Recorded) else done if isinstance(done, Refused) else Refused(_NO_MORE)


def _known(row: Letter, email: str) -> bool:
    shelf = take([row.matter_id or 0])[0]
    return row.party in shelf.parties and shelf.parties[row.party].email == email


def _again(row: Letter, repeat: Repeat, by: Actor, now: datetime) -> Refused | None:
    channel = "post" if repeat.step == BY_POST else row.channel
    shelf = take([row.matter_id])[0] if row.matter_id else None
    address = repeat.email or row.address
    if shelf is not None and row.party in shelf.parties:
        address = addressee_of(shelf.parties[row.party]).at(channel)
    refused = _not_again(row, repeat, address if channel == "post" or "@" in address else "", shelf)
    if refused:
        return refused
    subject, body = (repeat.written.subject, repeat.written.body) if repeat.written else (row.subject, row.body)
    if shelf is not None and not (repeat.written or row.edited):
        new = words_now(shelf, row, now)
        if isinstance(new, Refused):
            return new
        subject, body = new
    Letter.objects.filter(pk=row.pk).update(
        channel=channel,
        address=address[:500],
        subject=" ".join(subject.split())[:300],
        body=body,
        edited=row.edited or repeat.written is not None,
        state="waiting",
        reason="",
        attempts=0,
        next_attempt=now,
        claimed_until=None,
        filled_for=shelf.calendar.local_day(now) if shelf else now.date(),
        repeated_by=by.member,
        repeated_at=now,
    )
    return None


def _not_again(row: Letter, repeat: Repeat, address: str, shelf: Shelf | None) -> Refused | None:
    if not address:
        return Refused(say("Er is geen adres bekend waar deze brief heen kan. Vul eerst het adres aan."), None, ("email",))
    if repeat.written is not None and row.reader:
        return Refused(say("Een tweede lezer las deze woorden. Voor andere woorden neemt u de handeling opnieuw."))
    if shelf is None or row.seq is None:
        return None
    later = Letter.objects.filter(dossier=row.dossier, act=row.act, party=row.party, seq__gt=row.seq).exclude(state="withdrawn")
    return Refused(say("Er is intussen een nieuwe brief geschreven. Deze gaat niet nog eens weg.")) if later.exists() else None


def _arrived(row: Letter, _repeat: Repeat, _by: Actor, now: datetime) -> Refused | None:
    """It counts from the last moment at which it may have left."""
    mark_sent(row, at=min(row.claimed_until or now, now), now=now)
    return None


def _lost(row: Letter, _repeat: Repeat, _by: Actor, now: datetime) -> Refused | None:
    mark_bounced(row, at=now, now=now, reason=str(say("Deze brief is niet aangekomen.")))
    return None


def _dropped(row: Letter, _repeat: Repeat, _by: Actor, now: datetime) -> Refused | None:
    withdraw(row, now=now)
    return None


_Step = Callable[[Letter, Repeat, Actor, datetime], Refused | None]
_TAKEN: Final[Mapping[str, _Step]] = {AGAIN: _again, BY_POST: _again, ARRIVED: _arrived, LOST: _lost, DROPPED: _dropped}
