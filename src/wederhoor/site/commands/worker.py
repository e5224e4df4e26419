"""`wederhoor worker`: sends what waits in the outbox, looks at what is due and takes up what was left, until it is stopped."""

import argparse
import os
import signal
import threading
from collections.abc import Callable, Sequence
from functools import partial

import structlog
from django.conf import settings
from django.db import connections

from wederhoor.actions.packet_making import make_waiting
from wederhoor.actions.readings import ask_to_read
from wederhoor.actions.sweep import sweep
from wederhoor.exchange.mail_in.again import look_again
from wederhoor.exchange.mail_in.fetch import fetch, retire_places
from wederhoor.exchange.mail_in.fetch_boxes import boxes_in
from wederhoor.exchange.mail_in.fetch_watch import Watch
from wederhoor.exchange.mail_in.receive import resume
from wederhoor.exchange.mail_out.post import post_waiting
from wederhoor.web.clock import now

_log = structlog.get_logger()


def run(arguments: Sequence[str]) -> int:
    """Works until a signal comes; with --once does what waits now, and fails if a part of it failed."""
    parser = argparse.ArgumentParser(prog="wederhoor worker", description=__doc__)
    parser.add_argument("--once", action="store_true", help="do what waits now, then stop")
    parser.add_argument("--pause", type=float, default=1.0, help="seconds between two looks (default 1)")
    given = parser.parse_args(list(arguments))
    return 0 if not given.once and work_until_stopped(given.pause) else int(not (_done("fetch", fetch_all) & work()))


def fetch_all() -> None:
    """Reads every mailbox once; raises the first fault after all were tried."""
    faults = []
    for box in boxes_in(settings.MAILBOXES_FILE):
        try:
            fetch(box, clock=now)
        except Exception as fault:  # noqa: BLE001 - the other mailboxes are read all the same
            faults.append(fault)
    if faults:
        raise faults[0]


def work_until_stopped(pause: float) -> bool:
    """Round after round, until SIGTERM or SIGINT, or until whoever started it is gone. The letter in hand is finished first."""
    stop = threading.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, lambda _number, _frame: stop.set())
    parent = os.getppid()
    boxes = boxes_in(settings.MAILBOXES_FILE)
    _done("retire", partial(retire_places, boxes))
    watch = Watch(boxes, now)
    watch.start()
    while os.getppid() == parent and not stop.is_set():
        work(stop=stop.is_set)
        stop.wait(pause)
    watch.stop()
    return True


def work(*, stop: Callable[[], bool] = lambda: False) -> bool:
    """One round. A fault in one part is told and does not hinder the others; rows stay the truth, the next round tries again."""
    parts: dict[str, Callable[[], object]] = {
        "post": partial(post_waiting, clock=now, stop=stop),
        "sweep": lambda: sweep(now()),
        "readings": lambda: ask_to_read(now()),
        "packets": lambda: make_waiting(now()),
        "resume": lambda: resume(now=now()),
        "look_again": lambda: look_again(now=now()),
    }
    done = [_done(name, part) for name, part in parts.items()]
    return all(done)


def _done(name: str, part: Callable[[], object]) -> bool:
    try:
        part()
    except Exception as fault:  # noqa: BLE001 - a worker outlives whatever one round meets
        _log.error("worker_part_failed", act=name, reason_code=type(fault).__name__)
        connections.close_all()  # perhaps the database went away: the next round comes with a new connection
        return False
    return True
