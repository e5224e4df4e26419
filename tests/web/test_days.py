"""A day says its year only where that is not this year's."""

from datetime import UTC, date, datetime

import pytest
from django.template import Context, Template

from wederhoor.web.days import day_said, moment_said
from wederhoor.web.term_line import Line, Mark, large

TODAY = date(2026, 5, 12)


@pytest.mark.parametrize(("day", "said"), [(date(2026, 6, 2), "dinsdag 2 juni"), (date(2027, 6, 2), "woensdag 2 juni 2027")])
def test_a_day_of_another_year_has_its_year(day: date, said: str) -> None:
    assert day_said(day, TODAY) == said


def test_a_moment_of_another_year_has_its_year() -> None:
    assert moment_said(datetime(2025, 6, 17, 10, 0), TODAY, short=True) == "di 17 jun 2025, 10.00"  # noqa: DTZ001


def test_the_term_line_says_the_year_of_its_days_and_of_its_words() -> None:
    drawn = large(Line(date(2025, 12, 1), (Mark(date(2027, 1, 4), "Reageren", "art. 5", "open"),), TODAY))
    assert "1 december 2025" in drawn
    assert "uiterlijk maandag 4 januari 2027" in drawn


def test_the_tag_takes_the_local_year() -> None:
    source = "{% load wederhoor %}{% when at now %}"
    context = Context({"at": datetime(2025, 12, 31, 23, 30, tzinfo=UTC), "now": datetime(2026, 5, 12, tzinfo=UTC)})
    assert Template(source).render(context) == "do 1 jan, 00.30"


def test_a_code_without_a_name_is_shown_itself() -> None:
    source = '{% load wederhoor %}{{ "a"|named:names }}{{ "b"|named:names }}'
    assert Template(source).render(Context({"names": {"a": "Examen A "}})) == "Examen A b"
