"""A day as one says it today: its year goes without saying while it is this one."""

from datetime import date, datetime

from wederhoor.core.words import Language, day_in_words, moment_in_words


def day_said(day: date, today: date, *, weekday: bool = True, short: bool = False, language: Language = "nl") -> str:
    """A day in words: "dinsdag 2 juni", and of another year than today's "woensdag 2 juni 2027"."""
    return day_in_words(day, year=day.year != today.year, weekday=weekday, short=short, language=language)


def moment_said(moment: datetime, today: date, *, short: bool = False, language: Language = "nl") -> str:
    """A local moment in words, with its year where that is not today's."""
    return moment_in_words(moment, year=moment.year != today.year, short=short, language=language)
