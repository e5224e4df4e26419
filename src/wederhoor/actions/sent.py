"""What became of a letter: a duty to inform is met when the letter really left, and owed again when it came back."""

from datetime import datetime

from django.db import transaction

from wederhoor.actions.record import record
from wederhoor.actions.values import BY_SYSTEM, Log
from wederhoor.correspondence.models import Letter

_WAITING = ("waiting", "claimed")


def mark_sent(letter: Letter, *, at: datetime, now: datetime) -> None:
    """The letter left at `at`. When the last letter of its act has left, that is recorded; done twice it is the same."""
    with transaction.atomic():
        row = _locked(letter)
        if row.state == "sent":
            return
        _settle(row, state="sent", sent_at=at)
        if not _others_wait(row):
            _tell(row, "sent", at=at, now=now)


def mark_bounced(letter: Letter, *, at: datetime, now: datetime, reason: str = "") -> None:
    """The letter came back undelivered: what it met is owed again."""
    with transaction.atomic():
        row = _locked(letter)
        if row.state == "failed":
            return
        _settle(row, state="failed", reason=reason[:300], sent_at=row.sent_at)
        _tell(row, "bounced", at=at, now=now)


def mark_failed(letter: Letter, *, reason: str, now: datetime) -> None:
    """The letter could not be sent: it waits for a person, and what it was to meet is owed again.

    Unless its worker went silent half-way (its lease ran out): it may have arrived, so a person decides by `mark_sent` or `mark_bounced`.
    """
    with transaction.atomic():
        row = _locked(letter)
        if row.state not in _WAITING:
            return
        doubtful = row.claimed_until is not None and row.claimed_until <= now
        _settle(row, state="failed", reason=reason[:300], sent_at=None)
        if not doubtful:
            _tell(row, "bounced", at=now, now=now)


def _others_wait(row: Letter) -> bool:
    if row.matter_id is None:
        return False
    return Letter.objects.filter(matter_id=row.matter_id, seq=row.seq, state__in=_WAITING).exists()


def _locked(letter: Letter) -> Letter:
    return Letter.objects.select_for_update(of=("self",)).select_related("dossier").get(pk=letter.pk)


def _settle(row: Letter, *, state: str, sent_at: datetime | None, reason: str = "") -> None:
    Letter.objects.filter(pk=row.pk).update(state=state, sent_at=sent_at, reason=reason, next_attempt=None, claimed_until=None)


def _tell(row: Letter, act: str, *, at: datetime, now: datetime) -> None:
    """Through the one door, each attempt of each letter once. A reminder to staff belongs to no act: nothing to tell."""
    if row.matter_id is not None and row.dossier is not None:
        key = f"{act}-{row.pk}-{row.attempts}"
        record(Log(row.matter_id, row.dossier.name), act, by=BY_SYSTEM, at=at, now=now, data={"of": row.seq}, key=key)
