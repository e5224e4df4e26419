"""What a mail already tells of the complaint in it: the form of the intake begins with that."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from email.parser import BytesHeaderParser
from email.policy import compat32
from email.utils import getaddresses, parsedate_to_datetime
from typing import Final

from wederhoor.actions.incoming import BELIEVED
from wederhoor.actions.keeping import read_whole
from wederhoor.core.calendar import Calendar
from wederhoor.correspondence.models import Message

#: Bytes of a raw mail in which its headers are looked for.
_HEAD: Final = 64_000
_LONGEST_NAME: Final = 200
_SHORTEST_CODE: Final = 3
#: Characters of a mail that go into a form; the rest stays in the message itself.
_MOST: Final = 15_000


@dataclass(frozen=True, slots=True)
class Head:
    """Who wrote a mail by name, and when he says that he wrote it; nothing where it does not say so, or cannot be believed."""

    name: str = ""
    written_at: datetime | None = None


def head_of(message: Message) -> Head:
    """What the headers of the raw mail tell; nothing where the file is gone or is no mail."""
    try:
        headers = BytesHeaderParser(policy=compat32).parsebytes(read_whole(message.raw)[:_HEAD])
        name = _name(str(headers.get("From", "")))
        written = _moment(str(headers.get("Date", "")))
    except (HeaderParseError, RecursionError, OSError, ValueError, LookupError, TypeError):
        return Head()
    believed = written is not None and message.received_at - BELIEVED <= written <= message.received_at
    return Head(name, written if believed else None)


def filing_of(message: Message, calendar: Calendar, products: Iterable[tuple[str, str]]) -> dict[str, object]:
    """The data of `file`, by dotted name, as far as the mail tells them."""
    head = head_of(message)
    day: date = calendar.local_day(head.written_at or message.received_at)
    said = "\n\n".join(part for part in (message.subject, message.body.strip()) if part)
    return {
        "channel": message.channel,
        "filed_on": day,
        "complainant.name": head.name or message.sender,
        "complainant.email": message.sender,
        "subject.product": product_in(said, dict(products)),
        "description": said if len(said) <= _MOST else f"{said[:_MOST]} […]",
    }


def product_in(text: str, products: Mapping[str, str]) -> str:
    """The code of the product that a text names by code or name, the longest name first; nothing where it names none."""
    spoken = text.casefold()
    names = sorted(((name, code) for code, label in products.items() for name in (code, label)), key=lambda pair: -len(pair[0]))
    for name, code in names:
        if len(name) >= _SHORTEST_CODE and re.search(rf"(?<!\w){re.escape(name.casefold())}(?!\w)", spoken):
            return code
    return ""


def _name(value: str) -> str:
    found = [name for name, _address in getaddresses([" ".join(value.split())])]
    decoded = str(make_header(decode_header(found[0]))) if found else ""
    return " ".join("".join(letter if letter.isprintable() else " " for letter in decoded).split())[:_LONGEST_NAME]


def _moment(value: str) -> datetime | None:
    try:
        moment = parsedate_to_datetime(value)
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
