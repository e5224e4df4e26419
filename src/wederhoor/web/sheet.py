"""A list or a dossier on paper: facts, a table and sections, as a PDF. Every word goes in as data: nothing in it is read as markup."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from django.utils.translation import gettext as _

from wederhoor.core.words import Language
from wederhoor.web.paper import drawn

_TEMPLATE: Final = Path(__file__).with_name("sheet.typ")


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with what stands under it: when, and each text with a label of its own ("" for none)."""

    title: str
    when: str = ""
    texts: Sequence[tuple[str, str]] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is printed. `facts`: what stands above it, by name; `header` and `rows`: a table, the page turned on its side for it."""

    title: str
    facts: Sequence[tuple[str, str]] = ()
    header: Sequence[str] = ()
    rows: Sequence[Sequence[str]] = ()
    sections: Sequence[Section] = ()


def printed_sheet(sheet: Sheet, *, organisation: str, now: datetime, language: Language = "nl") -> bytes:
    """The sheet as a PDF with tags, pages numbered."""
    said = {**asdict(sheet), "organisation": organisation, "language": language, "page": _("Pagina")}
    return drawn(_TEMPLATE, said, now)
