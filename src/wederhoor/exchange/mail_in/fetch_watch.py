"""Watching mailboxes: each over a line of its own, called by the server where it can, opened anew when it breaks; none hinders another."""

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from time import monotonic
from typing import Final

import structlog
from django.db import DatabaseError, connections

from wederhoor.actions.cursors import note_fault
from wederhoor.exchange.mail_in.fetch import Read, fetch_over
from wederhoor.exchange.mail_in.fetch_boxes import Box
from wederhoor.exchange.mail_in.fetch_line import Line

#: Seconds between two attempts at most: a server that was away is found again within five minutes.
_LONGEST: Final = 300.0
#: Seconds that a line holds which does not break at once: a server that hangs up on whoever has just come in is away too.
_HELD: Final = 60.0
#: Seconds until a mailbox that another worker reads is looked at again: he may have died of it.
_BUSY: Final = 30.0
_log = structlog.get_logger()


@dataclass(slots=True)
class Watch:
    """The threads that watch these mailboxes, until `stop`."""

    boxes: Sequence[Box]
    clock: Callable[[], datetime]
    _stopping: threading.Event = field(default_factory=threading.Event)
    _threads: list[threading.Thread] = field(default_factory=list)

    def start(self) -> None:
        """Begins; never waits for a server."""
        for box in self.boxes:
            thread = threading.Thread(target=self._watch, args=(box,), name=f"mailbox {box.key}", daemon=True)
            thread.start()
            self._threads.append(thread)

    def stop(self, patience: float = 10.0) -> None:
        """Asks them to end after the messages in hand, and waits. What is broken off is taken up at the next start."""
        self._stopping.set()
        for thread in self._threads:
            thread.join(patience)

    def _watch(self, box: Box) -> None:
        failures = 0
        while not self._stopping.is_set():
            begun = monotonic()
            try:
                with Line(box) as line:
                    while not self._stopping.is_set():
                        if self._read(line, box).busy:
                            self._stopping.wait(_BUSY)
                        else:
                            line.wait(self._stopping.is_set, self._stopping.wait)
            except Exception as fault:  # noqa: BLE001 - whatever a server or the database does, the mailbox is read again
                failures = failures + 1 if monotonic() - begun < _HELD else 1
                _log.warning("mailbox_broken", organisation=box.organisation, reason_code=type(fault).__name__, count=failures)
                _note(box, type(fault).__name__)
                self._stopping.wait(back_off(failures))

    def _read(self, line: Line, box: Box) -> Read:
        try:
            read = fetch_over(line, box, clock=self.clock, stopped=self._stopping.is_set)
        finally:
            connections.close_all()  # a thread that waits for mail holds no connection
        if read.taken or read.missed:
            _log.info("mailbox_read", organisation=box.organisation, count=read.taken)
        return read


def _note(box: Box, fault: str) -> None:
    """Where the database is what failed, this fails too, and the next failure tells."""
    try:
        note_fault(box.organisation, mailbox=box.key, place=box.place, fault=fault)
    except (LookupError, DatabaseError):
        return
    finally:
        connections.close_all()


def back_off(failures: int) -> float:
    """Seconds to wait after so many failures in a row: twice as long each time."""
    return min(2.0 ** min(failures - 1, 10), _LONGEST)
