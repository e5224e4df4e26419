"""The line to a mail server: opened as the box says, asked for numbers, sizes and raw bytes. Reading changes nothing on the server."""

import imaplib
import re
import ssl
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime
from subprocess import SubprocessError
from time import monotonic
from typing import Final, Self

from imap_tools.errors import ImapToolsError, MailboxFetchError
from imap_tools.mailbox import BaseMailBox, MailBox, MailBoxStartTls, MailBoxUnencrypted
from imap_tools.utils import check_command_status, encode_folder

from wederhoor.exchange.mail_in.essence import message_id_of
from wederhoor.exchange.mail_in.fetch_boxes import Box

#: What a broken or unwilling server brings about, or a secret that cannot be had.
FAULTS: Final = (ImapToolsError, imaplib.IMAP4.error, OSError, SubprocessError, UnicodeError)
#: Seconds without an answer after which a line is broken.
_PATIENCE: Final = 60
#: Seconds after which a waiting line asks anew: servers and routers drop what is silent for long.
_WAKE: Final = 5 * 60.0
_GLANCE: Final = 0.5
_NUMBER: Final = re.compile(rb"\bUID (\d+)")
_SIZE: Final = re.compile(rb"\bRFC822\.SIZE (\d+)")
_ARRIVED: Final = re.compile(rb'\bINTERNALDATE "([^"]+)"')
_MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@dataclass(frozen=True, slots=True)
class Fetched:
    """A message as the server has it. `arrived`: when it came to the server; None where that cannot be read."""

    number: int
    arrived: datetime | None
    raw: bytes


class Line:
    """An open folder. Where nothing is to be moved it is opened for reading only."""

    def __init__(self, box: Box) -> None:
        secret = box.secret()
        self._box = box
        self._mailbox = _connected(box)
        try:
            _sign_in(self._mailbox, box, secret)
            self._able = frozenset(self._mailbox.client.capability()[1][0].decode("ascii", "replace").upper().split())
            self._mailbox.folder.set(box.folder, readonly=not box.move_to)
        except BaseException:
            self.close()
            raise
        self.uid_validity = int(self._said("UIDVALIDITY") or 0)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Ends the line; one that is broken already is well."""
        try:
            self._mailbox.client.shutdown()
        except OSError:
            return

    @property
    def commands(self) -> int:
        """How many commands were given until now."""
        return int(self._mailbox.client.tagnum)

    def numbers(self, *, after: int = 0, since: date | None = None, among: Iterable[int] = ()) -> list[int]:
        """The numbers (UID) of messages above one, or among some, that came since a day; in their order. One command."""
        self._said("EXISTS")  # what was called before is found now; what is called from here on may not be
        chosen = ",".join(map(str, among)) or f"{after + 1}:*"
        criteria = f"UID {chosen}" + (f" SINCE {since.day}-{_MONTHS[since.month - 1]}-{since.year}" if since else "")
        found = sorted(map(int, self._mailbox.uids(criteria, charset=None)))
        return [number for number in found if number > after]  # `*` is the last message, also where that is an older one

    def sizes(self, numbers: Sequence[int]) -> Mapping[int, int]:
        """Their sizes in bytes. One command."""
        answers = self._asked(numbers, "(UID RFC822.SIZE)")
        return {_number(head): _size(head) for head, _ in answers if _size(head)}

    def heads(self, numbers: Sequence[int]) -> Mapping[int, tuple[str, int]]:
        """Message-ID and size of those that have the first. One command."""
        answers = self._asked(numbers, "(UID RFC822.SIZE BODY.PEEK[HEADER.FIELDS (MESSAGE-ID)])")
        return {_number(head): (name, _size(head)) for head, raw in answers if (name := message_id_of(raw))}

    def raws(self, numbers: Sequence[int]) -> list[Fetched]:
        """The whole messages, byte by byte; without those that the server cannot give. One command, more where one fails."""
        try:
            answers = list(self._asked(numbers, "(UID INTERNALDATE BODY.PEEK[])"))
        except MailboxFetchError:
            return [found for number in numbers for found in self.raws([number])] if len(numbers) > 1 else []
        return [Fetched(_number(head), _arrived(head), raw) for head, raw in answers if raw]

    def move(self, numbers: Sequence[int]) -> bool:
        """Moves messages to the box's folder for what was taken in; False where the server has no safe way to: nothing is ever deleted."""
        if "MOVE" not in self._able:
            return False
        if numbers:
            asked = self._mailbox.client.uid("MOVE", ",".join(map(str, numbers)), encode_folder(self._box.move_to).decode("ascii"))
            check_command_status(asked, ImapToolsError)
        return True

    def wait(self, stopped: Callable[[], bool], pause: Callable[[float], object]) -> None:
        """Until something comes, or it is time to look: the server calls where it can (IDLE). `pause` waits some seconds."""
        if "IDLE" not in self._able:
            pause(self._box.every)
            check_command_status(self._mailbox.client.noop(), ImapToolsError)
            return
        check_command_status(self._mailbox.client.noop(), ImapToolsError)
        if self._said("EXISTS"):
            return
        begun = monotonic()
        with self._mailbox.idle as idle:
            while not stopped() and monotonic() - begun < _WAKE:
                glance = monotonic()
                if any(b"EXISTS" in said for said in idle.poll(_GLANCE)):
                    return
                if monotonic() - glance < _GLANCE / 10:
                    raise ConnectionError("the line says something that is nothing: it is broken")

    def _said(self, name: str) -> bytes:
        """What the server said of its own accord since it was last asked."""
        return self._mailbox.client.response(name)[1][-1] or b""

    def _asked(self, numbers: Sequence[int], parts: str) -> Iterator[tuple[bytes, bytes]]:
        """Head and literal of each answer. Raises MailboxFetchError where the server refuses."""
        if not numbers:
            return
        status, said = self._mailbox.client.uid("FETCH", ",".join(map(str, numbers)), parts)
        check_command_status((status, said), MailboxFetchError)
        for place, item in enumerate(said):
            if isinstance(item, tuple):
                tail = said[place + 1] if place + 1 < len(said) and isinstance(said[place + 1], bytes) else b""
                yield item[0] + tail, item[1]
            elif isinstance(item, bytes) and _NUMBER.search(item) and item != b")":
                yield item, b""


def _connected(box: Box) -> BaseMailBox:
    if box.security == "none":
        return MailBoxUnencrypted(box.host, box.door, timeout=_PATIENCE)
    trusted = ssl.create_default_context(cafile=box.authority or None)
    kind = MailBox if box.security == "tls" else MailBoxStartTls
    return kind(box.host, box.door, timeout=_PATIENCE, ssl_context=trusted)


def _sign_in(mailbox: BaseMailBox, box: Box, secret: str) -> None:
    if box.by_token:
        mailbox.xoauth2(box.user, secret, initial_folder=None)
    elif (box.user + secret).isascii():
        mailbox.login(box.user, secret, initial_folder=None)
    else:
        mailbox.login_utf8(box.user, secret, initial_folder=None)


def _number(head: bytes) -> int:
    found = _NUMBER.search(head)
    return int(found.group(1)) if found else 0


def _size(head: bytes) -> int:
    found = _SIZE.search(head)
    return int(found.group(1)) if found else 0


def _arrived(head: bytes) -> datetime | None:
    found = _ARRIVED.search(head)
    try:
        return parsedate_to_datetime(found.group(1).decode("ascii").strip()).astimezone(UTC) if found else None
    except (ValueError, TypeError, OverflowError):
        return None
