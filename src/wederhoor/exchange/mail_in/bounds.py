"""A raw mail taken apart within bounds: what a stranger wrote to be slow or to fill the memory costs little, or is not read. Pure."""

from dataclasses import dataclass
from email.message import Message
from email.parser import BytesHeaderParser, BytesParser
from email.policy import compat32
from functools import partial
from typing import Any, Final

#: Lines of a mail: one of 50 MB that is all attachment has 650,000.
MOST_LINES: Final = 1_500_000
#: Parts of a mail, and headers of a part.
MOST_PARTS: Final = 2_000
_MOST_HEADERS: Final = 20_000
#: Parts within parts, and how often all lines together are compared with the borders of those around them.
_DEEPEST: Final = 30
_MOST_COMPARED: Final = 10_000_000
#: Characters of a header that says what a part is, and pieces of it: its reader takes the square of either in time.
_LONGEST_KIND: Final = 4_000
_MOST_PIECES: Final = 100


class TooMuch(ValueError):  # noqa: N818 - named for what it is
    """More than any mail has that someone wrote to be read."""


def taken_apart(raw: bytes) -> Message:
    """The mail as its parts. Raises TooMuch, or RecursionError for mails within mails without end."""
    lines = raw.count(b"\n") + raw.count(b"\r") - raw.count(b"\r\n")
    if lines > MOST_LINES:
        raise TooMuch
    bounds = _Bounds(min(_DEEPEST, _MOST_COMPARED // max(lines, 1)))
    return BytesParser(_class=partial(_Part, bounds), policy=compat32).parsebytes(raw)


def head_of(raw: bytes) -> Message:
    """The headers of the mail alone."""
    return BytesHeaderParser(_class=partial(_Part, _Bounds(1)), policy=compat32).parsebytes(raw)


@dataclass(slots=True)
class _Bounds:
    deepest: int
    parts: int = 0


class _Part(Message):
    """A part that counts what it is made of while it is read."""

    def __init__(self, bounds: _Bounds, policy: Any = compat32) -> None:  # noqa: ANN401 - as the class that it extends has it
        super().__init__(policy)
        self._bounds, self.depth = bounds, 0
        bounds.parts += 1
        if bounds.parts > MOST_PARTS:
            raise TooMuch

    def set_raw(self, name: str, value: str) -> None:
        """Keeps a header as it was written, of one that is made to be slow the beginning."""
        if len(self) >= _MOST_HEADERS:
            raise TooMuch
        super().set_raw(name, _kind(value) if name.lower().startswith("content-") else value)

    def attach(self, payload: Any) -> None:  # noqa: ANN401 - as the class that it extends has it
        """Takes a part in; a mail within a mail has no border of its own."""
        if isinstance(payload, _Part):
            payload.depth = self.depth + (self.get_content_maintype() == "multipart")
            if payload.depth > self._bounds.deepest:
                raise TooMuch
        super().attach(payload)


def _kind(value: str) -> str:
    short = value[:_LONGEST_KIND]
    return short if short.count(";") < _MOST_PIECES else ";".join(short.split(";", _MOST_PIECES)[:_MOST_PIECES])
