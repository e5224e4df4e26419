"""A letter by post as it is printed: what stands on the paper around its words."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import override

from wederhoor.actions.going import going_with
from wederhoor.actions.letters import terms_told
from wederhoor.actions.status_link import on_paper
from wederhoor.core.words import day_in_words
from wederhoor.desk.opened import Desk
from wederhoor.desk.shown.articles import first_article
from wederhoor.desk.shown.term import article_said, closed_days
from wederhoor.web.paper import Paper
from wederhoor.web.term_line import Line, Mark
from wederhoor.web.term_line import on_paper as line_on_paper

if TYPE_CHECKING:
    from wederhoor.core.words import Language
    from wederhoor.correspondence.models import Letter


def paper_of(desk: Desk, letter: "Letter") -> Paper:
    """The letter on paper, in its own language: it bears the day for which it was filled."""
    language = _language_of(desk)
    day = day_in_words(letter.filled_for, year=True, weekday=False, language=language)
    with override(language):
        facts = [(_("Datum"), day), (_("Ons kenmerk"), desk.row.number)]
        term = _term_line(desk, letter, language)
    files = [file.name for file in going_with(letter)]
    return Paper(letter.address or letter.name, desk.row.number, facts, letter.subject, on_paper(letter), language, files, term)


def _term_line(desk: Desk, letter: "Letter", language: "Language") -> tuple[str, str]:
    """The dates that the letter tells of, drawn as of the day that it bears; nothing where it tells of none."""
    said = terms_told(letter)
    if said is None:
        return "", ""
    plain = [(name, day, article_said(first_article(desk.matter.procedure, clause))) for name, day, clause in said.steps]
    marks = tuple(Mark(day, name, article, "open") for name, day, article in plain)
    days = (said.received, letter.filled_for, *(mark.day for mark in marks))
    line = Line(said.received, marks, letter.filled_for, closed_days(said.calendar, min(days), max(days)))
    return line_on_paper(line, language=language)


def _language_of(desk: Desk) -> "Language":
    """What the paper says around the words of the letter, in the language of these where we have it."""
    return "en" if desk.language == "en" else "nl"
