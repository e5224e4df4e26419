"""A day as one says it today, in the language of the page unless told otherwise: its year goes without saying while it is this one."""

from datetime import date, datetime

from wederhoor.core.words import Language, day_in_words, moment_in_words
from wederhoor.web.words import language as page_language


def day_said(day: date, today: date, *, weekday: bool = True, short: bool = False, language: Language | None = None) -> str:
    """A day in words: "dinsdag 2 juni", and of another year than today's "woensdag 2 juni 2027"."""
    return day_in_words(day, year=day.year != today.year, weekday=weekday, short=short, language=language or page_language())


def moment_said(moment: datetime, today: date, *, short: bool = False, language: Language | None = None) -> str:
    """A local moment in words, with its year where that is not today's."""
    return moment_in_words(moment, year=moment.year != today.year, short=short, language=language or page_language())
