"""What was kept is read again: mails by a newer reader, files that could not be looked at for viruses when they came."""

from dataclasses import dataclass
from datetime import datetime

import structlog

from wederhoor.actions.arrival import raw_of
from wederhoor.actions.incoming import place
from wederhoor.actions.keeping import read_whole
from wederhoor.actions.mail import File
from wederhoor.actions.releasing import UNSCANNABLE, UNSCANNED, Unscanned, scanned, unscanned
from wederhoor.actions.rereading import Again, loosen, read_again, to_read_again
from wederhoor.exchange.clamav.quarantine import answers, guarded, why_held
from wederhoor.exchange.mail_in.parse import PARSER
from wederhoor.exchange.mail_in.receive import read

_log = structlog.get_logger()


@dataclass(slots=True)
class Reread:
    """How many mails were read again, of which `placed` found their place at last; `unread`: those that still cannot be."""

    read: int = 0
    placed: int = 0
    unread: int = 0


def read_all_again(*, now: datetime, organisation: str = "") -> Reread:
    """Reads every mail again that an older reader read, or that could not be read. Twice is once."""
    done, after = Reread(), 0
    while some := to_read_again(older_than=PARSER, organisation=organisation, after=after):
        for again in some:
            after = again.kept.message
            try:
                _read(again, done, now)
            except Exception as fault:  # noqa: BLE001 - one mail must not hold up the others
                _log.error("mail_not_read_again", log_id=after, reason_code=type(fault).__name__)
                done.unread += 1
    return done


def look_again(*, now: datetime) -> int:
    """Looks at files that waited for the scanner; returns how many it could. Stops when it does not answer.

    A file about which only it gives no answer, or that is gone, waits no longer: a person sees why, and the others are looked at.
    """
    looked = 0
    waiting = unscanned()
    if not waiting or not answers():
        return looked
    for file in waiting:
        held = _looked_at(file)
        if held == UNSCANNED and not answers():
            break
        scanned(file, UNSCANNABLE if held == UNSCANNED else held, now=now)
        looked += 1
    return looked


def _looked_at(file: Unscanned) -> str:
    try:
        return why_held(File(file.name, read_whole(file.path)))
    except FileNotFoundError:
        return UNSCANNABLE


def _read(again: Again, done: Reread, now: datetime) -> None:
    mail = read(raw_of(again.kept))
    if mail is None or not mail.parser:
        done.unread += 1
        return
    done.read += 1
    mail = guarded(mail)
    if again.loose:
        done.placed += place(loosen(again), mail, now=now).state in {"dossier", "joined"}
    else:
        read_again(again.kept, mail, now=now)
