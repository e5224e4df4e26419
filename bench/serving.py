"""Serving at rest, with one process that answers requests: memory as PSS over all its processes, and how long it takes to begin.

Asked: at most 140 MB. PSS counts a page that several processes share once, divided among them.
"""

import os
import signal
import socket
import subprocess
import sys
import tempfile
from contextlib import suppress
from pathlib import Path
from statistics import median
from time import monotonic, sleep
from urllib.request import urlopen

from bench._timing import SOURCE

RUNS = 3
PATIENCE = 60
#: Seconds after the first answer before it is at rest.
SETTLING = 5
_PROGRAM = [sys.executable, "-m", "wederhoor.site.cli"]


def run() -> dict[str, object]:
    """Medians of several runs, each in a folder of its own."""
    found = [_once() for _ in range(RUNS)]
    return {
        "runs": RUNS,
        "processes": found[0][0],
        "pss_mb": round(median(mb for _, mb, _ in found), 1),
        "first_answer_seconds": round(median(seconds for _, _, seconds in found), 2),
    }


def _once() -> tuple[int, float, float]:
    with tempfile.TemporaryDirectory() as folder, socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
        probe.close()
        environment = _environment(Path(folder))
        subprocess.run([*_PROGRAM, "migrate"], env=environment, check=True, capture_output=True)  # noqa: S603 - our own program
        begin = monotonic()
        server = subprocess.Popen([*_PROGRAM, "serve", "--port", str(port)], env=environment)  # noqa: S603 - the same
        try:
            wait_for(port)
            seconds = monotonic() - begin
            sleep(SETTLING)
            family = family_of(server.pid)
            return len(family), sum(_pss(pid) for pid in family) / 1024, seconds
        finally:
            server.send_signal(signal.SIGTERM)
            server.wait(PATIENCE)


def _environment(folder: Path) -> dict[str, str]:
    own = {name: value for name, value in os.environ.items() if not name.startswith("WEDERHOOR_")}
    database = f"sqlite:///{folder / 'wederhoor.sqlite3'}"
    return {**own, "PYTHONPATH": str(SOURCE), "WEDERHOOR_DEBUG": "1", "WEDERHOOR_DATA_DIR": str(folder), "WEDERHOOR_DATABASE_URL": database}


def wait_for(port: int) -> None:
    """Until it answers, a page included that a visitor sees first."""
    end = monotonic() + PATIENCE
    while True:
        try:
            for path in ("gezond", "bureau/aanmelden/"):
                with urlopen(f"http://127.0.0.1:{port}/{path}", timeout=5) as page:
                    page.read()
        except OSError:
            if monotonic() > end:
                raise
            sleep(0.1)
        else:
            return


def family_of(pid: int) -> list[int]:
    """A process and all that it began."""
    children: list[int] = []
    for task in Path(f"/proc/{pid}/task").iterdir():
        with suppress(FileNotFoundError):  # a thread that ended meanwhile
            children += map(int, (task / "children").read_text(encoding="ascii").split())
    return [pid, *(member for child in children for member in family_of(child))]


def _pss(pid: int) -> int:
    """Kilobytes."""
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
