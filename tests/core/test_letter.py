from datetime import date, datetime

import pytest

from tests.support.small import small
from wederhoor.core.letter import PLACEHOLDERS, Filled, Value, fill, loose_braces, placeholders
from wederhoor.core.provision import Letter

FULL: dict[str, Value] = {
    "name": "Jo",
    "number": "2026-0001",
    "received_on": date(2026, 4, 28),
    "due:reply": date(2026, 5, 26),
    "right_last_day:object": date(2026, 7, 7),
    "steps": ["Wij bellen u.", "U krijgt antwoord."],
    "address:intake": "klachten@voorbeeld.test",
    "reasons": ["toets", "uitslag"],
}


def letter(body: str) -> Letter:
    return Letter(act="reply", subject="Over {number}", body=body)


def filled(body: str, values: dict[str, Value]) -> str:
    found = fill(letter(body), {"number": 1, **values})
    assert isinstance(found, Filled)
    return found.body


def test_a_letter_is_filled_with_dates_in_words() -> None:
    found = fill(small().letters[0], FULL)
    assert isinstance(found, Filled)
    assert found.subject == "Uw klacht 2026-0001"
    assert "Wij ontvingen uw klacht op dinsdag 28 april 2026." in found.body
    assert "uiterlijk op dinsdag 26 mei 2026" in found.body


def test_a_list_alone_on_a_line_gets_a_line_for_each_item_and_within_a_line_reads_as_one() -> None:
    found = fill(small().letters[0], FULL)
    assert isinstance(found, Filled)
    assert "\n- Wij bellen u.\n- U krijgt antwoord.\n" in found.body
    assert found.body.endswith("Over: toets en uitslag")


def test_what_lacks_is_named_and_nothing_is_filled() -> None:
    values = {name: value for name, value in FULL.items() if name not in ("number", "due:reply")}
    assert fill(small().letters[0], values) == ("number", "due:reply")


@pytest.mark.parametrize(
    ("body", "left"),
    [
        ("Wij zijn klaar. Ons oordeel: {e}.", "Wij zijn klaar."),
        ("Ons oordeel: {e}. Dat staat vast.", "Dat staat vast."),
        ("{e} Wij sluiten het dossier.", "Wij sluiten het dossier."),
        ("{e} {n}", "3"),
        ("Aan {n}, over {e}.", ""),
        ("Eerst.\n\nWaarom: {e}\n\nDaarna.", "Eerst.\n\nDaarna."),
        ("Eerst.\nWij doen dit:\n{e}\nDaarna.", "Eerst.\nDaarna."),
        ("Nee. De reden:\n\n{e}\n{none}\n\nDaarna.", "Nee.\n\nDaarna."),
        ("De redenen:\n{e}\n{list}\nDaarna.", "De redenen:\n- a\n- b\nDaarna."),
        ("Twee\n\n\nlege regels:\n{n}", "Twee\n\n\nlege regels:\n3"),
        ("{e}\n\nBeste Jo,\n\n{none}", "Beste Jo,\n"),
    ],
)
def test_a_sentence_that_would_say_nothing_is_left_out_with_what_leads_up_to_it(body: str, left: str) -> None:
    assert filled(body, {"e": "", "none": [], "list": ["a", "b"], "n": 3}) == left


def test_a_subject_cannot_do_without() -> None:
    assert fill(letter("x"), {"number": ""}) == ("number",)


def test_what_a_letter_must_state_cannot_be_left_out_but_may_be_said_in_another_way() -> None:
    stating = letter("Waarom: {reasons}\n{findings}").model_copy(update={"states": ("reasons", "appeal")})
    assert fill(stating, {"number": 1, "reasons": "", "findings": []}) == ("reasons", "findings")
    assert fill(stating, {"number": 1, "reasons": "", "findings": ["Grond 1: gegrond."]}) == Filled("Over 1", "- Grond 1: gegrond.")


def test_a_moment_and_a_number_are_written_out() -> None:
    assert filled("{at} {n}", {"at": datetime(2026, 4, 30, 16, 0), "n": 3}) == "donderdag 30 april 2026, 16.00 uur 3"  # noqa: DTZ001


def test_what_was_filled_in_is_not_filled_again() -> None:
    assert filled("{name}", {"name": "{number}"}) == "{number}"


def test_a_subject_is_one_line() -> None:
    found = fill(letter("x"), {"number": "a\r\nBcc: b@c.test"})
    assert isinstance(found, Filled)
    assert found.subject == "Over a Bcc: b@c.test"


def test_a_letter_is_filled_in_english_where_it_has_it() -> None:
    found = fill(small().letters[1], {"name": "Jo"}, language="en")
    assert found == Filled("Our reply", "Dear Jo")


def test_the_placeholders_of_a_letter_are_those_of_all_its_languages() -> None:
    assert placeholders(small().letters[1]) == ("name",)
    assert placeholders({"nl": "{a} {b} {a}", "en": "{c}"}) == ("a", "b", "c")


@pytest.mark.parametrize(("text", "loose"), [("{a}", False), ("{a", True), ("a}", True), ("{a\n}", True), ("a", False)])
def test_a_loose_brace_is_seen(text: str, loose: bool) -> None:
    assert loose_braces(text) is loose


def test_every_placeholder_has_a_meaning() -> None:
    assert all(meaning.strip() for meaning in PLACEHOLDERS.values())
