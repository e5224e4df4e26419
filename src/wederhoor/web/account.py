"""The account of a dossier for its archive: a PDF that is kept for years (PDF/A-2a, ISO 19005-2) and can be listened to (PDF/UA-1)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from django.utils.translation import gettext as _

from wederhoor.web.glyphs import printable
from wederhoor.web.paper import PLAIN, Look, drawn
from wederhoor.web.typeset import Unset
from wederhoor.web.words import language

_TEMPLATE: Final = Path(__file__).with_name("account.typ")
#: A code that a PDF takes for a language.
_LANGUAGE: Final = re.compile("[a-z]{2,3}")


@dataclass(frozen=True, slots=True)
class Item:
    """Something that was done, written or received: what, when and by whom, and each of its texts with what that is called."""

    title: str
    when: str = ""
    texts: Sequence[tuple[str, str]] = ()
    language: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """A heading with a table, items, or both. `widths`: of the columns in millimetres, 0 for what is left.

    `digests`: the columns that hold one, by place; `fresh`: it begins on a page of its own.
    """

    title: str
    lead: str = ""
    header: Sequence[str] = ()
    rows: Sequence[Sequence[str]] = ()
    widths: Sequence[int] = ()
    digests: Sequence[int] = ()
    items: Sequence[Item] = ()
    fresh: bool = False


@dataclass(frozen=True, slots=True)
class Account:
    """All of it. `about`: what it is; `facts`: what stands on its cover, by name; `look`: that of the organisation."""

    title: str
    organisation: str
    about: Sequence[str]
    facts: Sequence[tuple[str, str]]
    parts: Sequence[Part]
    look: Look = PLAIN


def as_pdf(account: Account, *, now: datetime) -> bytes:
    """The account on paper, always as PDF/A. Every word is data: nothing in it is read as markup.

    A character that the fonts lack stands as its code. Raises TypstError where it can be printed in no way.
    """
    said: dict[str, object] = {
        "title": account.title,
        "organisation": account.organisation,
        "about": list(account.about),
        "facts": [list(fact) for fact in account.facts],
        "parts": [_part(part) for part in account.parts],
        "words": {"page": _("Pagina"), "index": _("Inhoud")},
        "language": language(),
    }
    look = account.look.said()
    try:
        return drawn(_TEMPLATE, {**_words(said), **look}, now, lasting=True)
    except Unset:
        return drawn(_TEMPLATE, {**_words(said, sure_only=True), **look}, now, lasting=True)


def _words(said: dict[str, object], *, sure_only: bool = False) -> dict[str, object]:
    found = printable(said, sure_only=sure_only)
    return found if isinstance(found, dict) else said


def _part(part: Part) -> dict[str, object]:
    return {
        "title": part.title,
        "lead": part.lead,
        "header": list(part.header),
        "rows": [list(row) for row in part.rows],
        "widths": list(part.widths),
        "digests": list(part.digests),
        "fresh": part.fresh,
        "entries": [_item(item) for item in part.items],
    }


def _item(item: Item) -> dict[str, object]:
    return {
        "title": item.title,
        "when": item.when,
        "texts": [[name, _paragraphs(text)] for name, text in item.texts if text.strip()],
        "language": item.language if _LANGUAGE.fullmatch(item.language) else language(),
    }


def _paragraphs(text: str) -> list[str]:
    parts = (part.strip("\n") for part in text.replace("\r\n", "\n").split("\n\n"))
    return [part for part in parts if part.strip()]
