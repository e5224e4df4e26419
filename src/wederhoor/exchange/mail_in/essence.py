"""What makes a mail the same mail however it travelled: its Message-ID, and a digest without the marks of its road. Pure."""

import hashlib
import re
from collections.abc import Iterator
from typing import Final

#: Headers that each mail server on the way may add or change.
_ROAD: Final = frozenset(
    {"apparently-to", "authentication-results", "authentication-results-original", "content-length", "delivered-to", "delivery-date"}
    | {"dkim-signature", "envelope-to", "lines", "received", "received-spf", "return-path", "status"}
)
_ROAD_PREFIXES: Final = ("x-", "arc-", "ironport-")
_HEADER: Final = re.compile(rb"^([!-9;-~]+)[ \t]*:(.*(?:\n[ \t].*)*)", re.MULTILINE)
_MESSAGE_ID: Final = re.compile(r"<[!-;=?-~]{1,250}>")


def message_id_of(raw: bytes) -> str | None:
    """The Message-ID from the head of the raw bytes; None where there is none that can be trusted to be one."""
    for name, value in _headers(_parted(raw)[0]):
        if name == "message-id":
            said = value.decode("ascii", "replace").strip()
            return said if _MESSAGE_ID.fullmatch(said) else None
    return None


def essence(raw: bytes) -> str:
    """SHA-256 (hex) of the headers that its writer gave it and of its body, whatever the ends of its lines."""
    head, body = _parted(raw)
    digest = hashlib.sha256()
    for name, value in _headers(head):
        if name not in _ROAD and not name.startswith(_ROAD_PREFIXES):
            digest.update(name.encode() + b":" + b" ".join(value.split()) + b"\n")
    digest.update(b"\n" + body.rstrip(b"\n"))
    return digest.hexdigest()


def _parted(raw: bytes) -> tuple[bytes, bytes]:
    """Head and body; what has no head is all body. The line with which a mailbox file begins a mail is no part of it."""
    plain = raw.replace(b"\r\n", b"\n")
    if plain.startswith(b"From ") and _HEADER.match(after := plain.partition(b"\n")[2]):
        plain = after
    if not _HEADER.match(plain):
        return b"", plain
    head, _, body = plain.partition(b"\n\n")
    return head, body


def _headers(head: bytes) -> Iterator[tuple[str, bytes]]:
    for found in _HEADER.finditer(head):
        yield found.group(1).decode("ascii").lower(), found.group(2)
