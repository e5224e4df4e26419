"""Letter templates and their filling: `{name}` in our own words becomes the name, dates included.

A template holds no logic: a sentence that would say nothing is left out by itself. Where words in braces stand alone on a line and
their value is a list, each item gets a line of its own.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import dropwhile, takewhile
from typing import Final

from wederhoor.core.phrase import say
from wederhoor.core.procedure import spoken
from wederhoor.core.provision import Letter
from wederhoor.core.wording import Words
from wederhoor.core.words import Language, day_in_words, join_words, moment_in_words

Value = str | int | date | datetime | Sequence[str]

#: Every placeholder that a letter may hold, with its meaning; those with a colon name a duty, a right or a stage. Besides
#: these a letter may hold any datum of its own act.
PLACEHOLDERS: Final[Mapping[str, str]] = {
    "name": say("de naam van degene aan wie de brief is gericht"),
    "number": say("het nummer van het dossier"),
    "organisation": say("de naam van de organisatie"),
    "title": say("de titel van de klachtenregeling"),
    "version": say("de versie van de klachtenregeling"),
    "articles": say("de artikelen waarop de brief rust"),
    "received_on": say("de dag waarop de klacht is ontvangen"),
    "filed_on": say("de dag die de klacht zelf draagt"),
    "sent_on": say("de dag waarop de brief weggaat"),
    "due:": say("de uiterste dag van een verplichting, zoals {due:reply}"),
    "until": say("de nieuwe uiterste dag na een verlenging"),
    "right_last_day:": say("de laatste dag van een recht, zoals {right_last_day:object}"),
    "steps": say("de stappen van de behandeling"),
    "terms": say("de termijnen van de behandeling"),
    "reasons": say("de redenen, zoals de behandelaar die schreef"),
    "missing": say("de gegevens die nog ontbreken"),
    "subject": say("waar de klacht over gaat"),
    "officer": say("de naam van de behandelaar of klachtenfunctionaris"),
    "tracking_link": say("het adres van de pagina waar de klager de voortgang ziet"),
    "solution": say("de voorgestelde oplossing"),
    "outcome": say("het oordeel"),
    "findings": say("het oordeel over elke grond, met de redenen, elk op een regel"),
    "copy": say("de brief waarvan dit een afschrift is, zonder wat alleen voor een ander is"),
    "address:": say("waarheen men zich richt in een fase, zoals {address:intake}"),
}
_PLACE: Final = re.compile(r"\{([^{}\n]*)\}")
_ALONE: Final = re.compile(r"[ \t]*\{([^{}\n]*)\}[ \t]*")
_SENTENCE: Final = re.compile(r"(?<=[.!?])\s+(?=[A-ZÀ-Þ{(])")
#: What someone wrote, before a sentence of our own on the same line: it ends with a full stop of its own.
_OPENING: Final = re.compile(r"^\{([^{}\n]*)\}\s+(?=[A-ZÀ-Þ{])")
#: By which placeholders a letter states something, besides the one of the same name; with a colon, whatever they are about.
_CARRIES: Final[Mapping[str, tuple[str, ...]]] = {
    "terms": ("due:", "until"),
    "reasons": ("findings",),
    "outcome": ("findings",),
    "appeal": ("right_last_day:", "address:"),
    "progress": ("due:", "until"),
}


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

    Dates are written in words with their year. What is lacking must be left out of `values`. An empty value is there but says nothing:
    its sentence is left out, with what leads up to it. The subject and what the letter must state cannot do without.
    """
    texts = [spoken(letter.subject, language), spoken(letter.body, language)]
    unsaid = {name for name, value in values.items() if isinstance(value, Sequence) and not value}
    lacking = [name for text in texts for name in placeholders(text) if name not in values]
    lacking += [name for name in placeholders(texts[0]) if name in unsaid]
    lacking += [name for names in carriers(letter).values() if unsaid.issuperset(names) for name in names]
    if lacking:
        return tuple(dict.fromkeys(lacking))
    subject, body = (_filled(text, values, unsaid, language) for text in texts)
    return Filled(" ".join(subject.split()), body)


def carriers(letter: Letter) -> dict[str, tuple[str, ...]]:
    """What the letter must state, with the placeholders of its words that state it; none where it says so in plain words."""
    ours = placeholders(letter)
    return {state: tuple(name for name in ours if name == state or _carries(state, name)) for state in letter.states}


def _carries(state: str, name: str) -> bool:
    return any(name.startswith(kind) if kind.endswith(":") else name == kind for kind in _CARRIES.get(state, ()))


def _filled(text: str, values: Mapping[str, Value], unsaid: set[str], language: Language) -> str:
    lines: list[str] = []
    for line in _telling(text.splitlines(), unsaid):
        alone = _ALONE.fullmatch(line)
        value = values[alone[1]] if alone else ""
        if alone and isinstance(value, Sequence) and not isinstance(value, str):
            lines.extend(f"- {item}" for item in value)
        else:
            lines.append(_PLACE.sub(lambda match: _said(values[match[1]], language), line))
    return "\n".join(lines)


def _telling(lines: Sequence[str], unsaid: set[str]) -> Iterator[str]:
    """The lines without the sentences that would say nothing. Where a line goes, one blank line stays of those around it."""
    left = [_left_of(line, unsaid) for line in lines]
    gone, blank = False, True
    for place, line in enumerate(lines):
        rest = left[place]
        if rest.rstrip().endswith(":") and _leads_nowhere(lines[place + 1 :], left[place + 1 :]):
            rest = " ".join(_SENTENCE.split(rest)[:-1])
        gone = gone or bool(line and not rest)
        if rest or not (line or (gone and blank)):
            yield rest
            gone, blank = gone and not rest, not rest


def _left_of(line: str, unsaid: set[str]) -> str:
    if unsaid.isdisjoint(_PLACE.findall(line)):
        return line
    sentences = [_OPENING.sub(lambda found: "" if found[1] in unsaid else found[0], one) for one in _SENTENCE.split(line.strip())]
    return " ".join(one for one in sentences if one and unsaid.isdisjoint(_PLACE.findall(one)))


def _leads_nowhere(lines: Sequence[str], left: Sequence[str]) -> bool:
    """Whether what follows is only words in braces, each alone on its line, of which nothing is left."""
    after = dropwhile(lambda pair: not pair[0].strip(), zip(lines, left, strict=True))
    led = list(takewhile(lambda pair: _ALONE.fullmatch(pair[0]), after))
    return bool(led) and not any(rest for _, rest in led)


def _said(value: Value, language: Language) -> str:
    if isinstance(value, datetime):
        return moment_in_words(value, year=True, language=language)
    if isinstance(value, date):
        return day_in_words(value, year=True, language=language)
    return join_words(value, language=language) if isinstance(value, Sequence) and not isinstance(value, str) else str(value)


def _texts(letter: Letter | Words) -> Iterator[str]:
    for words in (letter.subject, letter.body) if isinstance(letter, Letter) else (letter,):
        yield from words.values() if isinstance(words, dict) else (words,)
