"""A text that knows which of its words are in another language than the rest: a text like any other, and a page marks those words."""

from collections.abc import Callable, Iterable
from html import escape
from typing import Self, SupportsIndex

#: Words, with the code of their language; "" for the language of whoever asked for the text.
Piece = tuple[str, str]


class Spoken(str):
    """Words of a regulation that are not there in the language asked for, alone or within a sentence.

    It equals, hashes and is written down as its text; what is cut from it or put before or behind it keeps the languages, an
    f-string and `str.format` do not. Django's templates ask `__html__` of what they show (WCAG 3.1.2).
    """

    __slots__ = ("pieces",)
    pieces: tuple[Piece, ...]

    def __new__(cls, pieces: Iterable[Piece]) -> Self:
        """The text of these pieces in a row."""
        held = tuple(pieces)
        made = super().__new__(cls, "".join(text for text, _language in held))
        made.pieces = held
        return made

    def __getnewargs__(self) -> tuple[tuple[Piece, ...]]:  # type: ignore[override]
        return (self.pieces,)

    def __str__(self) -> str:
        return self

    def __html__(self) -> str:
        """The text for a page, each piece in its language."""
        return "".join(
            f'<span lang="{escape(language)}">{escape(text)}</span>' if language else escape(text) for text, language in self.pieces
        )

    def __add__(self, other: str) -> str:
        return together((self, other))

    def __radd__(self, other: str) -> str:
        return together((other, self))

    def __getitem__(self, part: SupportsIndex | slice) -> str:
        """A part of it."""
        if len(self.pieces) == 1:
            return marked(str.__getitem__(self, part), self.pieces[0][1])
        letters = [(letter, language) for text, language in self.pieces for letter in text]
        return _joined(letters[part] if isinstance(part, slice) else [letters[part]])

    def lower(self) -> str:
        """The same in small letters."""
        return self._each(str.lower)

    def upper(self) -> str:
        """The same in capitals."""
        return self._each(str.upper)

    def capitalize(self) -> str:
        """A capital, and small letters after it."""
        return self[:1].upper() + self[1:].lower()

    def strip(self, chars: str | None = None) -> str:
        """The same without these signs around it, or white space."""
        inner = str.strip(self, chars)
        return self[self.find(inner) :][: len(inner)]

    def _each(self, change: Callable[[str], str]) -> str:
        return Spoken((change(text), language) for text, language in self.pieces)


def marked(text: str, language: str) -> str:
    """A text that is in this language; "" for the language of whoever asked for it."""
    return Spoken(((text, language),)) if text and language else text


def together(parts: Iterable[str], *, between: str = "") -> str:
    """These texts in a row with something between them, each piece still in its language."""
    row, pieces = list(parts), list[Piece]()
    if Spoken not in map(type, row):
        return between.join(row)
    for part in row:
        pieces += [(between, "")] if between and pieces else []
        pieces += part.pieces if isinstance(part, Spoken) else [(part, "")]
    return _joined(pieces)


def language_in(text: str) -> str:
    """The one language of a text that is in another than was asked for; "" for any other, also one of which that holds in part."""
    found = {language for _text, language in text.pieces} if isinstance(text, Spoken) else {""}
    return found.pop() if len(found) == 1 else ""


def _joined(pieces: Iterable[Piece]) -> str:
    """Neighbours in one language as one piece; a plain text where none is in another."""
    row: list[Piece] = []
    for text, language in pieces:
        if row and row[-1][1] == language:
            row[-1] = (row[-1][0] + text, language)
        elif text:
            row.append((text, language))
    return Spoken(row) if any(language for _text, language in row) else "".join(text for text, _language in row)
