"""A text knows which of its words are in another language, whatever is made of it."""

import copy
import json
import pickle

import pytest

from wederhoor.core.phrase import filled, named, say, spoken, told
from wederhoor.core.spoken import Spoken, language_in, marked, together

KLAGE = marked("Klage", "de")


def html(text: str) -> str:
    return text.__html__() if isinstance(text, Spoken) else text


def test_it_is_its_text() -> None:
    assert (KLAGE, hash(KLAGE), json.dumps(KLAGE)) == ("Klage", hash("Klage"), '"Klage"')


def test_a_page_marks_it_and_keeps_its_signs_harmless() -> None:
    assert html(marked("a <b>", 'x"')) == '<span lang="x&quot;">a &lt;b&gt;</span>'


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (filled("Over {what}: {n}.", what=KLAGE, n="{n}"), 'Over <span lang="de">Klage</span>: {n}.'),
        (KLAGE + ".", '<span lang="de">Klage</span>.'),
        ("De " + KLAGE, 'De <span lang="de">Klage</span>'),
        (KLAGE.lower(), '<span lang="de">klage</span>'),
        ((KLAGE + ", DEEL").capitalize(), '<span lang="de">Klage</span>, deel'),
        (("de " + KLAGE)[:5], 'de <span lang="de">Kl</span>'),
        (KLAGE[0].upper() + KLAGE[1:], '<span lang="de">Klage</span>'),
        (marked(" Klage ", "de").strip(), '<span lang="de">Klage</span>'),
        (together((KLAGE, "", "b"), between=", "), '<span lang="de">Klage</span>, , b'),
        (together((KLAGE, marked("n", "de"))), '<span lang="de">Klagen</span>'),
    ],
)
def test_what_is_made_of_it_keeps_the_language(text: str, said: str) -> None:
    assert html(text) == said


@pytest.mark.parametrize("text", [marked("", "de"), marked("Klacht", ""), together(("a", "b")), filled("{a}", a="b"), ("de " + KLAGE)[:2]])
def test_a_text_in_one_language_is_plain(text: str) -> None:
    assert type(text) is str


@pytest.mark.parametrize(("text", "language"), [(KLAGE, "de"), ("Klacht", ""), ("De " + KLAGE, ""), (KLAGE + marked("x", "fr"), "")])
def test_its_language_is_known_where_it_has_one(text: str, language: str) -> None:
    assert language_in(text) == language


def test_words_that_lack_a_language_are_marked_as_what_they_are_in() -> None:
    assert html(spoken({"de": "Klage"}, "en")) == '<span lang="de">Klage</span>'
    assert html(spoken("klacht", "en")) == '<span lang="nl">klacht</span>'
    assert type(spoken({"de": "Klage", "en": "complaint"}, "en")) is type(spoken("klacht")) is str


def test_a_sentence_of_the_core_marks_the_words_of_the_regulation_in_it() -> None:
    said = say("Dit is aan: {who}.", who=[{"de": "Vorstand"}, {"nl": "klager", "en": "complainant"}])
    assert html(told(said, "en", lambda _: "This is for: {who}.")) == 'This is for: <span lang="de">Vorstand</span>, complainant.'
    assert html(told(named({"de": "Am {day}"}, day="2"), "en", str)) == '<span lang="de">Am </span>2'


def test_it_can_be_copied() -> None:
    for same in (copy.deepcopy(KLAGE), pickle.loads(pickle.dumps(KLAGE))):  # noqa: S301 - our own bytes
        assert html(same) == '<span lang="de">Klage</span>'
