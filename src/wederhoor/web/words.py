"""The words of the core in the language of the page: what pages use in place of `core.words` and `core.procedure.spoken`.

A regulation speaks in its own language. Its names may be there in several; what is not in the page's language is marked (WCAG 3.1.2):
`spoken`, `told`, `filled` and `join_words` give a text that knows it (`core.spoken`), and a template writes it down so.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext

from wederhoor.core import phrase, words
from wederhoor.core.phrase import filled
from wederhoor.core.spoken import Spoken, language_in, marked, together
from wederhoor.core.words import (
    CountWorkingDays,
    Language,
    has_word,
    weekdays_between,
)

__all__ = [
    "CountWorkingDays",
    "Language",
    "codes",
    "count_of",
    "day_in_words",
    "filled",
    "has_word",
    "in_one_language",
    "join_words",
    "kept",
    "language",
    "language_of",
    "moment_in_words",
    "noted",
    "quoted",
    "remaining",
    "remaining_hours",
    "spoken",
    "together",
    "told",
    "up_to",
    "value_word",
    "weekdays_between",
    "word",
]


def language() -> Language:
    """The language of the page that is being made."""
    return "en" if (get_language() or "nl").startswith("en") else "nl"


def told(text: str) -> str:
    """A sentence of the core, such as the reason of a refusal; any other text stays as it is."""
    return phrase.told(text, language(), gettext)


def kept(text: str) -> str:
    """A sentence that the program wrote down in Dutch, such as why a letter did not leave; what it does not know stays as it is."""
    return gettext(text) if text else ""


def spoken(said: str | Mapping[str, str]) -> str:
    """A name or a text of a regulation, in the language of the page where it is there in it; else marked as what it is in."""
    return phrase.spoken(said, language())


def language_of(said: str | Mapping[str, str]) -> str:
    """In which language `spoken` says it."""
    return phrase.language_of(said, language())


def quoted(text: str, its_language: str) -> str:
    """What was made of a text of a regulation, or what people wrote, marked where it is in another language than the page."""
    return text if its_language == language() else marked(text, its_language)


def in_one_language(text: str, instead: str) -> str:
    """A text where all its words are in one language, for what can bear one alone, such as the title of a page; else the other text."""
    return instead if isinstance(text, Spoken) and not language_in(text) else text


def noted(pattern: str, **values: str) -> SafeString:
    """`filled` for a notice on the next page: kept as markup, for what is kept as plain text loses its marks."""
    return format_html("{}", filled(pattern, **values))


def up_to(text: str, stop: str) -> str:
    """What stands before the first of these signs; all of it where there is none."""
    return text[: text.find(stop)] if stop in text else text


def codes(group: str) -> tuple[str, ...]:
    """The codes of a group, in their natural order."""
    return words.codes(group)


def word(group: str, code: str) -> str:
    """The word of a code."""
    return words.word(group, code, language=language())


def value_word(field: str, value: str) -> str:
    """The word of a value that an act carries in this field."""
    return words.value_word(field, value, language=language())


def count_of(n: int, unit: str) -> str:
    """A number with its unit."""
    return words.count_of(n, unit, language=language())


def join_words(said: Sequence[str]) -> str:
    """A list as one reads it."""
    named = {f"n{number}": one for number, one in enumerate(said)}
    return filled(words.join_words([f"{{{name}}}" for name in named], language=language()), **named)


def day_in_words(day: date, *, year: bool = False, weekday: bool = True, short: bool = False) -> str:
    """A day in words."""
    return words.day_in_words(day, year=year, weekday=weekday, short=short, language=language())


def moment_in_words(moment: datetime, *, year: bool = False, weekday: bool = True, short: bool = False) -> str:
    """A local moment in words."""
    return words.moment_in_words(moment, year=year, weekday=weekday, short=short, language=language())


def remaining(due: date, today: date, unit: str = "days", working_days: CountWorkingDays = weekdays_between) -> str:
    """What is left until the last day, in the unit of the rule."""
    return words.remaining(due, today, unit, working_days, language=language())


def remaining_hours(due: datetime, now: datetime) -> str:
    """What is left of a term in hours."""
    return words.remaining_hours(due, now, language=language())
