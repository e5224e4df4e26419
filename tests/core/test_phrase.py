"""What the core says is Dutch, and can be said in another language by whoever knows the patterns."""

import copy
import json
import pickle
from datetime import date

import pytest

from wederhoor.core.phrase import Code, Count, Phrase, Value, named, say, told

ENGLISH = {
    "Ontbreekt: {what}.": "Missing: {what}.",
    "{first} {second}": "{first} {second}",
    "Eerst nog: {duties}.": "First still: {duties}.",
}


def in_english(text: str) -> str:
    return told(text, "en", lambda pattern: ENGLISH.get(pattern, pattern))


def test_a_phrase_is_its_dutch_sentence() -> None:
    phrase = say("Ontbreekt: {what}.", what=["a", "b"])
    assert phrase == "Ontbreekt: a, b."
    assert hash(phrase) == hash("Ontbreekt: a, b.")
    assert json.dumps({"reason": phrase}) == '{"reason": "Ontbreekt: a, b."}'


def test_a_phrase_is_told_in_another_language_with_its_values() -> None:
    assert in_english(say("Ontbreekt: {what}.", what=[{"nl": "oordeel", "en": "outcome"}, "x"])) == "Missing: outcome, x."


def test_a_phrase_within_a_phrase_is_told_too() -> None:
    inner = say("Ontbreekt: {what}.", what="x")
    assert in_english(say("{first} {second}", first=inner, second=say("Eerst nog: {duties}.", duties=()))) == "Missing: x. First still: ."


def test_text_that_is_no_phrase_stays_as_it_is() -> None:
    assert in_english("Ontbreekt: {what}.") == "Ontbreekt: {what}."


@pytest.mark.parametrize(
    ("value", "dutch", "english"),
    [
        (3, "3", "3"),
        (True, "True", "True"),
        (Count(1, "working days"), "1 werkdag", "1 working day"),
        (Code("closed_day", "Koningsdag"), "Koningsdag", "King's Day"),
        (date(2026, 6, 2), "dinsdag 2 juni 2026", "Tuesday 2 June 2026"),
        ("{other} {{x}", "{other} {{x}", "{other} {{x}"),
        ((), "", ""),
    ],
)
def test_values_are_said_in_the_language(value: Value, dutch: str, english: str) -> None:
    phrase = say("{value}", value=value)
    assert (str(phrase), in_english(phrase)) == (dutch, english)


def test_words_of_a_regulation_are_never_looked_up_and_keep_braces_that_are_no_places() -> None:
    assert named("Ontbreekt: {what}.", missing=()) == "Ontbreekt: {what}."
    assert in_english(named("Ontbreekt: {what}.")) == "Ontbreekt: {what}."
    assert in_english(named({"nl": "Nog niet: {missing}", "en": "Not yet: {missing}"}, missing=("a",))) == "Not yet: a"
    assert in_english(named({"nl": "Alleen Nederlands"})) == "Alleen Nederlands"


def test_a_phrase_can_be_copied() -> None:
    phrase = say("Ontbreekt: {what}.", what="x")
    for same in (copy.deepcopy(phrase), pickle.loads(pickle.dumps(phrase))):  # noqa: S301 - our own bytes
        assert isinstance(same, Phrase)
        assert in_english(same) == "Missing: x."
