import json
import os
import subprocess
import sys
import time
from pathlib import Path
from random import Random
from typing import Any

import pytest

from tests.exchange.imap import complaints, needs_dovecot
from tests.support.dovecot import Dovecot
from wederhoor.web import clock

pytestmark = needs_dovecot
MAILS, KILLS = 300, 6
BOX = """
[[mailbox]]
organisation = "kort"
key = "klachten"
host = "127.0.0.1"
port = {port}
security = "none"
user = "{user}"
password = "geheim"
"""


class Office:
    """A database of its own, and programs that work on it."""

    def __init__(self, folder: Path, server: Dovecot, user: str) -> None:
        boxes = folder / "mailboxes.toml"
        boxes.write_text(BOX.format(port=server.port, user=user))
        boxes.chmod(0o600)
        self.environment = {
            **os.environ,
            "PYTHONPATH": os.pathsep.join(path for path in sys.path if path),
            "WEDERHOOR_DATA_DIR": str(folder),
            "WEDERHOOR_DATABASE_URL": f"sqlite:///{folder / 'w.sqlite3'}",
            "WEDERHOOR_MAILBOXES": str(boxes),
            "DJANGO_SETTINGS_MODULE": "wederhoor.site.settings",
        }

    def run(self, *arguments: str, module: str = "wederhoor.site.cli") -> str:
        program = [sys.executable, "-m", module, *arguments]
        return subprocess.run(program, env=self.environment, check=True, capture_output=True, text=True).stdout

    def mails(self, *what: str) -> dict[str, Any]:
        return dict(json.loads(self.run(*what, module="tests.exchange.mailboxes_to_kill_for")))

    def killed_reader(self, *, files: int, after: float) -> bool:
        """A reader that dies without a word some moments after so many mails more lie on the disk; whether it was at work."""
        raw = Path(self.environment["WEDERHOOR_DATA_DIR"]) / "raw"
        until = sum(1 for _ in raw.rglob("*.eml")) + files
        reader = subprocess.Popen([sys.executable, "-m", "wederhoor.site.cli", "mail", "fetch"], env=self.environment)
        while reader.poll() is None and sum(1 for _ in raw.rglob("*.eml")) < until:
            time.sleep(0.002)
        time.sleep(after)
        reader.kill()
        return reader.wait() != 0


@pytest.mark.kill
def test_a_reader_killed_at_any_moment_takes_no_mail_twice_and_loses_none(tmp_path: Path, server: Dovecot, user: str) -> None:
    chance = Random(7)  # noqa: S311 - where to break off needs no secrecy
    office = Office(tmp_path, server, user)
    office.run("migrate")
    office.mails("make")
    server.deliver(user, *complaints(MAILS), at=clock.now())
    at_work = 0
    for _ in range(KILLS):
        at_work += office.killed_reader(files=chance.randint(1, 30), after=chance.random() / 10)
        office.mails("expire")
    office.run("mail", "fetch")
    office.mails("expire")
    office.run("worker", "--once")
    found = office.mails("show")
    assert at_work >= KILLS / 2
    assert found["dossiers"] == MAILS
    assert sorted(found["states"]) == sorted([f"<{number}@zonland.example>", "dossier"] for number in range(MAILS))
