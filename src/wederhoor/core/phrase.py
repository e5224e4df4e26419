"""Sentences that the core says: Dutch as they stand, and kept with what they were made of, so that an edge can say them otherwise.

The core translates nothing. `told` is given the language and the one thing that an edge knows: how a Dutch pattern reads in it.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, Final, NamedTuple, Self, TypeAlias

from wederhoor.core.spoken import marked, together
from wederhoor.core.words import Language, count_of, day_in_words, word

_PLACE: Final = re.compile(r"\{(\w+)\}")


class Code(NamedTuple):
    """A code that is said by its word."""

    group: str
    code: str


class Count(NamedTuple):
    """A number with its unit."""

    n: int
    unit: str


#: What a sentence can be filled with: itself a sentence, a name in several languages, a code, a count, a day, or a list of those.
Value: TypeAlias = "str | int | Mapping[str, str] | Code | Count | date | Sequence[Value]"
Translate: TypeAlias = Callable[[str], str]


class Phrase(str):
    """A Dutch sentence with its pattern and values. It equals, hashes and is written down as the sentence.

    `pattern` is a Dutch sentence of ours with `{places}`, or a regulation's own words, which nobody translates.
    """

    __slots__ = ("pattern", "values")
    pattern: str | Mapping[str, str]
    values: Mapping[str, Value]

    def __new__(cls, pattern: str | Mapping[str, str], values: Mapping[str, Value]) -> Self:
        """The sentence filled. A place without a value stays as it is written."""
        made = super().__new__(cls, _filled(pattern, values, "nl", _as_it_is))
        made.pattern, made.values = pattern, values
        return made

    def __getnewargs__(self) -> tuple[Any, ...]:
        return self.pattern, self.values


def say(pattern: str, **values: Value) -> Phrase:
    """A sentence of ours: `say("Er ontbreekt: {what}.", what=capacity.name)`. The pattern is what is translated."""
    return Phrase(pattern, values)


def named(words: str | Mapping[str, str], **values: Value) -> Phrase:
    """Words of a regulation, with what they leave open filled in."""
    return Phrase(words if isinstance(words, Mapping) else {"nl": words}, values)


def told(text: str, language: Language, translate: Translate) -> str:
    """A sentence in a language; `translate` gives a Dutch pattern in it. Text that is no phrase stays as it is."""
    return _filled(text.pattern, text.values, language, translate) if isinstance(text, Phrase) else text


def spoken(words: str | Mapping[str, str], language: str = "nl") -> str:
    """The words in a language; in Dutch, else the first there is, where that language is lacking, and marked as that."""
    if isinstance(words, str):
        return words if language == "nl" else marked(words, "nl")
    if text := words.get(language):
        return text
    found = language_of(words, language)
    return marked(words.get(found, ""), found)


def language_of(words: str | Mapping[str, str], language: str) -> str:
    """In which language `spoken` says it; words that stand without one are Dutch (see `wording.Words`)."""
    if isinstance(words, str):
        return "nl"
    if words.get(language):
        return language
    return "nl" if words.get("nl") else next(iter(words), language)


def filled(pattern: str, **values: str) -> str:
    """A pattern with its `{places}` filled, like `str.format`; words in another language stay marked."""
    return _filled(pattern, values, "nl", _as_it_is)


def _as_it_is(pattern: str) -> str:
    return pattern


def _filled(pattern: str | Mapping[str, str], values: Mapping[str, Value], language: Language, translate: Translate) -> str:
    its_own = language if isinstance(pattern, str) else language_of(pattern, language)
    parts = _PLACE.split(translate(pattern) if isinstance(pattern, str) else spoken(pattern, language))
    if its_own != language:
        parts[::2] = [marked(part, its_own) for part in parts[::2]]
    parts[1::2] = [_said(values[name], language, translate) if name in values else f"{{{name}}}" for name in parts[1::2]]
    return together(parts)


def _said(value: Value, language: Language, translate: Translate) -> str:
    found = str(value)
    if isinstance(value, str):
        found = told(value, language, translate)
    elif isinstance(value, Code):
        found = word(value.group, value.code, language=language)
    elif isinstance(value, Count):
        found = count_of(value.n, value.unit, language=language)
    elif isinstance(value, date):
        found = day_in_words(value, year=True, language=language)
    elif isinstance(value, Mapping):
        found = spoken(value, language)
    elif isinstance(value, Sequence):
        found = together((_said(item, language, translate) for item in value), between=", ")
    return found
