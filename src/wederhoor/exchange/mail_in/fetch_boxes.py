"""The mailboxes to read, from a file of the installation; refused where a password or mail would travel or lie readable to others.

No Django in here: the settings ask whether the file is safe before anything starts.
"""

import subprocess
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from ipaddress import ip_address
from pathlib import Path
from typing import Final

#: Seconds that a program may take to give a token.
_PATIENCE: Final = 30
_READABLE_TO_OTHERS: Final = 0o004
_SECURITY: Final = {"tls": 993, "starttls": 143, "none": 143}
_SECRETS: Final = ("password", "password_file", "token_file", "token_command")
_KINDS: Final = {int: "a whole number", date: "a date, as 2026-01-31", str: "a text", tuple: "a list of texts"}


class Unsafe(ValueError):  # noqa: N818 - named for what happened
    """The file of mailboxes cannot be used; the message has a line for each fault, without any secret."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """One mailbox on a mail server. `key`: the name by which a regulation's addresses call it.

    `since`: mail that came to the server earlier is left alone. `move_to`: a folder for what was taken in; empty leaves the mailbox
    as it is. `every`: seconds between two looks where the server does not call. `authority`: a file of certificates to trust
    instead of the system's.
    """

    organisation: str
    key: str
    host: str
    user: str
    security: str = "tls"
    port: int = 0
    folder: str = "INBOX"
    move_to: str = ""
    since: date | None = None
    every: int = 60
    authority: str = ""
    password: str = field(default="", repr=False)
    password_file: str = ""
    token_file: str = ""
    token_command: tuple[str, ...] = ()

    @property
    def place(self) -> str:
        """What tells this folder from every other, for its cursor."""
        return f"{self.user}@{self.host}:{self.door}/{self.folder}"

    @property
    def door(self) -> int:
        """The port."""
        return self.port or _SECURITY[self.security]

    @property
    def by_token(self) -> bool:
        """Whether it is opened with a token (XOAUTH2) and not with a password."""
        return bool(self.token_file or self.token_command)

    def secret(self) -> str:
        """The password or token, read when it is needed: tokens live short. Raises OSError or subprocess.SubprocessError."""
        if self.token_command:
            done = subprocess.run(self.token_command, check=True, capture_output=True, text=True, timeout=_PATIENCE)  # noqa: S603 - as set
            return done.stdout.strip()
        path = self.token_file or self.password_file
        return Path(path).read_text(encoding="utf-8").strip() if path else self.password


def boxes_in(path: str) -> tuple[Box, ...]:
    """The mailboxes of a file; none without a file. Raises Unsafe with every fault."""
    if not path:
        return ()
    try:
        said = tomllib.loads(Path(path).read_text(encoding="utf-8"))
    except (OSError, ValueError) as fault:
        raise Unsafe(f"the file cannot be read ({type(fault).__name__})") from None
    tables = said.get("mailbox")
    if set(said) != {"mailbox"} or not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        raise Unsafe("write one table [[mailbox]] for each mailbox, and nothing else")
    faults = [f"mailbox {number}: {fault}" for number, table in enumerate(tables, 1) for fault in _faults(table)]
    boxes = () if faults else tuple(_box(table) for table in tables)
    faults += _twice(boxes)
    if any("password" in table for table in tables) and Path(path).stat().st_mode & _READABLE_TO_OTHERS:
        faults.append("the file holds a password and everyone on this machine can read it: chmod o-r")
    if faults:
        raise Unsafe("\n".join(faults))
    return boxes


def _faults(table: Mapping[str, object]) -> Iterator[str]:
    known = {item.name: item for item in fields(Box)}
    yield from (f"'{name}' is unknown" for name in table if name not in known)
    yield from (f"'{name}' is missing" for name in ("organisation", "key", "host", "user") if not table.get(name))
    wrong = [f"'{name}' must be {_KINDS[kind]}" for name, value in table.items() if (kind := _kind_of(name)) and not _fits(value, kind)]
    yield from wrong
    if not wrong:
        yield from _unsafe(table)


def _unsafe(table: Mapping[str, object]) -> Iterator[str]:
    security = table.get("security", "tls")
    if security not in _SECURITY:
        yield "'security' must be tls, starttls or none"
    if security == "none" and not _is_here(str(table.get("host", ""))):
        yield "'security' must be tls or starttls: without it mail and password travel readable to all on the way"
    if sum(name in table for name in _SECRETS) != 1:
        yield f"write one of {', '.join(_SECRETS)}"
    if table.get("move_to", "") == table.get("folder", "INBOX"):
        yield "'move_to' is the folder itself"
    every = table.get("every", 1)
    if isinstance(every, int) and every < 1:
        yield "'every' must be at least 1"


def _kind_of(name: str) -> type | None:
    if name in {"port", "every"}:
        return int
    return {"since": date, "token_command": tuple}.get(name, str) if name in {item.name for item in fields(Box)} else None


def _fits(value: object, kind: type) -> bool:
    if kind is tuple:
        return isinstance(value, list) and bool(value) and all(isinstance(item, str) for item in value)
    return type(value) is kind


def _box(table: Mapping[str, object]) -> Box:
    given = {name: tuple(value) if isinstance(value, list) else value for name, value in table.items()}
    return Box(**given)  # type: ignore[arg-type] # each kind was looked at


def _twice(boxes: tuple[Box, ...]) -> list[str]:
    places = [(box.organisation, box.key, box.place) for box in boxes]
    return [f"mailbox {number}: the same as an earlier one" for number, place in enumerate(places, 1) if place in places[: number - 1]]


def _is_here(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
