"""The Dutch that the public reads stays plain: short sentences, short words, no words of an office; and the account of it tells true."""

import re

import pytest

from tests.support import plain, tree

ACCOUNT = (tree.ROOT / "docs" / "accessibility.md").read_text(encoding="utf-8")
#: What the office writes itself. What an organisation published as its regulation is measured for the account only.
OURS = ["schermen voor het publiek", "brieven"]
#: How far a figure of the account may be from what is counted today, column by column: a sentence more or less is no news.
ROOM = (60, 1.0, 3, 3, 0.06, 3, 4, 4, 4)


@pytest.mark.parametrize("body", OURS)
def test_sentences_and_words_are_short(body: str) -> None:
    counted = plain.measured(plain.BODIES[body]())
    assert counted.words <= 10
    assert counted.long <= 5
    assert counted.syllables <= 1.55
    assert counted.ease >= 75


@pytest.mark.parametrize("body", OURS)
def test_no_sentence_is_longer_than_twenty_words(body: str) -> None:
    assert [one for one in plain.BODIES[body]() if len(plain.words_of(one)) > 20] == []


@pytest.mark.parametrize("body", OURS)
def test_no_word_of_an_office_is_used_and_someone_does_what_is_done(body: str) -> None:
    said = plain.BODIES[body]()
    assert plain.stiff(said) == []
    assert plain.measured(said).nobody <= 5


@pytest.mark.parametrize("body", plain.BODIES)
def test_the_account_gives_the_figures_of_today(body: str) -> None:
    row = re.search(rf"^\| {body} \| (.+) \|$", ACCOUNT, re.MULTILINE)
    assert row, f"docs/accessibility.md has no row for {body}"
    told, counted = ([float(one) for one in line.split("|")] for line in (row[1], plain.measured(plain.BODIES[body]()).row()))
    far = [(one, other) for one, other, room in zip(told, counted, ROOM, strict=True) if abs(one - other) > room]
    assert far == [], f"counted today: {counted}"


@pytest.mark.parametrize(("word", "count"), [("klacht", 1), ("klachtenregeling", 5), ("eenvoudig", 3), ("bureau", 2), ("nieuwe", 2)])
def test_syllables_are_counted_by_vowels(word: str, count: int) -> None:
    assert plain.syllables(word) == count


def test_what_is_heavy_is_seen() -> None:
    assert plain.stiff(["Derhalve gaan wij door."]) == ["'Derhalve' (daarom): Derhalve gaan wij door."]
    long = " ".join(["woord"] * 21) + "."
    assert plain.measured([long]).too_long == 100
    assert plain.measured(["Uw klacht wordt door ons behandeld."]).nobody == 100
    assert list(plain.sentences(["Kop zonder punt", "Dit is er een. En dit ook: drie losse woorden."])) == [
        "Dit is er een.",
        "En dit ook:",
        "drie losse woorden.",
    ]
