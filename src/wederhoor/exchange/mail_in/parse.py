"""A raw mail as a value. Pure: bytes in, `Incoming` or None out; what cannot be read is for a person to look at."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from email.message import Message
from email.utils import getaddresses, parsedate_to_datetime
from typing import Final

from wederhoor.actions.mail import Incoming
from wederhoor.exchange.mail_in.bounce import ADDRESS, REFERENCE, TOKEN, bounce_of
from wederhoor.exchange.mail_in.bounds import head_of, taken_apart
from wederhoor.exchange.mail_in.files import files_of, is_file, leaves
from wederhoor.exchange.mail_in.machine import Headers, first, is_automatic, is_silent
from wederhoor.exchange.mail_in.unusual import unusual_of
from wederhoor.exchange.mail_in.words import header_words, html_words, part_text

#: What was read by an older one may be read again.
PARSER: Final = 3
#: Longer than anyone writes by hand; the raw message keeps the rest.
LONGEST_BODY: Final = 200_000
#: Files taken out of one mail; the raw message keeps them all.
MOST_FILES: Final = 200
#: Plain text of fewer characters, beside a page with so many times more, does not say what the page says.
_FEW: Final = 300
_MORE: Final = 3
_LONGEST_HEAD: Final = 1_000_000
_RECIPIENTS: Final = ("to", "cc", "delivered-to", "x-original-to", "envelope-to")


def parse(raw: bytes) -> Incoming | None:
    """Reads a mail as forgivingly as can be; None for what is no mail at all."""
    try:
        found = _parsed(taken_apart(raw))
        return replace(found, size=len(raw)) if found else None
    except Exception:  # noqa: BLE001 - whatever a stranger sent: it is kept, and a person looks
        return None


def parse_head(raw: bytes) -> Incoming | None:
    """What only the headers of a mail tell, for one too large to be read; None for what has none that can be read."""
    try:
        message = head_of(raw[:_LONGEST_HEAD])
        message.set_payload("")
        return replace(found, parser=0, size=len(raw)) if (found := _parsed(message)) else None
    except Exception:  # noqa: BLE001 - as above
        return None


def _parsed(message: Message) -> Incoming | None:
    headers: dict[str, list[str]] = {}
    for name, value in message.raw_items():
        headers.setdefault(name.lower(), []).append(str(value))
    parts = list(leaves(message))
    body, html = _body(parts)
    name, sender = _sender(headers)
    if not sender and not (headers and body.strip()):
        return None
    subject = header_words(first(headers, "subject"))
    automatic = is_automatic(headers, subject, sender)
    files = files_of(parts, most=MOST_FILES + 1)
    return Incoming(
        sender=sender,
        sender_name=name[:200],
        subject=subject[:500],
        body=body[:LONGEST_BODY],
        written_at=_written_at(first(headers, "date")),
        references=_references(headers),
        tokens=tuple(dict.fromkeys(found.lower() for value in _all(headers, *_RECIPIENTS) for found in TOKEN.findall(value))),
        automatic=automatic,
        silent=automatic or is_silent(headers),
        unusual=unusual_of(parts, subject=subject, body=body),
        html=html,
        bounce=bounce_of(headers, parts, subject=subject, sender=sender) if automatic else None,
        files=tuple(files[:MOST_FILES]),
        cut=len(body) > LONGEST_BODY or len(files) > MOST_FILES,
        parser=PARSER,
    )


# Headers -------------------------------------------------------------------------------------------------------------------


def _all(headers: Headers, *names: str) -> Iterator[str]:
    for name in names:
        yield from headers.get(name, ())


def _sender(headers: Headers) -> tuple[str, str]:
    """Name and address of whoever wrote it; the address "" where there is none to answer to, or more than one."""
    try:
        found = [(name, address) for name, address in getaddresses([" ".join(first(headers, "from").split())]) if address]
    except RecursionError:  # comments within comments
        return "", ""
    if len(found) != 1 or len(headers.get("from", ())) != 1 or not ADDRESS.fullmatch(found[0][1]) or not found[0][1].isprintable():
        return "", ""
    name, address = found[0]
    return header_words(name), address.lower()


def _references(headers: Headers) -> tuple[str, ...]:
    """What it answers, nearest first: In-Reply-To, then the thread from its end."""
    thread = REFERENCE.findall(" ".join(_all(headers, "references")))[-100:]
    return tuple(dict.fromkeys([*REFERENCE.findall(first(headers, "in-reply-to")), *reversed(thread)]))


def _written_at(value: str) -> datetime | None:
    try:
        moment = parsedate_to_datetime(value)
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


# Parts ---------------------------------------------------------------------------------------------------------------------


def _body(parts: Sequence[Message]) -> tuple[str, str]:
    """The letter itself: its plain text, else its HTML as words; and its HTML as it came. Text between pictures is joined.

    A few plain words beside a long page are those of a program that cannot show the page. Some programs name the letter like a file.
    """
    plain, html = _joined(parts, "text/plain"), _joined(parts, "text/html")
    if not plain and not html:
        plain, html = _joined(parts, "text/plain", named=True), _joined(parts, "text/html", named=True)
    words = html_words(html) if len(plain) < _FEW else ""
    if len(words) > _MORE * len(plain):
        said = " ".join(plain.split())
        plain = words if said in " ".join(words.split()) else f"{plain.rstrip()}\n\n{words}"
    return plain, html[:LONGEST_BODY]


def _joined(parts: Sequence[Message], kind: str, *, named: bool = False) -> str:
    """`named`: also of parts that bear the name of a file and were not attached as one."""
    texts = (
        part_text(part)
        for part in parts
        if part.get_content_type() == kind and (part.get_content_disposition() != "attachment" if named else not is_file(part))
    )
    return "\n".join(text for text in texts if text.strip())
