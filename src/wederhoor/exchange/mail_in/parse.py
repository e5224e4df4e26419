"""A raw mail as a value. Pure: bytes in, `Incoming` or None out; what cannot be read is for a person to look at."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from email.message import Message
from email.parser import BytesParser
from email.policy import compat32
from email.utils import getaddresses, parsedate_to_datetime
from typing import Final

from wederhoor.actions.incoming import File, Incoming
from wederhoor.exchange.mail_in.words import header_words, one_line, part_words

#: Longer than anyone writes by hand; the raw message keeps the rest.
LONGEST_BODY: Final = 200_000
#: Files taken out of one mail; the raw message keeps them all.
MOST_FILES: Final = 200
_DEEPEST: Final = 30
_LONGEST_NAME: Final = 150
_LONGEST_HEADER: Final = 10_000
_TOKEN: Final = re.compile(r"\+([a-z2-7]{16,40})@", re.IGNORECASE)
_REFERENCE: Final = re.compile(r"<[!-;=?-~]{1,250}>")
_FAILED: Final = re.compile(rb"^Action:[ \t]*failed", re.IGNORECASE | re.MULTILINE)
_RETURNED: Final = re.compile(rb"^Message-ID:\s*(<[!-;=?-~]{1,250}>)", re.IGNORECASE | re.MULTILINE)
_ADDRESS: Final = re.compile(r"[^@\s<>,;:\"()\[\]\\]{1,64}@[^@\s<>,;:\"()\[\]\\]{1,255}")
_RECIPIENTS: Final = ("to", "cc", "delivered-to", "x-original-to", "envelope-to")
_BULK: Final = frozenset({"bulk", "junk", "list", "auto_reply"})
_MARKS: Final = ("x-autoreply", "x-autorespond", "list-id", "feedback-id")

Headers = Mapping[str, Sequence[str]]


def parse(raw: bytes) -> Incoming | None:
    """Reads a mail as forgivingly as can be; None for what is no mail at all."""
    try:
        found = _parsed(BytesParser(policy=compat32).parsebytes(raw))
    except Exception:  # noqa: BLE001 - whatever a stranger sent: it is kept, and a person looks
        return None
    return replace(found, undelivered=_undelivered(raw)) if found is not None and found.automatic else found


def _parsed(message: Message) -> Incoming | None:
    headers: dict[str, list[str]] = {}
    for name, value in message.raw_items():
        headers.setdefault(name.lower(), []).append(str(value))
    parts = list(_leaves(message, 0))
    body = _body(parts)
    name, sender = _sender(headers)
    if not sender and not (headers and body.strip()):
        return None
    files = [part for part in parts if _is_file(part)]
    return Incoming(
        sender=sender,
        sender_name=name[:200],
        subject=header_words(_first(headers, "subject"))[:500],
        body=body[:LONGEST_BODY],
        written_at=_written_at(_first(headers, "date")),
        references=_references(headers),
        tokens=tuple(dict.fromkeys(found.lower() for value in _all(headers, *_RECIPIENTS) for found in _TOKEN.findall(value))),
        automatic=_is_automatic(headers),
        files=tuple(_file(part, number) for number, part in enumerate(files[:MOST_FILES], 1)),
        cut=len(body) > LONGEST_BODY or len(files) > MOST_FILES,
    )


# Headers -------------------------------------------------------------------------------------------------------------------


def _first(headers: Headers, name: str) -> str:
    return next(iter(headers.get(name, ())), "")[:_LONGEST_HEADER]


def _all(headers: Headers, *names: str) -> Iterator[str]:
    for name in names:
        yield from headers.get(name, ())


def _sender(headers: Headers) -> tuple[str, str]:
    """Name and address of whoever wrote it; the address "" where there is none to answer to, or more than one."""
    found = [(name, address) for name, address in getaddresses([" ".join(_first(headers, "from").split())]) if address]
    if len(found) != 1 or len(headers.get("from", ())) != 1 or not _ADDRESS.fullmatch(found[0][1]) or not found[0][1].isprintable():
        return "", ""
    name, address = found[0]
    return header_words(name), address.lower()


def _references(headers: Headers) -> tuple[str, ...]:
    """What it answers, nearest first: In-Reply-To, then the thread from its end."""
    thread = _REFERENCE.findall(" ".join(_all(headers, "references")))[-100:]
    return tuple(dict.fromkeys([*_REFERENCE.findall(_first(headers, "in-reply-to")), *reversed(thread)]))


def _is_automatic(headers: Headers) -> bool:
    """RFC 3834 and what mail programs add of their own: such mail is kept and never answered."""
    submitted = _first(headers, "auto-submitted").partition(";")[0].strip().lower()
    report = "multipart/report" in _first(headers, "content-type").lower()
    empty_path = _first(headers, "return-path").strip() == "<>"
    bulk = _first(headers, "precedence").strip().lower() in _BULK
    return submitted not in {"", "no"} or report or empty_path or bulk or any(name in headers for name in _MARKS)


def _written_at(value: str) -> datetime | None:
    try:
        moment = parsedate_to_datetime(value)
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _undelivered(raw: bytes) -> tuple[str, ...]:
    """The Message-IDs in a report (RFC 3464) that a mail could not be delivered; none where it is only delayed."""
    if not _FAILED.search(raw):
        return ()
    return tuple(dict.fromkeys(found.decode("ascii", "replace") for found in _RETURNED.findall(raw)))


# Parts ---------------------------------------------------------------------------------------------------------------------


def _leaves(part: Message, depth: int) -> Iterator[Message]:
    """The parts that hold something, in order; a mail within a mail is one part. Raises ValueError for what is nested past sense."""
    if depth > _DEEPEST:
        raise ValueError("nested too deep")
    inner = part.get_payload()
    if part.get_content_maintype() == "multipart" and isinstance(inner, list):
        for item in inner:
            if isinstance(item, Message):
                yield from _leaves(item, depth + 1)
    else:
        yield part


def _body(parts: Sequence[Message]) -> str:
    """The letter itself: its plain text, else its HTML as words; text between pictures joined."""
    for kind in ("text/plain", "text/html"):
        found = [words for part in parts if part.get_content_type() == kind and not _is_file(part) and (words := part_words(part)).strip()]
        if found:
            return "\n".join(found)
    return ""


def _is_file(part: Message) -> bool:
    attached = part.get_content_disposition() == "attachment" or bool(_named(part))
    return attached or part.get_content_type() not in {"text/plain", "text/html"}


def _named(part: Message) -> str:
    try:
        return str(part.get_filename() or "")
    except (ValueError, LookupError, TypeError):
        return "?"


def _file(part: Message, number: int) -> File:
    payload = part.get_payload(decode=True)
    content = payload if isinstance(payload, bytes) else _whole(part)
    kind = part.get_content_type()
    return File(_file_name(_named(part), number, kind), kind[:120], content)


def _whole(part: Message) -> bytes:
    """A mail within a mail."""
    inner = part.get_payload()
    items = [item for item in inner if isinstance(item, Message)] if isinstance(inner, list) else []
    return b"\n".join(item.as_bytes() for item in items)


def _file_name(given: str, number: int, kind: str) -> str:
    """A name that is only a name: no folder, no hidden file, no control characters, its ending kept."""
    name = re.split(r"[/\\]", header_words(given))[-1]
    name = re.sub(r'[<>:"|?*]', "", one_line(name)).strip(". ")
    if not name:
        return f"bijlage-{number}" + (".eml" if kind == "message/rfc822" else ".html" if kind == "text/html" else "")
    stem, dot, ending = name.rpartition(".")
    return name if len(name) <= _LONGEST_NAME else f"{(stem or ending)[: _LONGEST_NAME - 20]}{dot}{ending[:18]}"
