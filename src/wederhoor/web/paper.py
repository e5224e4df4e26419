"""Letters on paper: a PDF for a window envelope, of one letter or of several, each beginning on a page of its own."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import override

from wederhoor.core.words import Language
from wederhoor.web.typeset import Unset, typeset

_TEMPLATE: Final = Path(__file__).with_name("letter.typ")


@dataclass(frozen=True, slots=True)
class Look:
    """How an organisation shows itself on paper: its accent as "#rrggbb", and its logo, empty where it has none."""

    accent: str = "#1b1e23"
    logo: bytes = b""

    def said(self) -> dict[str, object]:
        """As the templates read it."""
        return {"accent": self.accent, "logo": list(self.logo)}


PLAIN: Final = Look()


@dataclass(frozen=True, slots=True)
class Paper:
    """A letter to be printed. `facts`: what stands above it, by name; `files`: the names of what goes along.

    `term`: its term line as SVG of ours, and the same in words; nothing where it tells of no dates.
    """

    address: str
    reference: str
    facts: Sequence[tuple[str, str]]
    subject: str
    body: str
    language: Language = "nl"
    files: Sequence[str] = ()
    term: tuple[str, str] = ("", "")


def printed(papers: Sequence[Paper], *, organisation: str, now: datetime, look: Look = PLAIN) -> bytes:
    """The letters as one PDF. Their words go in as data: nothing in them is read as markup, and no file is opened for them.

    Where a letter holds a character that none of the fonts has, the PDF keeps its tags and says nothing of the standards.
    """
    title = papers[0].subject if len(papers) == 1 else _("Brieven")
    said = {"title": title, "organisation": organisation, "letters": [_said(paper) for paper in papers], **look.said()}
    return drawn(_TEMPLATE, said, now)


def pictured(paper: Paper, *, organisation: str, now: datetime, look: Look = PLAIN) -> bytes:
    """A letter of one page as a PNG of 595 by 842 pixels."""
    said = {"title": paper.subject, "organisation": organisation, "letters": [_said(paper)], **look.said()}
    return typeset(_TEMPLATE, json.dumps(said), now=now, form="png")


def drawn(template: Path, said: Mapping[str, object], now: datetime, *, lasting: bool = False) -> bytes:
    """A PDF from a template that reads its words as data. `lasting`: it keeps to the standards, or raises Unset."""
    words = json.dumps(said)
    try:
        return typeset(template, words, now=now, lasting=True)
    except Unset:
        if lasting:
            raise
        return typeset(template, words, now=now)


def _said(paper: Paper) -> dict[str, object]:
    with override(paper.language):
        labels = {"page": _("Pagina"), "with": _("Bijlagen"), "dates": _("Dit zijn de data")}
    drawing, told = paper.term
    paragraphs = [part.strip("\n") for part in paper.body.replace("\r\n", "\n").split("\n\n")]
    return {
        "language": paper.language,
        "reference": paper.reference,
        "address": paper.address,
        "facts": list(paper.facts),
        "subject": paper.subject,
        "paragraphs": [part for part in paragraphs if part.strip()],
        "files": list(paper.files),
        "drawing": drawing,
        "told": told,
        **labels,
    }
