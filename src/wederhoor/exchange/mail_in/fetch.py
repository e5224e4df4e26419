"""Reading a mailbox: what is new is kept, placed, and only then passed. Twice, broken off, or by two at once: one message each."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

import structlog

from wederhoor.actions.cursors import (
    Cursor,
    Overtaken,
    advance_cursor,
    claim_cursor,
    kept_already,
    note_fault,
    release_cursor,
    retire_others,
)
from wederhoor.exchange.mail_in.fetch_boxes import Box
from wederhoor.exchange.mail_in.fetch_line import FAULTS, Fetched, Line
from wederhoor.exchange.mail_in.receive import Arrived, receive_all

#: Messages, and bytes of them, that are held at once.
_AT_ONCE: Final = 25
_HEAVY: Final = 8_000_000
#: Messages whose sizes or heads are asked in one command.
_ASKED: Final = 500
#: Where a server numbered its messages anew, what came so long before the last reading was read: it is not taken for new.
_LOOK_BACK: Final = timedelta(days=92)
#: Messages in a row that cannot be kept: then it is not they that are wrong.
_TOO_MANY: Final = 3
_log = structlog.get_logger()


class NotKept(Exception):  # noqa: N818 - named for what happened
    """Messages cannot be kept here now; they are read again."""


@dataclass(slots=True)
class Read:
    """What reading a mailbox brought: messages taken in, of which `known` were known already, and those that could not be had.

    `busy`: another worker reads it.
    """

    taken: int = 0
    known: int = 0
    missed: int = 0
    busy: bool = False


@dataclass(slots=True)
class _Reading:
    line: Line
    box: Box
    cursor: Cursor
    clock: Callable[[], datetime]
    read: Read


def fetch(box: Box, *, clock: Callable[[], datetime], stopped: Callable[[], bool] = lambda: False) -> Read:
    """Reads one mailbox to its end over a line of its own. Raises one of FAULTS, NotKept, Overtaken, LookupError or a database's error."""
    try:
        line = Line(box)
    except FAULTS as fault:
        note_fault(box.organisation, mailbox=box.key, place=box.place, fault=type(fault).__name__)
        raise
    with line:
        return fetch_over(line, box, clock=clock, stopped=stopped)


def fetch_over(line: Line, box: Box, *, clock: Callable[[], datetime], stopped: Callable[[], bool] = lambda: False) -> Read:
    """The same, over a line that is open."""
    cursor = claim_cursor(box.organisation, mailbox=box.key, place=box.place, now=clock())
    if cursor is None:
        return Read(busy=True)
    fault = "broken_off"
    reading = _Reading(line, box, cursor, clock, Read())
    try:
        _read(reading, stopped)
        fault = ""
    except Exception as failed:
        fault = type(failed).__name__
        raise
    finally:
        release_cursor(cursor, now=clock(), fault=fault)
    return reading.read


def retire_places(boxes: Collection[Box]) -> None:
    """These boxes are all there is of their mailboxes: of a place where one of them was before nothing stands open any more."""
    for organisation, key in sorted({(box.organisation, box.key) for box in boxes}):
        mine = [box.place for box in boxes if (box.organisation, box.key) == (organisation, key)]
        retire_others(organisation, mailbox=key, places=mine)


def _read(reading: _Reading, stopped: Callable[[], bool]) -> None:
    line, cursor, box = reading.line, reading.cursor, reading.box
    anew = cursor.uid_validity != line.uid_validity
    again = line.numbers(among=cursor.missed) if cursor.missed and not anew else []
    new = line.numbers(after=0 if anew else cursor.last_uid, since=_since(box, cursor) if anew else box.since)
    if anew or len(again) != len(cursor.missed):
        reading.cursor = advance_cursor(
            cursor, uid_validity=line.uid_validity, last_uid=0 if anew else cursor.last_uid, missed=tuple(again), now=reading.clock()
        )
    renumbered = anew and cursor.uid_validity is not None
    for chunk in _chunks([*again, *new], _ASKED):
        left = _not_kept(reading, chunk) if renumbered else chunk
        sizes = line.sizes(left)
        for group in _groups(left, sizes):
            if stopped():
                return
            _take(reading, group)
        if known := set(chunk) - set(left):
            _pass(reading, known, ())


def _since(box: Box, cursor: Cursor) -> date | None:
    looked = (cursor.read_at - _LOOK_BACK).date() if cursor.uid_validity is not None and cursor.read_at else None
    return max((day for day in (box.since, looked) if day), default=None)


def _not_kept(reading: _Reading, numbers: Sequence[int]) -> list[int]:
    """Those of a renumbered mailbox that are not kept yet, as far as their heads tell."""
    heads = reading.line.heads(numbers)
    kept = kept_already(reading.box.organisation, dict(heads.values()))
    left = [number for number in numbers if number not in heads or heads[number][0] not in kept]
    reading.read.known += len(numbers) - len(left)
    return left


def _take(reading: _Reading, numbers: Sequence[int]) -> None:
    """Takes in a few messages, then passes them: what was not kept stays to be read again."""
    box, now = reading.box, reading.clock()
    found = reading.line.raws(numbers)
    mails = [Arrived(item.raw, _moment(item, now)) for item in found]
    taken = receive_all(mails, organisation=box.organisation, mailbox=box.key, now=now)
    kept = [item.number for item, done in zip(found, taken, strict=True) if done is not None]
    missed = [number for number in numbers if number not in kept]
    if len(missed) >= _TOO_MANY and not kept:
        raise NotKept
    if missed:
        _log.error("mail_missed", organisation=box.organisation, count=len(missed))
    reading.read.taken += len(kept)
    reading.read.known += sum(done is not None and done.known for done in taken)
    reading.read.missed += len(missed)
    _pass(reading, numbers, missed)
    if box.move_to and not reading.line.move(kept):
        _log.warning("mail_not_moved", organisation=box.organisation, count=len(kept))


def _pass(reading: _Reading, numbers: Collection[int], missed: Sequence[int]) -> None:
    cursor = reading.cursor
    still = (set(cursor.missed) - set(numbers)) | set(missed)
    last = max(cursor.last_uid, *numbers)
    reading.cursor = advance_cursor(
        cursor, uid_validity=reading.line.uid_validity, last_uid=last, missed=tuple(sorted(still)), now=reading.clock()
    )


def _moment(item: Fetched, now: datetime) -> datetime:
    """When it was received: as the server says, but never later than now."""
    return min(item.arrived or now, now)


def _groups(numbers: Sequence[int], sizes: Mapping[int, int]) -> Iterator[list[int]]:
    """A few at a time, and not too heavy; one that is heavy alone goes alone."""
    group: list[int] = []
    weight = 0
    for number in numbers:
        size = sizes.get(number, 0)
        if group and (len(group) == _AT_ONCE or weight + size > _HEAVY):
            yield group
            group, weight = [], 0
        group.append(number)
        weight += size
    if group:
        yield group


def _chunks(numbers: Sequence[int], size: int) -> Iterator[Sequence[int]]:
    return (numbers[start : start + size] for start in range(0, len(numbers), size))


__all__ = ["FAULTS", "NotKept", "Overtaken", "Read", "fetch", "fetch_over", "retire_places"]
