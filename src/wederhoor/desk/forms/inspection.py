"""What is chosen for a packet: for each piece whether it goes along, and of one piece what is blacked out and why."""

from collections.abc import Iterable, Mapping

from django.http import QueryDict
from django.utils.translation import gettext as _

from wederhoor.actions.packet import CHOICES
from wederhoor.actions.packet_hiding import fault_of, lines
from wederhoor.actions.packet_proposing import LONGEST_REASON, Line
from wederhoor.web.fields import Field
from wederhoor.web.numbers import number_of

READER, VERSION, STEP = "reader", "version", "step"
CHOICE, WORDS, MARKED, COPY = "choice", "words", "marked", "copy"


def chosen(post: QueryDict, shown: Iterable[Line]) -> dict[str, dict[str, str]]:
    """What was chosen for the pieces that the page showed, as far as it is otherwise than before."""
    asked = ((line, post.get(f"{CHOICE}.{line.piece.key}", "")) for line in shown if not line.barred)
    return {line.piece.key: {CHOICE: value} for line, value in asked if value in CHOICES and value != line.choice}


def version_of(post: QueryDict) -> int:
    """The draft that someone had before him."""
    version = number_of(post.get(VERSION, ""))
    return -1 if version is None else version


def piece_fields(line: Line, choices: Iterable[tuple[str, str]], typed: Mapping[str, str] | None = None) -> tuple[Field, ...]:
    """What is asked of one piece. `typed`: what was sent, where it comes back."""
    given = typed or {CHOICE: line.choice, WORDS: line.words, MARKED: line.marked}
    fields = [
        Field(CHOICE, "choice", _("Gaat het mee?"), required=True, choices=tuple(choices), value=given.get(CHOICE, "")),
        Field(
            WORDS, "longtext", _("Toelichting"), _("Dit staat in de inhoudsopgave, voor wie het pakket krijgt."), value=given.get(WORDS, "")
        ),
    ]
    if line.piece.document is None:
        hint = _("Zet [[ en ]] om wat weg moet. Wat er al tussen staat, vond het programma zelf. Het origineel blijft zoals het is.")
        errors = tuple(one for one in [fault_of(given.get(MARKED, ""), line.piece.text) if typed else ""] if one)
        fields.append(Field(MARKED, "longtext", _("Wat u weglakt"), hint, value=given.get(MARKED, ""), errors=errors))
    return tuple(fields)


def typed_of(post: QueryDict) -> dict[str, str]:
    """What was sent of one piece."""
    found = {CHOICE: post.get(CHOICE, ""), WORDS: " ".join(post.get(WORDS, "").split())[:LONGEST_REASON]}
    return {**found, **({MARKED: lines(post.get(MARKED, ""))} if MARKED in post else {})}
