import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connections
from django.test import override_settings

from tests.exchange.imap import complaints, needs_dovecot
from tests.factories.house import NOW, an_organisation
from tests.support.dovecot import Dovecot
from wederhoor.correspondence.models import Message
from wederhoor.organisations.models import Organisation
from wederhoor.site.commands import mail, worker

pytestmark = [pytest.mark.django_db, *needs_dovecot]


@pytest.fixture(scope="module")
def server() -> Iterator[Dovecot]:
    server = Dovecot()
    try:
        yield server
    finally:
        server.throw_away()


@pytest.fixture
def organisation() -> Organisation:
    return an_organisation()


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path) -> Iterator[None]:
    with override_settings(DATA_DIR=tmp_path / "data", MAILBOXES_FILE=str(tmp_path / "mailboxes.toml")):
        yield


def write(folder: Path, server: Dovecot, organisation: Organisation, **users: str) -> None:
    """The file of mailboxes: a user for each name of a mailbox; `niemand` cannot sign in."""
    line = f'organisation = "{organisation.slug}"\nhost = "127.0.0.1"\nport = {server.port}\nsecurity = "none"\npassword = "geheim"\n'
    path = folder / "mailboxes.toml"
    path.write_text("".join(f'[[mailbox]]\n{line}key = "{key}"\nuser = "{user}"\n' for key, user in users.items()))
    path.chmod(0o600)


def test_every_mailbox_is_read_and_what_came_of_it_is_told(
    server: Dovecot, organisation: Organisation, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    user = server.user()
    write(tmp_path, server, organisation, klachten=user, beroep=server.user())
    server.deliver(user, *complaints(2), at=NOW)
    assert mail.run(["fetch"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        f"{organisation.slug} klachten: 2 taken in, 0 known already, 0 missed",
        f"{organisation.slug} beroep: 0 taken in, 0 known already, 0 missed",
    ]


def test_a_mailbox_that_cannot_be_read_hinders_no_other(
    server: Dovecot, organisation: Organisation, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    user = server.user()
    write(tmp_path, server, organisation, beroep="niemand", klachten=user)
    server.deliver(user, *complaints(1), at=NOW)
    assert mail.run(["fetch", "--json"]) == 1
    said = json.loads(capsys.readouterr().out)
    assert [(box["mailbox"], box["taken"], box["fault"]) for box in said] == [("beroep", 0, "MailboxLoginError"), ("klachten", 1, "")]
    assert mail.run(["fetch"]) == 1
    assert "beroep: not read (MailboxLoginError)" in capsys.readouterr().out


def test_one_mailbox_may_be_asked(server: Dovecot, organisation: Organisation, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(tmp_path, server, organisation, beroep="niemand", klachten=server.user())
    assert mail.run(["fetch", "--mailbox", "klachten", "--organisation", organisation.slug]) == 0
    assert mail.run(["fetch", "--mailbox", "bestaat-niet"]) == 1
    assert "no such mailbox" in capsys.readouterr().err


def test_the_worker_reads_them_too(server: Dovecot, organisation: Organisation, tmp_path: Path) -> None:
    user = server.user()
    write(tmp_path, server, organisation, klachten=user)
    server.deliver(user, *complaints(1), at=NOW)
    assert worker.run(["--once"]) == 0
    assert Message.objects.get().state == "dossier"


def test_a_worker_that_cannot_read_one_says_so_after_the_others(
    server: Dovecot, organisation: Organisation, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connections, "close_all", lambda: None)
    user = server.user()
    write(tmp_path, server, organisation, beroep="niemand", klachten=user)
    server.deliver(user, *complaints(1), at=NOW)
    assert worker.run(["--once"]) == 1
    assert Message.objects.count() == 1
