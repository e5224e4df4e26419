"""Letter templates and their filling: `{name}` in our own words becomes the name, dates included.

A template holds no logic. Where words in braces stand alone on a line and their value is a list, each item gets a line of its own.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from wederhoor.core.norm import Letter, Words
from wederhoor.core.procedure import spoken
from wederhoor.core.words import Language, day_in_words, join_words, moment_in_words

Value = str | int | date | datetime | Sequence[str]

#: Every placeholder that a letter may hold, with its meaning; those with a colon name a duty, a right or a stage. Besides
#: these a letter may hold any datum of its own act.
PLACEHOLDERS: Final[Mapping[str, str]] = {
    "name": "de naam van degene aan wie de brief is gericht",
    "number": "het nummer van het dossier",
    "organisation": "de naam van de organisatie",
    "title": "de titel van de klachtenregeling",
    "version": "de versie van de klachtenregeling",
    "articles": "de artikelen waarop de brief rust",
    "received_on": "de dag waarop de klacht is ontvangen",
    "filed_on": "de dag die de klacht zelf draagt",
    "sent_on": "de dag waarop de brief weggaat",
    "due:": "de uiterste dag van een verplichting, zoals {due:reply}",
    "until": "de nieuwe uiterste dag na een verlenging",
    "right_last_day:": "de laatste dag van een recht, zoals {right_last_day:object}",
    "steps": "de stappen van de behandeling",
    "terms": "de termijnen van de behandeling",
    "reasons": "de redenen, zoals de behandelaar die schreef",
    "missing": "de gegevens die nog ontbreken",
    "subject": "waar de klacht over gaat",
    "officer": "de naam van de behandelaar of klachtenfunctionaris",
    "tracking_link": "het adres van de pagina waar de klager de voortgang ziet",
    "solution": "de voorgestelde oplossing",
    "outcome": "het oordeel",
    "address:": "waarheen men zich richt in een fase, zoals {address:intake}",
}
_PLACE: Final = re.compile(r"\{([^{}\n]*)\}")
_ALONE: Final = re.compile(r"[ \t]*\{([^{}\n]*)\}[ \t]*")


@dataclass(frozen=True, slots=True)
class Filled:
    """A letter as it leaves."""

    subject: str
    body: str


def placeholders(letter: Letter | Words) -> tuple[str, ...]:
    """The placeholders of a letter, or of one text of it, in order and each once."""
    return tuple(dict.fromkeys(name for text in _texts(letter) for name in _PLACE.findall(text)))


def loose_braces(text: str) -> bool:
    """Whether a brace stands alone, opened and not closed or the other way round."""
    rest = _PLACE.sub("", text)
    return "{" in rest or "}" in rest


def fill(letter: Letter, values: Mapping[str, Value], *, language: Language = "nl") -> Filled | tuple[str, ...]:
    """The letter with its values, or the placeholders for which there is no value.

    Dates are written in words with their year. An empty text is a value; what is lacking must be left out of `values`.
    """
    texts = [spoken(letter.subject, language), spoken(letter.body, language)]
    missing = dict.fromkeys(name for text in texts for name in placeholders(text) if name not in values)
    if missing:
        return tuple(missing)
    subject, body = (_filled(text, values, language) for text in texts)
    return Filled(" ".join(subject.split()), body)


def _filled(text: str, values: Mapping[str, Value], language: Language) -> str:
    lines: list[str] = []
    for line in text.splitlines():
        alone = _ALONE.fullmatch(line)
        value = values[alone[1]] if alone else ""
        if alone and isinstance(value, Sequence) and not isinstance(value, str):
            lines.extend(f"- {item}" for item in value)
        else:
            lines.append(_PLACE.sub(lambda match: _said(values[match[1]], language), line))
    return "\n".join(lines)


def _said(value: Value, language: Language) -> str:
    if isinstance(value, datetime):
        return moment_in_words(value, year=True, language=language)
    if isinstance(value, date):
        return day_in_words(value, year=True, language=language)
    return join_words(value, language=language) if isinstance(value, Sequence) and not isinstance(value, str) else str(value)


def _texts(letter: Letter | Words) -> Iterator[str]:
    for words in (letter.subject, letter.body) if isinstance(letter, Letter) else (letter,):
        yield from words.values() if isinstance(words, dict) else (words,)
