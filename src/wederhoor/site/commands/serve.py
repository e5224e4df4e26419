"""`wederhoor serve`: desk and portal, and in a small office the worker too, in one command."""

import argparse
import gc
import multiprocessing
import sys
import threading
from collections.abc import Sequence

import structlog
from django.conf import settings
from django.db import connections
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from wederhoor.site.commands.listening import taken
from wederhoor.site.commands.worker import work_until_stopped
from wederhoor.site.environment import is_loopback

#: Seconds that a process gets to finish what it has in hand.
PATIENCE = 15
_FORK = multiprocessing.get_context("fork")
_log = structlog.get_logger()


def run(arguments: Sequence[str]) -> int:
    """Serves until it is stopped; exit code 0 after a stop that was asked for."""
    parser = argparse.ArgumentParser(prog="wederhoor serve", description=__doc__)
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (default 127.0.0.1)")
    parser.add_argument("--port", type=int, default=8000, help="port to listen on (default 8000)")
    parser.add_argument("--workers", type=int, default=1, help="processes that answer requests (default 1)")
    parser.add_argument(
        "--threads", type=int, default=4, help="requests that each answers at once (default 4; on SQLite 1 writes quickest)"
    )
    parser.add_argument("--no-worker", action="store_true", help="leave sending and sweeping to 'wederhoor worker' elsewhere")
    given = parser.parse_args(list(arguments))
    return serve(host=given.host, port=given.port, workers=given.workers, threads=given.threads, worker=not given.no_worker)


def serve(*, host: str, port: int, workers: int, threads: int, worker: bool = True) -> int:
    """A parent that only watches, and as its children the processes that answer requests and the worker; each is restarted if it dies.

    The parent opens no connection and starts nothing that its children must not inherit (docs/decisions: one parent, forked children).
    `threads`: on SQLite those of one process wait for each other in the midst of writing; one in each of more processes writes quickest.
    Several answer while one of them waits for PostgreSQL, or takes long over a large file.
    """
    if settings.DEBUG and not is_loopback(host):
        print(f"wederhoor serve: with WEDERHOOR_DEBUG only this machine may come in; {host} lets others in.", file=sys.stderr)
        return 1
    if fault := taken(host, port):
        print(f"wederhoor serve: {host}:{port} cannot be used: {fault}", file=sys.stderr)
        return 1
    connections.close_all()
    server = Granian(
        "wederhoor.site.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=threads,
        backpressure=threads * 16,
        websockets=False,
        log_level=LogLevels.warning,
        respawn_failed_workers=True,
        workers_kill_timeout=PATIENCE,
    )
    # The children share the memory of what is loaded by now for as long as their collectors leave it alone.
    gc.collect()
    gc.freeze()
    helper = Helper()
    if worker:
        server.on_startup(helper.start)
        server.on_shutdown(helper.stop)
    try:
        server.serve()
    except SystemExit as ended:
        return 0 if server.interrupt_signal else int(ended.code or 0)
    finally:
        helper.stop()
    return 0


class Helper:
    """The worker as a child process that is started again when it dies by itself."""

    def __init__(self) -> None:
        self._process: multiprocessing.process.BaseProcess | None = None
        self._stopping = threading.Event()

    def start(self) -> None:
        """Starts it, and a thread that waits for its end."""
        self._process = self._begun()
        threading.Thread(target=self._watch, daemon=True).start()

    def stop(self) -> None:
        """Asks it to stop and waits; one that does not listen is killed."""
        self._stopping.set()
        process, self._process = self._process, None
        if process is None:
            return
        process.terminate()
        process.join(PATIENCE)
        if process.is_alive():
            process.kill()
            process.join()

    def _begun(self) -> multiprocessing.process.BaseProcess:
        process = _FORK.Process(target=_work, name="wederhoor-worker")
        process.start()
        return process

    def _watch(self) -> None:
        while (process := self._process) is not None:
            process.join()
            if self._stopping.wait(1):
                return
            _log.error("worker_died", status_code=process.exitcode)
            self._process = self._begun()


def _work() -> None:
    work_until_stopped(2)
