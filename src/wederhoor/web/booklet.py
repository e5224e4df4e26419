"""Texts to read on paper, such as a regulation: a title, chapters, numbered pages."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import override

from wederhoor.core.words import Language
from wederhoor.web.paper import PLAIN, Look, drawn
from wederhoor.web.typeset import Unset

_TEMPLATE: Final = Path(__file__).with_name("booklet.typ")


@dataclass(frozen=True, slots=True)
class Chapter:
    """A heading, which may be empty, and entries: a label, which may be empty too, with its paragraphs."""

    heading: str
    entries: Sequence[tuple[str, Sequence[str]]]


@dataclass(frozen=True, slots=True)
class Booklet:
    """A text to read; `head` stands below its title."""

    title: str
    head: Sequence[str]
    chapters: Sequence[Chapter]
    language: Language = "nl"


def bound(booklet: Booklet, *, organisation: str, now: datetime, look: Look = PLAIN) -> bytes:
    """The text as one PDF."""
    with override(booklet.language):
        page = _("Pagina")
    chapters = [{"heading": one.heading, "entries": [list(entry) for entry in one.entries]} for one in booklet.chapters]
    said = {"title": booklet.title, "organisation": organisation, "language": booklet.language, "page": page, "head": list(booklet.head)}
    return drawn(_TEMPLATE, {**said, "chapters": chapters, **look.said()}, now)


def drawable(logo: bytes) -> bool:
    """Whether this picture can be drawn: a file may be broken behind a good head."""
    try:
        bound(Booklet("-", (), ()), organisation="-", now=datetime.fromtimestamp(0, UTC), look=Look(logo=logo))
    except Unset:
        return False
    return True
