import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.request import urlopen

import pytest
from pytest_django import Settings

from wederhoor.site.commands import serve

PATIENCE = 30


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def children(pid: int) -> list[int]:
    """Its processes, by whichever of its threads they were begun."""
    found: list[int] = []
    for task in Path(f"/proc/{pid}/task").iterdir():
        with suppress(FileNotFoundError):  # a thread that ended meanwhile
            found += map(int, (task / "children").read_text().split())
    return found


def eventually(what: str, holds: object) -> None:
    """Waits until it holds; the test fails when it does not in time."""
    assert callable(holds)
    end = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < end, what
        os.sched_yield()


def answers(port: int) -> bool:
    try:
        with urlopen(f"http://127.0.0.1:{port}/gezond", timeout=5) as page:
            return bool(page.status == 200)
    except OSError:
        return False


def is_gone(pid: int) -> bool:
    stat = Path(f"/proc/{pid}/stat")
    return not stat.exists() or stat.read_text().rpartition(")")[2].split()[0] == "Z"


@contextmanager
def serving(folder: Path, *options: str) -> Iterator[tuple[subprocess.Popen[bytes], int]]:
    """The whole installation in a folder of its own, once it answers."""
    port = free_port()
    environment = {**os.environ, "WEDERHOOR_DATA_DIR": str(folder), "WEDERHOOR_DATABASE_URL": f"sqlite:///{folder / 'w.sqlite3'}"}
    program = [sys.executable, "-m", "wederhoor.site.cli"]
    subprocess.run([*program, "migrate"], env=environment, check=True, capture_output=True)
    server = subprocess.Popen([*program, "serve", "--port", str(port), *options], env=environment, start_new_session=True)
    try:
        eventually("it answers", lambda: answers(port))
        yield server, port
    finally:
        if server.poll() is None:
            os.killpg(server.pid, signal.SIGKILL)
            server.wait()


@pytest.mark.parametrize(("how", "whom"), [(signal.SIGTERM, os.kill), (signal.SIGINT, os.killpg)], ids=["SIGTERM", "Ctrl+C"])
def test_it_stops_cleanly_and_leaves_nobody_behind(tmp_path: Path, how: int, whom: object) -> None:
    with serving(tmp_path) as (server, _):
        family = children(server.pid)
        assert len(family) == 2
        assert callable(whom)
        whom(server.pid, how)
        assert server.wait(PATIENCE) == 0
        assert all(is_gone(pid) for pid in family)


def test_whichever_process_dies_is_started_again(tmp_path: Path) -> None:
    with serving(tmp_path) as (server, port):
        family = children(server.pid)
        for pid in family:
            os.kill(pid, signal.SIGKILL)
        eventually("two new ones", lambda: len(set(children(server.pid)) - set(family)) == 2)
        eventually("it answers again", lambda: answers(port))


def test_the_worker_can_be_left_to_another(tmp_path: Path) -> None:
    with serving(tmp_path, "--no-worker") as (server, _):
        assert len(children(server.pid)) == 1


def test_for_trying_out_it_lets_in_nobody_else(settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    settings.DEBUG = True
    assert serve.serve(host="192.0.2.1", port=free_port(), workers=1, threads=1) == 1
    assert "only this machine may come in" in capsys.readouterr().err


def test_an_address_in_use_is_told_in_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert serve.run(["--port", str(port)]) == 1
    assert capsys.readouterr().err.startswith(f"wederhoor serve: 127.0.0.1:{port} cannot be used")
