import sys
from pathlib import Path

import pytest

from tests.exchange.imap import a_box, complaints, needs_dovecot, read
from tests.factories.house import NOW, an_organisation
from tests.support.dovecot import ACCENTED, Dovecot
from wederhoor.exchange.mail_in.fetch import Read
from wederhoor.exchange.mail_in.fetch_line import FAULTS
from wederhoor.organisations.models import Organisation

pytestmark = [pytest.mark.django_db, *needs_dovecot]


@pytest.fixture
def organisation() -> Organisation:
    return an_organisation()


def test_a_token_opens_a_mailbox(server: Dovecot, user: str, organisation: Organisation, tmp_path: Path) -> None:
    server.tokens.owners["een-token"] = user
    (tmp_path / "token").write_text("een-token\n")
    server.deliver(user, *complaints(1), at=NOW)
    assert read(a_box(server, user, organisation.slug, token_file=str(tmp_path / "token"))) == Read(taken=1)


def test_a_program_gives_a_fresh_token_each_time(server: Dovecot, user: str, organisation: Organisation) -> None:
    server.tokens.owners["vers-token"] = user
    command = (sys.executable, "-c", "print('vers-token')")
    assert read(a_box(server, user, organisation.slug, token_command=command)) == Read()


@pytest.mark.parametrize("secret", [{"password": "fout"}, {"token_command": ("echo", "verlopen")}, {"token_command": ("false",)}])
def test_a_wrong_secret_is_a_fault_that_says_no_secret(
    server: Dovecot, user: str, organisation: Organisation, secret: dict[str, object]
) -> None:
    with pytest.raises(FAULTS) as fault:
        read(a_box(server, user, organisation.slug, **secret))
    assert "fout" not in str(fault.value)


@pytest.mark.parametrize(("security", "port"), [("tls", "tls_port"), ("starttls", "port")])
def test_the_line_is_encrypted(server: Dovecot, user: str, organisation: Organisation, security: str, port: str) -> None:
    trusted = {"security": security, "port": getattr(server, port), "authority": str(server.folder / "cert.pem")}
    server.deliver(user, *complaints(1), at=NOW)
    assert read(a_box(server, user, organisation.slug, **trusted)) == Read(taken=1)


def test_a_server_that_is_not_who_it_says_is_told_nothing(server: Dovecot, user: str, organisation: Organisation) -> None:
    with pytest.raises(FAULTS, match="certificate verify failed"):
        read(a_box(server, user, organisation.slug, security="tls", port=server.tls_port))


def test_a_password_may_have_accents(server: Dovecot, organisation: Organisation) -> None:
    assert read(a_box(server, server.user(ACCENTED), organisation.slug, password="gehéim")) == Read()
