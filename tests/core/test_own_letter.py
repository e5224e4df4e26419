"""Own words for a letter: what is wrong with them, each with its line, and what may not be left out."""

from tests.core.engine import proef
from wederhoor.core.letter import carriers
from wederhoor.core.own_letter import LONGEST_BODY, LONGEST_SUBJECT, own_letter_faults
from wederhoor.core.provision import Letter

LETTER = Letter(
    act="reply",
    clause=("P-03", "P-05"),
    states=("reasons", "appeal", "terms", "hearing"),
    subject="Antwoord ({number})",
    body="{name}\n{reasons}\n{right_last_day:object}\n{address:objection}\n{due:reply}",
)
FULL = "{reasons} {right_last_day:object} {address:objection} {due:reply}"


def faults(subject: str = "Antwoord", body: str = FULL) -> list[str]:
    return [str(fault) for fault in own_letter_faults(proef(), LETTER, subject, body)]


def test_what_states_something_is_found_in_the_words_of_the_regulation() -> None:
    assert carriers(LETTER) == {
        "reasons": ("reasons",),
        "appeal": ("right_last_day:object", "address:objection"),
        "terms": ("due:reply",),
        "hearing": (),
    }


def test_words_that_say_all_of_it_are_right() -> None:
    assert faults() == []


def test_what_is_left_out_is_told_with_its_clauses() -> None:
    assert faults(body=FULL.replace("{due:reply}", "")) == [
        "terms: {due:reply} ontbreekt: de regeling vraagt dat deze brief dit zegt (P-03, P-05)."
    ]


def test_it_may_stand_in_the_subject() -> None:
    assert faults("{due:reply}", FULL.replace("{due:reply}", "")) == []


def test_a_letter_of_no_clause_says_so_too() -> None:
    bare = LETTER.model_copy(update={"clause": ()})
    assert "(-)" in str(own_letter_faults(proef(), bare, "x", FULL.replace("{reasons}", ""))[0])


def test_every_fault_is_told_with_its_line() -> None:
    found = faults("Los {", f"{FULL}\n{{nummer}}\n}}")
    assert found == [
        "regel 1, subject: Een { of } staat hier los. Schrijf een gegeven als {name}.",
        'regel 2, body: in de brief staat {nummer}; dat is niet bekend. Bedoelt u "number"?',
        "regel 3, body: Een { of } staat hier los. Schrijf een gegeven als {name}.",
    ]


def test_empty_or_endless_words_are_none() -> None:
    assert faults(" ", FULL) == ["subject: Hier staat nog niets."]
    assert faults("x" * (LONGEST_SUBJECT + 1)) == ["subject: Dit is te lang."]
    assert faults(body=FULL + "x" * LONGEST_BODY) == ["body: Dit is te lang."]
