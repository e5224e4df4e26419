"""What of a dossier goes along for one reader: a proposal by the access rules, and what was chosen instead."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from django.utils.translation import gettext as _

from wederhoor.actions.load import Opened
from wederhoor.actions.packet_hiding import blacked, fault_of, found_in, hidden, lines, marked, names_of
from wederhoor.actions.packet_pieces import TERMS, TIMELINE, Piece, pieces_of
from wederhoor.actions.packet_readers import OUTSIDE, Reader, others
from wederhoor.actions.tracking import code_of, link_of
from wederhoor.core.spoken import Spoken, together
from wederhoor.dossiers.before import ADVISES

if TYPE_CHECKING:
    from wederhoor.dossiers.models import Document

#: It goes along as it is, with parts blacked out, or not: then why, as in `reasons`.
WITH, BLACK = "with", "black"
OTHERS, ADVICE, INTERNAL, RULE, STRANGE, ELSE = "others", "advice", "internal", "rule", "strange", "else"
REASONS: Final = (OTHERS, ADVICE, INTERNAL, RULE, STRANGE, ELSE)
#: Words of a reason of one's own at most.
LONGEST_REASON: Final = 500


@dataclass(frozen=True, slots=True)
class Line:
    """A piece and what becomes of it. `choice`: `with`, `black` or why it stays out; `barred`: that cannot be chosen otherwise.

    `found`: names of others in it; `marked`: its text with marks; `copy`: its newest copy with parts blacked out; `words`: the reason of
    whoever chose; `stale`: what he marked was of a text that is not this one any more.
    """

    piece: Piece
    choice: str
    proposed: str
    barred: bool = False
    found: bool = False
    marked: str = ""
    copy: "Document | None" = None
    words: str = ""
    stale: bool = False

    @property
    def goes(self) -> bool:
        """Whether it goes along."""
        return self.choice in {WITH, BLACK}

    @property
    def document(self) -> "Document | None":
        """The file that goes along: where something is blacked out its copy."""
        return self.copy if self.choice == BLACK and self.copy is not None else self.piece.document

    @property
    def lacks(self) -> str:
        """What must still be done before the packet can be made; nothing where it can."""
        if self.choice == BLACK and self.piece.document is not None and self.copy is None:
            return _("Voeg een kopie toe waarin is weggelakt.")
        if self.choice == BLACK and (self.stale or (not self.piece.document and fault_of(self.marked, self.piece.text))):
            return _("Kijk na wat u weglakt: de tekst is veranderd.")
        if self.choice == ELSE and not self.words:
            return _("Schrijf op waarom dit niet meegaat.")
        return ""

    @property
    def reason(self) -> str:
        """Why it stays out or is blacked out in part, in words."""
        said = reasons().get(OTHERS if self.choice == BLACK else self.choice, "")
        own = self.choice == ELSE
        return self.words if own else " ".join(part for part in (said, self.words) if part)


@dataclass(frozen=True, slots=True)
class Contents:
    """What a packet would hold now. `terms`: by what others are known; `secret`: what never goes along, whatever was chosen."""

    lines: tuple[Line, ...]
    terms: tuple[str, ...]
    secret: tuple[str, ...]

    @property
    def lacking(self) -> list[Line]:
        """What must be done before it can be made."""
        return [line for line in self.lines if line.lacks]

    def title_of(self, line: Line) -> str:
        """What a piece is called in the packet: never by the name of another, and of what stays out no more than its kind."""
        title = line.piece.title
        return _hidden_in(title, (*self.terms, *line.piece.names, *self.secret)) if line.goes else line.piece.plain_title

    def text_of(self, line: Line) -> str:
        """The text as it goes along."""
        return hidden(blacked(line.marked) if line.choice == BLACK else line.piece.text, self.secret)


def _hidden_in(title: str, terms: Sequence[str]) -> str:
    """A title with these blacked out, each piece still in its language; in none where a name would stand in two pieces."""
    whole = hidden(title, terms)
    pieces = title.pieces if isinstance(title, Spoken) else ()
    each = together(Spoken(((hidden(text, terms), language),)) for text, language in pieces)
    return each if each == whole else whole


def reasons() -> dict[str, str]:
    """Why something does not go along, in words."""
    return {
        OTHERS: _("Gegevens van anderen (AVG, artikel 15, vierde lid)."),
        ADVICE: _("Intern advies."),
        INTERNAL: _("Interne notitie of afweging."),
        RULE: _("De klachtenregeling geeft dit stuk niet aan deze lezer."),
        STRANGE: _("Hoort niet bij dit dossier."),
        ELSE: _("Een andere reden."),
    }


def contents(opened: Opened, reader: Reader, choices: Mapping[str, Mapping[str, Any]]) -> Contents:
    """What goes along for this reader. `choices`: by piece what was chosen otherwise."""
    theirs, mine = others(opened, reader)
    terms = names_of(theirs, own=mine)
    copies: dict[int, Document] = {one.copy_of_id: one for one in opened.documents if one.copy_of_id is not None}
    found = tuple(
        _chosen(_proposed(piece, reader, terms, copies), choices.get(piece.key, {}))
        for piece in pieces_of(opened, sees=reader.sight.sees_act)
    )
    return Contents(found, terms, _secret(opened))


def _secret(opened: Opened) -> tuple[str, ...]:
    """The way to the complainant's own page is for nobody to read in a file, not even for himself: a file is passed on."""
    first = next(iter(opened.rows.values()))
    return (link_of(first, first.organisation.slug), code_of(first))


def _proposed(piece: Piece, reader: Reader, terms: Sequence[str], copies: Mapping[int, "Document"]) -> Line:
    barred = piece.record is not None and reader.never(piece.record)
    terms = (*terms, *piece.names)
    found = bool(found_in(f"{piece.title}\n{piece.text}", terms))
    copy = copies.get(piece.document.pk) if piece.document is not None else None
    choice = _choice(piece, reader, barred=barred, found=found, copied=copy is not None)
    return Line(piece, choice, choice, barred, found, marked(lines(piece.text), terms), copy)


def _choice(piece: Piece, reader: Reader, *, barred: bool, found: bool, copied: bool) -> str:
    if barred:
        return ADVICE if piece.record is not None and piece.record.act in ADVISES else INTERNAL
    if piece.withdrawn:
        return STRANGE
    if not _for(piece, reader):
        return RULE if not reader.complains and reader.code != OUTSIDE else OTHERS
    blackens = copied if piece.document is not None else found
    return BLACK if blackens and (reader.side or not reader.sight.whole) else WITH


def _for(piece: Piece, reader: Reader) -> bool:
    """Whether the regulation gives him this piece."""
    sight, document = reader.sight, piece.document
    if piece.kind in {TIMELINE, TERMS} or sight.whole or (piece.party and piece.party in sight.refs):
        return True
    if document is not None:
        return sight.sees_document(document) and (not document.by or document.by in sight.refs)
    if piece.kind == "letter":
        return sight.sees_letter(piece.party, piece.record.index if piece.record else None)
    if piece.kind == "message":
        return sight.from_outside
    return piece.record is not None and reader.sees(piece.record)


def _chosen(line: Line, choice: Mapping[str, Any]) -> Line:
    """With what was chosen; what may never go along stays out."""
    if line.barred or not choice:
        return line
    said = choice.get("marked", "")
    stale = bool(said) and bool(fault_of(said, line.piece.text))
    return replace(
        line,
        choice=choice.get("choice") or line.choice,
        words=choice.get("words", ""),
        marked=said if said and not stale else line.marked,
        stale=stale,
    )
