"""A mail server on this machine that remembers, and mails as they come over the line."""

import asyncio
import socket
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from threading import Condition, Event

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from django.test import override_settings

DROP = "drop"
"""Taken, and then the line goes dead without a word."""


@dataclass
class Postman:
    """Takes every mail, or answers as `answers` says per recipient: an SMTP answer, or DROP."""

    answers: dict[str, str] = field(default_factory=dict)
    at_rcpt: dict[str, str] = field(default_factory=dict)
    at_mail: str = ""
    """What it says to whoever wants to send at all, where it is not "250 OK"."""
    taken: list[EmailMessage] = field(default_factory=list)
    raw: list[bytes] = field(default_factory=list)
    senders: list[str] = field(default_factory=list)
    port: int = 0
    holds: tuple[Event, Event] | None = None
    """A mail in hand sets the first, and is answered when the second is set."""
    _came: Condition = field(default_factory=Condition)

    async def handle_MAIL(self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]) -> str:  # noqa: N802
        del server, session
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return self.at_mail or "250 OK"

    async def handle_RCPT(self, server: SMTP, session: Session, envelope: Envelope, address: str, _options: list[str]) -> str:  # noqa: N802
        del server, session
        if address in self.at_rcpt:
            return self.at_rcpt[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        del session
        if self.holds is not None:
            self.holds[0].set()
            await asyncio.to_thread(self.holds[1].wait, 20)
        answer = self.answers.get(envelope.rcpt_tos[0], "250 OK")
        content = envelope.content
        assert isinstance(content, bytes)
        if answer in {"250 OK", DROP}:
            with self._came:
                self.taken.append(message_from_bytes(content, policy=policy.default))
                self.raw.append(content)
                self.senders.append(str(envelope.mail_from))
                self._came.notify_all()
        if answer == DROP:
            assert isinstance(server.transport, asyncio.Transport)
            server.transport.abort()
        return answer

    def has_taken(self, count: int) -> bool:
        """Waits until it took so many in all."""
        with self._came:
            return self._came.wait_for(lambda: len(self.taken) >= count, timeout=60)

    def ids(self) -> list[str]:
        """The Message-IDs of what was taken."""
        return [str(mail["message-id"]) for mail in self.taken]


def by_smtp(port: int) -> override_settings:
    """Settings by which mail leaves to a server on this machine."""
    backend = "django.core.mail.backends.smtp.EmailBackend"
    return override_settings(EMAIL_BACKEND=backend, EMAIL_HOST="127.0.0.1", EMAIL_PORT=port, EMAIL_USE_TLS=False, EMAIL_USE_SSL=False)


@contextmanager
def postman(*, answers: dict[str, str] | None = None, at_rcpt: dict[str, str] | None = None) -> Generator[Postman, None, None]:
    """Serves on a free port, with the settings pointing at it."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    man = Postman(answers or {}, at_rcpt or {}, port=port)
    server = Controller(man, hostname="127.0.0.1", port=port)
    server.start()
    try:
        with by_smtp(port):
            yield man
    finally:
        server.stop()


def a_mail(body: str = "Vraag 7 klopt niet.", *, headers: Mapping[str, str | None] | None = None) -> bytes:
    """An ordinary complaint as raw bytes; headers replace or, when None, remove the usual ones."""
    usual: dict[str, str | None] = {
        "From": "Noor de Wit <noor@zonland.example>",
        "To": "klachten@organisatie.example",
        "Subject": "Klacht over examen",
        "Date": "Wed, 22 Apr 2026 09:30:00 +0200",
        "Message-ID": "<een@zonland.example>",
    }
    lines = [f"{name}: {value}" for name, value in {**usual, **(headers or {})}.items() if value is not None]
    return ("\n".join([*lines, "", body, ""])).encode()
