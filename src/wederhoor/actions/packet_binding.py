"""A packet as it is drawn: every piece with its number, what is told of it in the index, and under which name its file goes along."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from django.conf import settings
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from wederhoor.actions.content import safe_name
from wederhoor.actions.identity import look_of
from wederhoor.actions.load import Opened
from wederhoor.actions.packet_copies import names_in
from wederhoor.actions.packet_hiding import found_in, names_of
from wederhoor.actions.packet_pieces import WRITTEN
from wederhoor.actions.packet_proposing import BLACK, Contents, Line
from wederhoor.actions.packet_readers import OUTSIDE, Reader, others
from wederhoor.core.facts import matter_language
from wederhoor.web import words
from wederhoor.web.packet import Bound, Item
from wederhoor.web.words import spoken

_LONGEST_NAME: Final = 100
_TOLD: Final = 3


@dataclass(frozen=True, slots=True)
class Numbered:
    """A line of the packet with its place in the index, and under which name its file goes along."""

    number: int
    line: Line
    file: str = ""


def fault_in(found: Contents, opened_: Opened, reader: Reader) -> str:
    """Why it cannot be made yet, in words; nothing where it can."""
    if found.lacking:
        return _("Er zijn nog stukken die u moet nakijken.")
    theirs, mine = others(opened_, reader)
    names = names_of(theirs, own=mine, parts=False)
    for line in found.lines:
        document = line.document if line.goes else None
        if document is not None and not (Path(settings.DATA_DIR) / document.path).is_file():
            return _("Het bestand {title} is niet te vinden. Laat het weg, of zeg het uw beheerder.").format(title=line.piece.title)
        left = names_in(line.copy, names) if line.choice == BLACK and line.copy is not None else []
        if left:
            return _("In de kopie van {title} staat nog te lezen: {names}.").format(title=line.piece.title, names=", ".join(left[:_TOLD]))
    return ""


def bound(opened_: Opened, reader: Reader, found: Contents, *, by: str, now: datetime) -> tuple[Bound, list[Numbered]]:
    """The packet as it is drawn, and which file goes along under which name."""
    numbered = list(_numbered(found))
    organisation, number = opened_.row.organisation, opened_.row.number
    going = sum(1 for one in numbered if one.line.goes)
    facts = [
        (_("Voor"), reader_name(opened_, reader.code)),
        (_("Klachtenregeling"), spoken(opened_.matter.procedure.title)),
        (_("Gemaakt op"), words.moment_in_words(localtime(now), year=True)),
        (_("Gemaakt door"), by),
        (_("Stukken"), _("{going} gaan mee, {out} niet").format(going=going, out=len(numbered) - going)),
    ]
    about = _(
        "Dit zijn de stukken uit dossier {number}. Wat een eigen nummer heeft, gaat mee: als tekst hierachter of als bestand ernaast."
    )
    spoken_in = matter_language(opened_.matter)
    items = [_item(found, one, spoken_in) for one in numbered]
    title = _("Dossier {number}").format(number=number)
    told = [fact for fact in facts if fact[1]]
    return Bound(title, organisation.name, about.format(number=number), told, items, look_of(organisation)), numbered


def reader_name(opened_: Opened, code: str) -> str:
    """Who the reader is, in words."""
    if code == OUTSIDE:
        return _("een instantie van buiten")
    party = opened_.parties.get(code)
    if party is not None:
        part = words.word("party", party.part) if party.part and words.has_word("party", party.part) else ""
        named = party.name or party.organisation_name
        return f"{named} ({part})" if named and part else named or part or code
    role = code.partition(":")[2]
    return next((spoken(one.name) for one in opened_.matter.procedure.roles if one.id == role), role)


def _numbered(found: Contents) -> Iterator[Numbered]:
    number = 0
    width = len(str(sum(1 for line in found.lines if line.goes)))
    for line in found.lines:
        if line.goes:
            number += 1
            yield Numbered(number, line, _file_name(found, line, f"{number:0{width}d}") if line.piece.document else "")
        else:
            yield Numbered(0, line)


def _file_name(found: Contents, line: Line, number: str) -> str:
    """Begins with its number, so that no two are the same; without the name of another."""
    file = line.document
    given = safe_name(file.name if file is not None else "")
    if found_in(given.replace("_", " ").replace("-", " "), found.terms) or found_in(given, found.terms):
        given = f"document.{given.rpartition('.')[2]}" if "." in given else "document"
    stem, dot, ending = given.rpartition(".")
    return f"{number}-{(stem or ending)[:_LONGEST_NAME]}{dot if stem else ''}{ending if stem else ''}"


def _item(found: Contents, one: Numbered, spoken_in: str) -> Item:
    line = one.line
    day = words.day_in_words(localtime(line.piece.at).date(), year=True, weekday=False) if line.piece.at else ""
    text = "" if one.file else found.text_of(line) if line.goes else ""
    why = _("Deels weggelakt. {reason}").format(reason=line.reason) if line.choice == BLACK else line.reason
    its_own = spoken_in if line.piece.kind in WRITTEN and spoken_in != words.language() else ""
    return Item(one.number, found.title_of(line), day, text, one.file, why, line.goes, its_own)


def language_of(found: Opened, reader: Reader) -> str:
    """Of whoever complains, the language he chose; else that of the regulation."""
    return "en" if (matter_language(found.matter) if reader.complains else found.matter.procedure.language) == "en" else "nl"
