"""The tags say articles, days and words as a page needs them."""

from datetime import UTC, date, datetime

import pytest
from django.template import Context, Template
from django.utils.translation import override

from wederhoor.core.spoken import marked, together

TODAY = date(2026, 5, 12)


def shown(source: str, **context: object) -> str:
    return Template("{% load wederhoor %}" + source).render(Context(context)).strip()


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ('{{ "5"|article }}', '<span class="article">art. 5</span>'),
        ('{{ "art. 7, lid 2"|article }}', '<span class="article">art. 7, lid 2</span>'),
        ('{{ ""|article }}', ""),
        ("{{ today|day }}", "dinsdag 12 mei"),
        ('{{ today|day:"short year" }}', "di 12 mei 2026"),
        ('{{ received|day:"bare" }}', "1 mei"),
        ("{{ nothing|day }}{{ nothing|moment }}", ""),
        ("{{ received|moment }}", "vrijdag 1 mei, 00.30 uur"),
        ('{{ local|moment:"short" }}', "do 30 apr, 16.00"),
        ("{% remaining due today 'working days' %}", "nog 3 werkdagen"),
        ('{{ "overdue"|word:"duty_status" }}', "te laat"),
        ('{{ "mail"|said:"channel" }}', "e-mail"),
        ('{{ 20|count:"working days" }}', "20 werkdagen"),
        ("{{ names|listed }}", "a, b en c"),
        ('{{ map|at:"x" }}{{ map|at:"y" }}', "1"),
    ],
)
def test_a_tag_says_it_in_dutch(source: str, said: str) -> None:
    context = {
        "today": TODAY,
        "due": date(2026, 5, 15),
        "received": datetime(2026, 4, 30, 22, 30, tzinfo=UTC),
        "local": datetime(2026, 4, 30, 16, 0),  # noqa: DTZ001
        "nothing": None,
        "names": ["a", "b", "c"],
        "map": {"x": 1},
    }
    assert shown(source, **context) == said


def test_an_english_page_says_it_in_english() -> None:
    with override("en"):
        assert shown("{{ today|day }}", today=TODAY) == "Tuesday 12 May"


def test_an_article_is_escaped() -> None:
    assert "<b>" not in shown("{{ it|article }}", it="<b>5</b>")


def test_a_card_stands_around_its_content() -> None:
    html = shown('{% card title=title tone="now" article="5" %}<p>{{ it }}</p>{% endcard %}', it="<x>", title="Wat <nu>")
    assert 'class="card card-now"' in html
    assert "Wat &lt;nu&gt;" in html
    assert "<p>&lt;x&gt;</p>" in html
    assert "art. 5" in html


def test_a_group_names_its_number_also_when_it_is_nought() -> None:
    assert '<span class="num">0</span>' in shown('{% group title="Te laat" count=0 tone="late" %}{% endgroup %}')
    assert "num" not in shown('{% group title="Te laat" %}{% endgroup %}')


FAR = marked("Beschwerde", "de")


@pytest.mark.parametrize(
    ("words", "title"),
    [
        ("Register", "<title>Register · Klik</title>"),
        (FAR, '<title lang="de">Beschwerde · Klik</title>'),
        (together((FAR, " · 2026-0001")), '<title lang="de">Beschwerde · 2026-0001 · Klik</title>'),
        (together(("Pakket ", FAR)), "<title>Pakket Beschwerde · Klik</title>"),
        (together((FAR, " ", marked("objection", "en"))), "<title>Beschwerde objection · Klik</title>"),
        ("a < b & c", "<title>a &lt; b &amp; c · Klik</title>"),
    ],
)
def test_a_title_bears_the_language_of_its_words_where_they_have_one(words: str, title: str) -> None:
    assert shown('{% page_title "Klik" %}{{ words }}{% endpage_title %}', words=words) == title


def test_a_title_stands_without_an_organisation_too() -> None:
    assert shown("{% page_title %}Aanmelden{% endpage_title %}") == "<title>Aanmelden</title>"


def test_what_was_written_in_another_language_is_marked() -> None:
    assert shown('{{ words|quoted:"de" }}{{ words|quoted:"nl" }}', words="Aha") == '<span lang="de">Aha</span>Aha'
