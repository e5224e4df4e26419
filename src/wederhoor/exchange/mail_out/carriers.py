"""Who carries a mail: a mail server over SMTP, a folder, or what else Django can send by. Each says what became of it, as a value."""

import os
import re
import smtplib
from collections.abc import Callable
from enum import Enum, auto
from pathlib import Path
from typing import Final, Protocol

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.smtp import EmailBackend
from django.utils.translation import gettext_noop

Handing = Callable[[], bool]
"""Writes down that the mail goes over now; False where it may not."""

_GO_ON: Final = 354
_ACCEPTED: Final = 250
_REFUSED: Final = 500
#: Seconds that a whole mail may take to go over, and again that its server may take to look at it before it says that it has it: more
#: than for a command, for whoever hangs up then does not know what became of it (RFC 5321, 4.5.3.2). Both fit in the lease of a letter.
_PATIENCE: Final = 240.0
#: A dot that begins a line is doubled (RFC 5321, 4.5.2): one alone ends the mail.
_FIRST_DOT: Final = re.compile(rb"^\.", re.MULTILINE)


class Fate(Enum):
    """What became of a mail that was offered."""

    ACCEPTED = auto()
    LATER = auto()
    """Not taken now."""
    REFUSED = auto()
    """Not taken, and it never will be."""
    UNREACHED = auto()
    """There was nobody to offer it to; the next one would fare the same."""
    UNKNOWN = auto()
    """Handed over, and then the line went dead: it may have arrived."""


class Carrier(Protocol):
    """Takes mails one by one."""

    def carry(self, mail: EmailMessage, *, sender: str, to: str, handing: Handing) -> tuple[Fate, str]:
        """Offers one mail; what became of it, and in a word why. `handing` is asked just before the mail itself goes over."""
        ...

    def close(self) -> None:
        """Ends the day's work."""
        ...


def carrier() -> Carrier:
    """The carrier that the settings name."""
    if settings.EMAIL_BACKEND.endswith(".smtp.EmailBackend"):
        return Server()
    if settings.EMAIL_BACKEND.endswith(".filebased.EmailBackend"):
        return Folder(Path(settings.EMAIL_FILE_PATH))
    return Other()


class Folder:
    """One file per letter, whole or not at all; the same letter twice is the same file."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def carry(self, mail: EmailMessage, *, sender: str, to: str, handing: Handing) -> tuple[Fate, str]:
        """Writes it down."""
        del sender, to
        if not handing():
            return Fate.LATER, ""
        path = self.folder / f"{re.sub('[^-.@0-9A-Za-z]', '', mail.extra_headers['Message-ID'])}.eml"
        partial = path.with_suffix(".part")
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            with partial.open("wb") as file:
                file.write(_bytes(mail))
                file.flush()
                os.fsync(file.fileno())
            partial.replace(path)
        except OSError as fault:
            return Fate.UNREACHED, _said(fault)
        return Fate.ACCEPTED, ""

    def close(self) -> None:
        """Nothing is open."""


class Server:
    """One connection for as many letters as there are; only what went wrong after handing over is unknown."""

    def __init__(self) -> None:
        self._backend = EmailBackend()

    def carry(self, mail: EmailMessage, *, sender: str, to: str, handing: Handing) -> tuple[Fate, str]:
        """Offers it, and waits for the word that it was taken."""
        try:
            line = self._line()
        except (smtplib.SMTPException, OSError) as fault:
            self.close()
            return Fate.UNREACHED, _said(fault)
        try:
            refused = self._announce(line, sender, to)
        except (smtplib.SMTPException, OSError) as fault:
            self.close()
            return Fate.LATER, _said(fault)
        return refused or self._hand_over(line, _bytes(mail), handing)

    def close(self) -> None:
        """Ends the connection, politely if it still listens."""
        line, self._backend.connection = self._backend.connection, None
        if line is None:
            return
        try:
            line.quit()
        except (smtplib.SMTPException, OSError):
            line.close()

    def _line(self) -> smtplib.SMTP:
        """The open connection, or a new one where the server let the last one go."""
        line: smtplib.SMTP | None = self._backend.connection
        if line is not None:
            try:
                if line.rset()[0] == _ACCEPTED:
                    return line
            except (smtplib.SMTPException, OSError):
                pass
            self.close()
        self._backend.open()
        fresh: smtplib.SMTP | None = self._backend.connection
        if fresh is None:
            raise smtplib.SMTPServerDisconnected("no connection")
        fresh.ehlo_or_helo_if_needed()
        return fresh

    def _announce(self, line: smtplib.SMTP, sender: str, to: str) -> tuple[Fate, str] | None:
        """All that comes before the mail itself; None where the server waits for it.

        A server that refuses us as the sender refuses every letter, for each is sent by the same address.
        """
        code, said = line.mail(sender)
        if code != _ACCEPTED:
            return Fate.UNREACHED, _answered(code, said)[1]
        code, said = line.rcpt(to)
        if code not in {_ACCEPTED, 251}:
            return _answered(code, said)
        code, said = line.docmd("DATA")
        return None if code == _GO_ON else _answered(code, said)

    def _hand_over(self, line: smtplib.SMTP, mail: bytes, handing: Handing) -> tuple[Fate, str]:
        mine = False
        try:
            mine = handing()
        finally:
            if not mine:  # the server waits for a mail: there is no polite way out
                self._backend.connection = None
                line.close()
        if not mine:
            return Fate.LATER, ""
        try:
            _wait(line, _PATIENCE)
            line.send(_FIRST_DOT.sub(b"..", mail) + (b".\r\n" if mail.endswith(b"\r\n") else b"\r\n.\r\n"))
            code, said = line.getreply()
            _wait(line, self._backend.timeout)
        except (smtplib.SMTPException, OSError) as fault:
            self.close()
            return Fate.UNKNOWN, _said(fault)
        return (Fate.ACCEPTED, "") if code == _ACCEPTED else _answered(code, said)


class Other:
    """A provider's own backend. What it says of a fault is not known: such a letter is tried again, unless the line died."""

    def __init__(self) -> None:
        self._connection = get_connection()

    def carry(self, mail: EmailMessage, *, sender: str, to: str, handing: Handing) -> tuple[Fate, str]:
        """Has Django send it."""
        del sender, to
        if not handing():
            return Fate.LATER, ""
        try:
            taken = self._connection.send_messages([mail])
        except OSError as fault:
            return Fate.UNKNOWN, _said(fault)
        return (Fate.ACCEPTED, "") if taken else (Fate.LATER, gettext_noop("De mail is niet aangenomen."))

    def close(self) -> None:
        """Ends the connection."""
        self._connection.close()


def _wait(line: smtplib.SMTP, seconds: float | None) -> None:
    if line.sock is not None:
        line.sock.settimeout(seconds)


def _bytes(mail: EmailMessage) -> bytes:
    return bytes(mail.message().as_bytes(linesep="\r\n"))  # type: ignore[call-arg] # Django's own knows it


def _answered(code: int, said: bytes | str) -> tuple[Fate, str]:
    words = said.decode("utf-8", "replace") if isinstance(said, bytes) else said
    clean = " ".join("".join(letter if letter.isprintable() else " " for letter in words).split())
    return (Fate.REFUSED if code >= _REFUSED else Fate.LATER), f"De mailserver zei: {code} {clean}"[:300]


def _said(fault: Exception) -> str:
    return f"De mailserver was niet te bereiken ({type(fault).__name__})."
