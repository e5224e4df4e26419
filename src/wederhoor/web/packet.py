"""A dossier on paper for one reader: a cover with an index, then each text under its number; files stand in the index by their name."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from wederhoor.core.spoken import Spoken
from wederhoor.web.paper import PLAIN, Look, drawn
from wederhoor.web.spreadsheet import as_csv
from wederhoor.web.words import language

_TEMPLATE: Final = Path(__file__).with_name("packet.typ")
#: A code that a PDF takes for a language.
_LANGUAGE: Final = re.compile("[a-z]{2,3}")
#: Signs that turn the direction of what follows: with these a text could be made to read otherwise than it is.
_TURNS: Final = dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A)))


@dataclass(frozen=True, slots=True)
class Item:
    """One piece of the index. `text`: as it goes along, empty for a file; `file`: its name in the zip; `why` not, or not all.

    `language`: that of the text, where it is another than that of the packet; `title` knows that of its own words (`core.spoken`).
    """

    number: int
    title: str
    day: str
    text: str = ""
    file: str = ""
    why: str = ""
    goes: bool = True
    language: str = ""


@dataclass(frozen=True, slots=True)
class Bound:
    """The whole packet. `facts` stand on the cover, by name; `about` says what it is; `look` is that of the organisation."""

    title: str
    organisation: str
    about: str
    facts: Sequence[tuple[str, str]]
    items: Sequence[Item]
    look: Look = PLAIN

    @property
    def going(self) -> list[Item]:
        """What goes along, in order."""
        return [item for item in self.items if item.goes]

    @property
    def left_out(self) -> list[Item]:
        """What does not."""
        return [item for item in self.items if not item.goes]


def as_pdf(packet: Bound, *, now: datetime) -> bytes:
    """Cover, index and texts. Every word is data: nothing in it is read as markup."""
    said = {
        "title": packet.title,
        "organisation": packet.organisation,
        "language": language(),
        "about": packet.about,
        "facts": [[name, _spoken(fact)] for name, fact in packet.facts],
        "going": [_said(item) for item in packet.going],
        "out": [_said(item) for item in packet.left_out],
        "words": _words(),
        **packet.look.said(),
    }
    return drawn(_TEMPLATE, said, now)


def as_html(packet: Bound, *, pdf: str) -> str:
    """The index as a page that needs nothing else, with links to the files beside it."""
    return render_to_string("web/packet_index.html", {"packet": packet, "pdf": pdf, "language": language(), "words": _words()})


def as_table(packet: Bound, *, pdf: str) -> Iterator[bytes]:
    """The index for a spreadsheet."""
    words = _words()
    header = [words[name] for name in ("number", "piece", "day", "where", "why")]
    rows = (
        [item.number if item.goes else "", item.title, item.day, (item.file or pdf) if item.goes else words["not"], item.why]
        for item in packet.items
    )
    return as_csv(header, rows, yes="", no="")


def _said(item: Item) -> dict[str, object]:
    paragraphs = [part.strip("\n") for part in item.text.translate(_TURNS).replace("\r\n", "\n").split("\n\n")]
    kept = [part for part in paragraphs if part.strip()]
    return {
        "number": item.number,
        "title": _spoken(item.title),
        "day": item.day,
        "paragraphs": kept,
        "file": item.file,
        "why": item.why,
        "language": _code(item.language),
    }


def _spoken(text: str) -> list[list[str]]:
    """A text in pieces, each with its language."""
    pieces = text.pieces if isinstance(text, Spoken) else ((text, ""),)
    return [[said.translate(_TURNS), _code(its_language)] for said, its_language in pieces]


def _code(its_language: str) -> str:
    return its_language if _LANGUAGE.fullmatch(its_language) else language()


def _words() -> dict[str, str]:
    return {
        "index": _("Inhoud"),
        "number": _("Nr."),
        "piece": _("Stuk"),
        "day": _("Datum"),
        "where": _("Waar"),
        "why": _("Toelichting"),
        "page": _("Pagina"),
        "not": _("niet meegegeven"),
        "out": _("Wat niet meegaat, en waarom"),
    }
