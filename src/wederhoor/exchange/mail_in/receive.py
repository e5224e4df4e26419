"""Taking one mail in: keep the raw bytes first, then read, then place it. Done twice it is the same mail; broken off, it goes on."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import structlog
from django.conf import settings
from django.utils.translation import gettext_noop

from wederhoor.actions.arrival import Kept, Raw, Taken, keep_all, left_lying, raw_of
from wederhoor.actions.incoming import place_all, set_before_a_person
from wederhoor.actions.mail import Incoming
from wederhoor.exchange.clamav.quarantine import guarded
from wederhoor.exchange.mail_in.essence import essence, message_id_of
from wederhoor.exchange.mail_in.parse import parse, parse_head

#: A mail that was kept and not placed for so long was left by a process that broke off.
PATIENCE = timedelta(minutes=10)
_log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Arrived:
    """A raw message and when it came to us, or to our mail server."""

    raw: bytes
    received_at: datetime


def receive(raw: bytes, *, organisation: str, mailbox: str, now: datetime) -> Taken:
    """Takes in one raw message for a mailbox of an organisation, received at `now`; says what became of it.

    Raises LookupError for an organisation or mailbox that cannot be, and OSError or a database's error where the message could not be
    kept or placed; the caller must not confirm receipt then. Trying again goes on where it stopped.
    """
    [kept] = keep_all([_raw(Arrived(raw, now))], organisation=organisation, mailbox=mailbox)
    [settled] = _settle([(kept, raw)], now)
    if isinstance(settled, Exception):
        raise settled
    return settled


def receive_all(mails: Sequence[Arrived], *, organisation: str, mailbox: str, now: datetime) -> list[Kept | None]:
    """Takes in several at once, which is much quicker. Says of each what became of it: None for one that could not be kept.

    What is answered for is durable. One that was kept and not placed stays `new`: `resume` takes it up. Raises LookupError.
    """
    try:
        kept = keep_all([_raw(mail) for mail in mails], organisation=organisation, mailbox=mailbox)
    except LookupError:
        raise
    except Exception as fault:  # noqa: BLE001 - one of them, or all: each by itself tells
        _log.error("mail_not_kept", organisation=organisation, count=len(mails), reason_code=type(fault).__name__)
        if len(mails) == 1:
            return [None]
        return [done for mail in mails for done in receive_all([mail], organisation=organisation, mailbox=mailbox, now=now)]
    together = [(one, mail.raw) for one, mail in zip(kept, mails, strict=True)]
    try:
        settled = _settle(together, now)
    except Exception:  # noqa: BLE001 - they are kept; each by itself tells
        settled = [_settled_alone(one, now) for one in together]
    return [_told(one, done) for one, done in zip(kept, settled, strict=True)]


def resume(*, now: datetime) -> int:
    """Places the mails that were kept and then left lying; returns how many. One that fails again is put before a person."""
    lying = left_lying(since=now - PATIENCE)
    for kept in lying:
        raw = b""
        try:
            raw = raw_of(kept)
            [done] = _settle([(kept, raw)], now)
            if isinstance(done, Exception):
                raise done  # noqa: TRY301 - told and set aside like any other
        except Exception as fault:  # noqa: BLE001 - one mail must not hold up the others
            _log.error("mail_not_placed", log_id=kept.message, reason_code=type(fault).__name__)
            reason = gettext_noop("Deze mail kon niet worden verwerkt; het origineel is bewaard.")
            set_before_a_person(kept, reason, state="tray", head=parse_head(raw))
    return len(lying)


def read(raw: bytes) -> Incoming | None:
    """A mail as a value: of one that is too large only what its headers tell."""
    return parse(raw) if len(raw) <= settings.LARGEST_MESSAGE else parse_head(raw)


def _raw(mail: Arrived) -> Raw:
    return Raw(mail.raw, message_id_of(mail.raw), essence(mail.raw), mail.received_at)


def _told(kept: Kept, done: Taken | Exception) -> Kept:
    if isinstance(done, Taken):
        return replace(kept, taken=done)
    _log.error("mail_not_placed", log_id=kept.message, reason_code=type(done).__name__)
    return kept


def _settled_alone(mail: tuple[Kept, bytes], now: datetime) -> Taken | Exception:
    try:
        return _settle([mail], now)[0]
    except Exception as fault:  # noqa: BLE001 - it is kept, and the caller tells
        return fault


def _settle(mails: Sequence[tuple[Kept, bytes]], now: datetime) -> list[Taken | Exception]:
    """Reads and places those that are not placed yet."""
    done: dict[int, Taken | Exception] = {}
    readable: list[tuple[Kept, Incoming]] = []
    for kept, raw in mails:
        if kept.taken.state != "new":
            done[kept.message] = kept.taken
        elif (mail := read(raw)) is None:
            reason = gettext_noop("De mail is niet te lezen; het origineel is bewaard.")
            done[kept.message] = set_before_a_person(kept, reason, state="unreadable", head=parse_head(raw))
        else:
            readable.append((kept, guarded(mail)))
    if readable:
        done |= zip((kept.message for kept, _ in readable), place_all(readable, now=now), strict=True)
    return [done[kept.message] for kept, _ in mails]
