"""Pages say words, names and sentences in their own language, and mark what is in another."""

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
from django.template import Context, Template
from django.utils import translation

from tests.support import catalogue
from wederhoor.core.phrase import say
from wederhoor.core.spoken import marked
from wederhoor.web import words
from wederhoor.web.days import day_said


@pytest.fixture
def english() -> Iterator[None]:
    catalogue.compiled()
    with translation.override("en"):
        yield


@pytest.mark.parametrize(("active", "language"), [("nl", "nl"), ("en", "en"), ("en-gb", "en"), ("de", "nl")])
def test_a_page_is_in_dutch_or_in_english(active: str, language: str) -> None:
    with translation.override(active):
        assert words.language() == language


def test_without_any_language_a_page_is_in_dutch() -> None:
    with translation.override(None):
        assert words.language() == "nl"


def test_words_are_said_in_the_language_of_the_page(english: None) -> None:
    today = date(2026, 6, 1)
    assert words.word("kind", "complaint") == "complaint"
    assert words.value_word("channel", "mail") == "e-mail"
    assert words.count_of(2, "working days") == "2 working days"
    assert words.join_words(["a", "b"]) == "a and b"
    assert words.day_in_words(today) == day_said(today, today) == "Monday 1 June"
    assert words.moment_in_words(datetime(2026, 6, 1, 9, 5, tzinfo=UTC)) == "Monday 1 June, 09:05"
    assert words.remaining(date(2026, 6, 3), today) == "2 days left"
    assert words.remaining_hours(datetime(2026, 6, 1, 9, tzinfo=UTC), datetime(2026, 6, 1, 7, tzinfo=UTC)) == "2 hours left"


def test_a_sentence_of_the_core_is_told_in_the_language_of_the_page(english: None) -> None:
    assert (
        words.told(say("Dit is niet aan de rol '{role}'.", role={"nl": "directie", "en": "board"})) == "This is not for the role 'board'."
    )
    assert words.told("Zo staat het er.") == "Zo staat het er."


def test_a_name_is_spoken_in_the_language_that_it_has(english: None) -> None:
    assert words.spoken({"nl": "directie", "en": "board"}) == "board"
    assert words.spoken({"nl": "directie"}) == words.spoken("directie") == "directie"


@pytest.mark.parametrize(
    ("said", "language"),
    [("tekst", "nl"), ({"nl": "tekst"}, "nl"), ({"nl": "tekst", "en": "text"}, "en"), ({"fy": "tekst"}, "fy"), ({}, "en")],
)
def test_it_is_known_in_which_language_a_text_is_said(english: None, said: str | dict[str, str], language: str) -> None:
    assert words.language_of(said) == language


def shown(source: str, **values: object) -> str:
    return Template("{% load i18n wederhoor %}" + source).render(Context(values))


@pytest.mark.parametrize(("active", "html"), [("nl", "a &lt;b&gt;"), ("en", '<span lang="nl">a &lt;b&gt;</span>')])
def test_a_text_in_another_language_than_the_page_is_marked(active: str, html: str) -> None:
    with translation.override(active):
        assert shown("{{ text }}", text=words.spoken("a <b>")) == html
        assert shown("{% blocktranslate %}{{ text }}{% endblocktranslate %}", text=words.spoken("a <b>")) == html


def test_in_a_list_and_after_a_capital_it_stays_marked(english: None) -> None:
    assert shown("{{ text }}", text=words.join_words(["a", words.spoken("b")])) == 'a and <span lang="nl">b</span>'
    assert shown("{{ text|capfirst }}", text=words.spoken("b")) == '<span lang="nl">B</span>'
    assert shown("{{ text }}", text=words.up_to(words.spoken("b, c"), ",")) == '<span lang="nl">b</span>'


@pytest.mark.parametrize(("active", "html"), [("nl", "<p><option>"), ("en", '<p lang="nl"><option lang="nl">')])
def test_a_passage_and_an_option_bear_the_language_themselves(active: str, html: str) -> None:
    with translation.override(active):
        said = shown("<p{{ code|lang }}><option{{ text|in_language }}>", code="nl", text=words.spoken("b"))
    assert said == html


def test_a_notice_for_the_next_page_keeps_the_language_of_its_words_and_escapes_what_was_typed() -> None:
    assert words.noted("Vastgelegd: {act}.", act=marked("<Berufung>", "de")) == 'Vastgelegd: <span lang="de">&lt;Berufung&gt;</span>.'
    assert words.noted("Vastgelegd: {act}.", act="a & b") == "Vastgelegd: a &amp; b."


def test_what_can_bear_one_language_only_gets_a_text_that_is_in_one() -> None:
    whole = marked("Berufung", "de")
    assert [words.in_one_language(text, "Intrekken") for text in ("Alles", whole)] == ["Alles", whole]
    assert words.in_one_language(words.filled("Mijn {noun} intrekken", noun=whole), "Intrekken") == "Intrekken"
