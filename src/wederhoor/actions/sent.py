"""What became of a letter: a duty to inform is met when the letter really left, and owed again when it came back."""

from datetime import datetime
from typing import Final

from django.db import connection, transaction
from django.utils.translation import gettext_noop

from wederhoor.actions.record import record
from wederhoor.actions.values import BY_SYSTEM, Log
from wederhoor.correspondence.models import Letter
from wederhoor.dossiers.models import Dossier
from wederhoor.dossiers.selects import read

_WAITING = ("waiting", "claimed")
#: Why a letter is before a person of which nobody knows whether it arrived: the one case that SMTP cannot decide.
HALF_WAY: Final = gettext_noop("De verzending is halverwege afgebroken. Kijk of de brief is aangekomen.")


def mark_sent(letter: Letter, *, at: datetime, now: datetime) -> None:
    """The letter left at `at`. When the last letter of its act has left, that is recorded; done twice it is the same."""
    with transaction.atomic():
        row = _locked(letter)
        if row.state == "sent":
            return
        _settle(row, state="sent", sent_at=at)
        if not _others_wait(row):
            _tell(row, "sent", at=at, now=now)


def mark_bounced(letter: Letter, *, at: datetime, now: datetime, reason: str = "") -> bool:
    """The letter came back undelivered: what it met is owed again. Says whether that was news.

    Of a letter that failed already it is news why: it did reach a mail server, and the address is wrong.
    """
    with transaction.atomic():
        row = _locked(letter)
        if row.state == "failed" and row.reason == reason[:300]:
            return False
        _settle(row, state="failed", reason=reason[:300], sent_at=row.sent_at)
        _tell(row, "bounced", at=at, now=now)
        return True


def withdraw(letter: Letter, *, now: datetime) -> None:
    """A letter that failed is let be: what it was to meet is owed again, and the act may be taken anew."""
    with transaction.atomic():
        row = _locked(letter)
        _settle(row, state="withdrawn", reason=row.reason, sent_at=None)
        _tell(row, "bounced", at=now, now=now)


def mark_failed(letter: Letter, *, reason: str, now: datetime) -> None:
    """The letter could not be sent: it waits for a person, and what it was to meet is owed again.

    Unless it broke off half-way (HALF_WAY): it may have arrived, so a person decides by `mark_sent` or `mark_bounced`.
    """
    with transaction.atomic():
        row = _locked(letter)
        if row.state not in _WAITING:
            return
        _settle(row, state="failed", reason=reason[:300], sent_at=None)
        if reason == HALF_WAY:  # until when it may have left, should it turn out to have arrived
            Letter.objects.filter(pk=row.pk).update(claimed_until=row.claimed_until)
        else:
            _tell(row, "bounced", at=now, now=now)


def _others_wait(row: Letter) -> bool:
    if row.matter_id is None:
        return False
    return Letter.objects.filter(matter_id=row.matter_id, seq=row.seq, state__in=_WAITING).exists()


def _locked(letter: Letter) -> Letter:
    lock = " FOR UPDATE" if connection.features.has_select_for_update else ""
    found = next(read(Letter, f"id = %s{lock}", [letter.pk]), None)
    if found is None:
        raise Letter.DoesNotExist(letter.pk)
    found.dossier = next(read(Dossier, "id = %s", [found.dossier_id]), None)
    return found


def _settle(row: Letter, *, state: str, sent_at: datetime | None, reason: str = "") -> None:
    Letter.objects.filter(pk=row.pk).update(state=state, sent_at=sent_at, reason=reason, next_attempt=None, claimed_until=None)


def _tell(row: Letter, act: str, *, at: datetime, now: datetime) -> None:
    """Through the one door, each attempt of each letter once. A reminder to staff belongs to no act: nothing to tell."""
    if row.matter_id is not None and row.dossier is not None:
        again = f"-{row.repeated_at:%Y%m%d%H%M%S%f}" if row.repeated_at else ""
        data = {"of": row.seq, **({"channel": row.channel} if row.repeated_at and act == "sent" else {})}
        key = f"{act}-{row.pk}-{row.attempts}{again}"
        record(Log(row.matter_id, row.dossier.name), act, by=BY_SYSTEM, at=at, now=now, data=data, key=key)
