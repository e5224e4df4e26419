"""Taking one mail in: keep the raw bytes first, then read, then place it. Done twice it is the same mail; broken off, it goes on."""

from datetime import datetime, timedelta

import structlog

from wederhoor.actions.incoming import Kept, Taken, keep, left_lying, place, raw_of, set_before_a_person
from wederhoor.exchange.mail_in.essence import essence, message_id_of
from wederhoor.exchange.mail_in.parse import parse

#: A mail that was kept and not placed for so long was left by a process that broke off.
PATIENCE = timedelta(minutes=10)
_log = structlog.get_logger()


def receive(raw: bytes, *, organisation: str, mailbox: str, now: datetime) -> Taken:
    """Takes in one raw message for a mailbox of an organisation, received at `now`; says what became of it.

    Raises LookupError for an organisation or mailbox that cannot be, and OSError or a database's error where the message could not be
    kept or placed; the caller must not confirm receipt then. Trying again goes on where it stopped.
    """
    kept = keep(raw, organisation=organisation, mailbox=mailbox, message_id=message_id_of(raw), digest=essence(raw), now=now)
    return kept.taken if kept.taken.state != "new" else _settle(kept, raw, now)


def resume(*, now: datetime) -> int:
    """Places the mails that were kept and then left lying; returns how many. One that fails again is put before a person."""
    lying = left_lying(since=now - PATIENCE)
    for kept in lying:
        try:
            _settle(kept, raw_of(kept), now)
        except Exception as fault:  # noqa: BLE001 - one mail must not hold up the others
            _log.error("mail_not_placed", log_id=kept.message, reason_code=type(fault).__name__)
            set_before_a_person(kept, "Deze mail kon niet worden verwerkt; het origineel is bewaard.", state="tray")
    return len(lying)


def _settle(kept: Kept, raw: bytes, now: datetime) -> Taken:
    mail = parse(raw)
    if mail is None:
        return set_before_a_person(kept, "De mail is niet te lezen; het origineel is bewaard.", state="unreadable")
    return place(kept, mail, now=now)
