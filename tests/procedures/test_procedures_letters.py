"""No letter of any regulation says something of nothing: with all that may be empty left empty it is refused, or reads as a whole."""

import re

import pytest

from tests.factories.house import PROCEDURES
from tests.factories.scenes import regulation
from wederhoor.core.letter import Filled, Value, carriers, fill, placeholders
from wederhoor.core.provision import Letter

#: What always has a value, whoever writes it and whatever happened before.
ALWAYS = re.compile(
    r"name|number|organisation|title|version|\w+_on|until|steps|terms|officer|tracking_link|subject|(due|right_last_day|address):.+"
)
LETTERS = [(name, place) for name in PROCEDURES for place in range(len(regulation(name).letters))]


def bare(letter: Letter) -> dict[str, Value]:
    """All that it holds: empty, but for what always has a value."""
    return {name: "X" if ALWAYS.fullmatch(name) else "" for name in placeholders(letter)}


def hollow(body: str) -> list[str]:
    """What leads up to nothing, and marks of a sentence that say nothing."""
    return re.findall(r"[:,] *[.,]|\( *\)|: *(?=\n *\n|\s*\Z)|\n{3,}", body)


@pytest.mark.parametrize(("name", "place"), LETTERS)
def test_a_letter_says_nothing_of_nothing(name: str, place: int) -> None:
    letter = regulation(name).letters[place]
    read = fill(letter, bare(letter))
    if not isinstance(read, Filled):
        assert set(read) <= {one for names in carriers(letter).values() for one in names}
        read = fill(letter.model_copy(update={"states": ()}), bare(letter))
    assert isinstance(read, Filled)
    assert hollow(read.body) == [], read.body


@pytest.mark.clause("EXT-11")
def test_an_answer_of_extrack_without_an_outcome_does_not_speak_of_one() -> None:
    [reply] = [letter for letter in regulation("extrack").letters if letter.act == "reply"]
    read = fill(reply, {**bare(reply), "reasons": "Het klopte."})
    assert isinstance(read, Filled)
    assert "Wij hebben die onderzocht.\nWaarom wij dit vinden: Het klopte.\n\nBent u" in read.body


def test_what_is_hollow_is_seen() -> None:
    for body in ("Ons oordeel: .", "De reden:\n\nGroet", "De reden: ", "Over () gaat het", "a\n\n\nb"):
        assert hollow(body), body
