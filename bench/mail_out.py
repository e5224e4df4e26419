"""Letters a second sent by one worker to a mail server on this machine, each of an act and recorded as sent through the one door.

Asked: at least 60 a second, and memory flat over ten thousand. The server is a process of its own, that takes every mail and keeps none.
"""

import socket
import subprocess
import sys
from collections.abc import Generator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from time import monotonic, perf_counter, process_time, sleep

from django.test import override_settings

from bench import _store
from wederhoor.actions.record import Actor, Log, Recorded, record
from wederhoor.correspondence.models import Letter
from wederhoor.dossiers.models import Act
from wederhoor.exchange.mail_out.post import post_waiting

LETTERS = 10_000
#: As many as a worker sends in one round.
ROUND = 100
PATIENCE = 30
_NOW = _store.NOW + timedelta(days=1)


def run() -> dict[str, object]:
    """How many a second, over all and over the slowest tenth of the rounds; memory after the first thousand and at the end.

    `own_ms_per_letter`: processor time of the worker alone, which tells a busy machine from a slow worker.
    """
    _fill()
    acts = Act.objects.filter(act="sent").count()
    begin = process_time()
    with _server():
        taken, memory = _sent()
    worked = process_time() - begin
    left = Letter.objects.exclude(state="sent").count()
    if left or Act.objects.filter(act="sent").count() - acts != LETTERS:
        raise AssertionError(f"{left} letters did not leave")
    slow = sorted(taken)[-max(1, len(taken) // 10) :]
    return {
        "letters": LETTERS,
        "per_second": round(LETTERS / sum(taken)),
        "per_second_slowest_tenth": round(ROUND * len(slow) / sum(slow)),
        "own_ms_per_letter": round(1000 * worked / LETTERS, 2),
        "mb_after_1000": memory[min(len(memory), 1_000 // ROUND) - 1],
        "mb_at_the_end": memory[-1],
    }


def _fill() -> None:
    """One letter to each complainant, written through the door."""
    manager = _store.earned()
    _store.grow(LETTERS)
    by = Actor(_store.MANAGER, manager)
    with _store.hasty():
        for matter in range(1, LETTERS + 1):
            data = {"channel": "mail", "reasons": "Wij zoeken nog uit hoe het kon gebeuren."}
            done = record(Log(matter), "report_progress", by=by, at=_NOW, now=_NOW, data=data)
            if not isinstance(done, Recorded):
                raise TypeError(done)


def _sent() -> tuple[list[float], list[float]]:
    """Seconds of each round, and megabytes of this process after it."""
    taken, memory = [], []
    for _ in range(LETTERS // ROUND):
        begin = perf_counter()
        if post_waiting(clock=lambda: _NOW, most=ROUND) != ROUND:
            raise AssertionError("a letter was not accepted")
        taken.append(perf_counter() - begin)
        memory.append(_resident())
    return taken, memory


def _resident() -> float:
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return round(next(int(line.split()[1]) for line in lines if line.startswith("VmRSS:")) / 1024, 1)


@contextmanager
def _server() -> Generator[None, None, None]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    program = [sys.executable, "-m", "aiosmtpd", "-n", "-c", "aiosmtpd.handlers.Sink", "-l", f"127.0.0.1:{port}"]
    server = subprocess.Popen(program)  # noqa: S603 - our own interpreter
    backend = "django.core.mail.backends.smtp.EmailBackend"
    try:
        _wait(port)
        with override_settings(EMAIL_BACKEND=backend, EMAIL_HOST="127.0.0.1", EMAIL_PORT=port, EMAIL_USE_TLS=False, EMAIL_USE_SSL=False):
            yield
    finally:
        server.terminate()
        server.wait(PATIENCE)


def _wait(port: int) -> None:
    end = monotonic() + PATIENCE
    while monotonic() < end:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        sleep(0.05)
    raise TimeoutError("the mail server does not begin")
