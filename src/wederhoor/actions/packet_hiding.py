"""What is blacked out of a text: names of others are found in it and put between [[ and ]]; what stands between those does not go along."""

import re
import unicodedata
from collections.abc import Callable, Collection, Iterable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from wederhoor.dossiers.models import Party

OPEN, SHUT = "[[", "]]"
_MARKS: Final = re.compile(r"\[\[|\]\]")
_BETWEEN: Final = re.compile(r"\[\[(.*?)\]\]", re.DOTALL)
#: Words of a name that are long enough to mean this name by themselves.
_LAST, _FIRST = 4, 3
#: What is all digits, and so long, is a number by which someone is reached: it is written in many ways.
_DIGITS: Final = 6
_LOOSE: Final = r"[\s\-./()]*"
#: A code of ours, in groups: it is found however it is written.
_CODE: Final = re.compile(r"(?:[A-Z2-7]{4}-){3,}[A-Z2-7]{1,4}")


def names_of(parties: Iterable["Party"], *, own: Iterable["Party"], parts: bool = True) -> tuple[str, ...]:
    """By what these persons can be known in a text; what is also of one of `own` stays out. `parts`: also by a part of their name."""
    mine = {_folded(word)[0] for party in own for term in _terms(party, parts=True) for word in (term, *term.split())}
    found = (term for party in parties for term in _terms(party, parts=parts))
    return tuple(dict.fromkeys(term for term in found if _folded(term)[0] not in mine))


def found_in(text: str, terms: Collection[str]) -> list[tuple[int, int]]:
    """Where these stand in a text, whole words only, without regard to capitals, accents, line ends and invisible signs."""
    pattern = _pattern(tuple(terms))
    if pattern is None:
        return []
    folded, places = _folded(text)
    return [(places[match.start()], places[match.end() - 1] + 1) for match in pattern.finditer(folded)]


def marked(text: str, terms: Collection[str]) -> str:
    """The text with each of these between marks."""
    return _around(text, terms, lambda found: f"{OPEN}{found}{SHUT}")


def hidden(text: str, terms: Collection[str]) -> str:
    """The text with each of these blacked out."""
    return _around(text, terms, lambda _found: black())


def blacked(said: str) -> str:
    """A text with marks as it goes along: of what stands between them nothing is left, not even how long it was."""
    return _BETWEEN.sub(lambda _match: black(), said)


def unmarked(said: str) -> str:
    """The text itself, without marks."""
    return _MARKS.sub("", said)


def fault_of(said: str, text: str) -> str:
    """Why these marks cannot be: they do not close, or something else of the text was changed. Nothing where they can."""
    inside = False
    for mark in _MARKS.findall(said):
        if (mark == OPEN) == inside:
            return _("Elke [[ heeft een eigen ]] nodig.")
        inside = mark == OPEN
    if inside:
        return _("Elke [[ heeft een eigen ]] nodig.")
    if lines(unmarked(said)) != lines(unmarked(text)):
        return _("De tekst zelf is veranderd. Zet er alleen [[ en ]] in, of haal die weg.")
    return ""


def lines(text: str) -> str:
    """A text as a form sends it back: with line ends of one kind, and none around it."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def black() -> str:
    """What stands where something was blacked out: a word, so that it is heard too."""
    said = _("weggelakt")
    return f"[{said}]"


def _around(text: str, terms: Collection[str], put: Callable[[str], str]) -> str:
    parts, at = [], 0
    for start, end in found_in(text, terms):
        parts += [text[at:start], put(text[start:end])]
        at = end
    return "".join([*parts, text[at:]])


def _terms(party: "Party", *, parts: bool) -> Iterator[str]:
    name = " ".join(party.name.split())
    whole = (name, party.email, party.phone, party.address)
    yield from (one for one in whole if len(one) >= _FIRST)
    words = name.split()
    if parts and len(words) > 1:
        yield from (one for one in words[-1:] if len(one) >= _LAST)
        yield from (one for one in words[:1] if len(one) >= _FIRST and "." not in one)


@lru_cache(maxsize=64)
def _pattern(terms: tuple[str, ...]) -> re.Pattern[str] | None:
    said = sorted({one for term in terms if (one := _said(term))}, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(said)})(?!\w)") if said else None


def _said(term: str) -> str:
    digits = re.sub(r"[^\w+]", "", term)
    if len(digits) >= _DIGITS and (digits.lstrip("+").isdecimal() or _CODE.fullmatch(term)):
        return _LOOSE.join(re.escape(one) for one in _folded(digits)[0])
    return re.escape(_folded(term.strip())[0])


def _folded(text: str) -> tuple[str, list[int]]:
    """Small letters without accents, one space for any white space, nothing invisible; and for each letter its place in the text."""
    letters: list[str] = []
    places: list[int] = []
    for place, sign in enumerate(text):
        if sign.isspace():
            plain = "" if letters and letters[-1] == " " else " "
        else:
            parts = unicodedata.normalize("NFKD", sign)
            plain = "".join(one for one in parts if not unicodedata.combining(one) and unicodedata.category(one) != "Cf").casefold()
        letters += plain
        places += [place] * len(plain)
    return "".join(letters), places
