"""Mailboxes at a real mail server for the tests, and mails that come to them."""

from datetime import datetime
from typing import Any

import pytest

from tests.exchange.postman import a_mail
from tests.factories.house import NOW
from tests.support.dovecot import Dovecot, is_here
from wederhoor.exchange.mail_in.fetch import Read, fetch
from wederhoor.exchange.mail_in.fetch_boxes import Box

needs_dovecot = [
    pytest.mark.imap,
    pytest.mark.skipif(not is_here(), reason="no Dovecot is installed (Debian: apt install dovecot-imapd)"),
]


def a_box(server: Dovecot, user: str, organisation: str, **more: object) -> Box:
    """The box of a user, with his password where nothing else is said."""
    usual: dict[str, Any] = {"host": "127.0.0.1", "port": server.port, "security": "none", "key": "klachten"}
    secret = {} if {"token_file", "token_command", "password_file"} & set(more) else {"password": "geheim"}
    return Box(organisation=organisation, user=user, **{**usual, **secret, **more})


def complaints(count: int, *, start: int = 0) -> list[bytes]:
    """So many different complaints, each of somebody else."""
    return [
        a_mail(
            f"Vraag {number} klopt niet.",
            headers={"Message-ID": f"<{number}@zonland.example>", "From": f"Noor <noor-{number}@zonland.example>"},
        ).replace(b"\n", b"\r\n")
        for number in range(start, start + count)
    ]


def read(box: Box, now: datetime = NOW) -> Read:
    """Reads a mailbox to its end."""
    return fetch(box, clock=lambda: now)
