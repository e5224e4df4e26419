"""A mail as a value: what it says of itself, the files in it, and what it reports of mails that were not delivered. Pure."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

#: What a mail is beside a letter that someone wrote: it cannot be read without its reader's key, takes back an earlier one, or is the
#: answer of a calendar.
SEALED: Final = "sealed"
RECALL: Final = "recall"
CALENDAR: Final = "calendar"


@dataclass(frozen=True, slots=True)
class File:
    """A file that came with a mail; its name is safe to show and to save under. `held`: why it is in quarantine, a code, else ""."""

    name: str
    content: bytes
    held: str = ""


@dataclass(frozen=True, slots=True)
class Bounce:
    """A report that mails were not delivered: their Message-IDs, the tokens in their answer addresses, to whom they were sent."""

    message_ids: tuple[str, ...] = ()
    tokens: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Incoming:
    """What a mail says of itself.

    `parser`: the version that read it, 0 where only its headers were read. `automatic`: written by a machine, so it gets no answer;
    `silent`: asks for none. `unusual`: SEALED, RECALL, CALENDAR or "". `tokens`: from addresses that it was sent to. `references`:
    Message-IDs that it answers, nearest first. `html`: its formatted version as it came. `cut`: only the raw message has all of it.
    `size`: of the raw message in bytes.
    """

    sender: str
    sender_name: str
    subject: str
    body: str
    written_at: datetime | None
    references: tuple[str, ...]
    tokens: tuple[str, ...]
    automatic: bool
    silent: bool = False
    unusual: str = ""
    html: str = ""
    bounce: Bounce | None = None
    files: tuple[File, ...] = ()
    cut: bool = False
    parser: int = 0
    size: int = 0
