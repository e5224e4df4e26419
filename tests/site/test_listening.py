"""A port that another program uses is told before a demonstration throws away what an earlier one left."""

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from wederhoor.site.commands import demo
from wederhoor.site.commands.listening import taken


@pytest.fixture
def busy() -> Iterator[int]:
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


def test_a_free_port_can_be_listened_on_and_one_in_use_cannot(busy: int) -> None:
    assert taken("127.0.0.1", 0) == ""
    assert "in use" in taken("127.0.0.1", busy)
    assert taken("127.0.0.1", 70_000)


def test_a_demonstration_on_a_busy_port_leaves_the_earlier_one_alone(busy: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    left = tmp_path / "wederhoor.sqlite3"
    left.write_text("van gisteren", encoding="utf-8")
    assert demo.run(["--port", str(busy), "--folder", str(tmp_path)]) == 1
    assert left.read_text(encoding="utf-8") == "van gisteren"
    assert f"--port {busy + 1}" in capsys.readouterr().err
