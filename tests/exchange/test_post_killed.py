import json
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path
from random import Random

import pytest

from tests.exchange.postman import Postman, postman
from wederhoor.actions.sent import HALF_WAY

LETTERS, KILLS = 80, 8


class Office:
    """A database of its own, and programs that work on it."""

    def __init__(self, folder: Path, man: Postman) -> None:
        self.environment = {
            **os.environ,
            "PYTHONPATH": os.pathsep.join(path for path in sys.path if path),
            "WEDERHOOR_DATA_DIR": str(folder),
            "WEDERHOOR_DATABASE_URL": f"sqlite:///{folder / 'w.sqlite3'}",
            "WEDERHOOR_SMTP_HOST": "127.0.0.1",
            "WEDERHOOR_SMTP_PORT": str(man.port),
            "WEDERHOOR_SMTP_SECURITY": "none",
            "DJANGO_SETTINGS_MODULE": "wederhoor.site.settings",
        }

    def run(self, *arguments: str, module: str = "wederhoor.site.cli") -> str:
        program = [sys.executable, "-m", module, *arguments]
        return subprocess.run(program, env=self.environment, check=True, capture_output=True, text=True).stdout

    def letters(self, *what: str) -> list[tuple[str, str, str]]:
        return [tuple(row) for row in json.loads(self.run(*what, module="tests.exchange.letters_to_kill_for"))]

    def killed_worker(self, man: Postman, *, after: int) -> None:
        """A worker that dies without a word once the server took so many more."""
        until = len(man.taken) + after
        worker = subprocess.Popen([sys.executable, "-m", "wederhoor.site.cli", "worker", "--pause", "0"], env=self.environment)
        assert man.has_taken(until)
        worker.kill()
        worker.wait()


@pytest.mark.kill
def test_a_worker_killed_at_any_moment_sends_no_letter_twice_and_loses_none(tmp_path: Path) -> None:
    chance = Random(7)  # noqa: S311 - where to break off needs no secrecy
    with postman() as man:
        office = Office(tmp_path, man)
        office.run("migrate")
        office.letters("make", str(LETTERS))
        for _ in range(KILLS):
            office.killed_worker(man, after=chance.randint(1, 6))
        office.letters("expire")
        office.run("worker", "--once")
        found = office.letters("show")
    delivered = Counter(man.ids())
    assert max(delivered.values()) == 1
    sent = {name for name, state, _ in found if state == "sent"}
    flagged = {name for name, state, reason in found if (state, reason) == ("failed", HALF_WAY)}
    assert len(sent) + len(flagged) == LETTERS
    assert sent <= set(delivered) <= sent | flagged
    assert len(flagged) <= KILLS


#: The one thing that SMTP cannot decide: from the word that it goes over until the server's answer is known to have been kept.
UNDECIDED = {
    "after it is written that it goes over": 0,
    "half-way the mail": 0,
    "between the mail and its answer": 1,
    "after 250": 1,
    "before sent is recorded": 1,
    "after sent is recorded, before the commit": 1,
}


@pytest.mark.kill
def test_a_worker_killed_at_each_step_sends_each_letter_once_but_the_one_that_nobody_can_decide(tmp_path: Path) -> None:
    with postman() as man:
        office = Office(tmp_path, man)
        office.run("migrate")
        found = json.loads(office.run(module="tests.exchange.worker_to_kill"))
    assert all(step["killed"] for step in found.values())
    delivered = Counter(man.ids())
    for name, step in found.items():
        times = [delivered[letter] for letter, *_ in step["letters"]]
        stands = [tuple(how) for _, *how in step["letters"]]
        second = ("failed", HALF_WAY, 0) if name in UNDECIDED else ("sent", "", 1)
        assert (name, stands) == (name, [("sent", "", 1), second, ("sent", "", 1)])
        assert (name, times) == (name, [1, UNDECIDED.get(name, 1), 1])
