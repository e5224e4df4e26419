"""Counters that the processes of a site share: each counts once, ends when it should, and makes room."""

import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Thread

import pytest
import time_machine

from wederhoor.web import counts
from wederhoor.web.counts import Counts

NOW = datetime(2026, 4, 22, 8, 0, tzinfo=UTC)
OTHER = "import sys; from wederhoor.web.counts import Counts; c = Counts(sys.argv[1], {}); [c.incr('guesses') for _ in range(500)]"


@pytest.fixture
def shared(tmp_path: Path) -> Counts:
    return Counts(str(tmp_path / "new" / "counts"), {})


def test_what_is_counted_once_is_counted_for_every_process(shared: Counts, tmp_path: Path) -> None:
    shared.add("guesses", 0, 600)
    place = str(tmp_path / "new" / "counts")
    others = [subprocess.Popen([sys.executable, "-c", OTHER, place]) for _ in range(2)]
    threads = [Thread(target=lambda: [shared.incr("guesses") for _ in range(500)]) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [one.wait(60) for one in others] == [0, 0]
    assert shared.get("guesses") == 2000


def test_it_ends_when_it_should_and_one_more_does_not_make_it_longer(shared: Counts) -> None:
    with time_machine.travel(NOW, tick=False) as clock:
        assert [shared.add("it", 1, 60), shared.add("it", 5, 60)] == [True, False]
        clock.shift(timedelta(seconds=59))
        assert shared.incr("it") == 2
        clock.shift(timedelta(seconds=2))
        assert (shared.get("it"), shared.get_many(["it"])) == (None, {})
        with pytest.raises(ValueError, match="it"):
            shared.incr("it")


def test_nothing_is_counted_after_clearing(shared: Counts) -> None:
    shared.set("it", 3, 60)
    shared.clear()
    assert shared.get("it", 0) == 0


def test_where_no_place_is_left_the_one_that_ends_first_gives_way(shared: Counts, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(counts, "_ROWS", 8)
    for number in range(9):
        shared.set(f"name-{number}", number + 1, 600 + number)
    assert [shared.get(f"name-{number}") for number in range(9)] == [None, *range(2, 10)]
