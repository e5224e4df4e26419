"""What is blacked out: found however it is written, marked, and gone; and nothing else of a text is touched."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wederhoor.actions.packet_hiding import blacked, fault_of, found_in, hidden, marked, names_of, unmarked
from wederhoor.dossiers.models import Party

ZOE = Party(name="Zoë Andersen", email="zoe@elders.example", phone="06-87654321", address="Laan 4")


@pytest.mark.parametrize(
    "text",
    [
        "Zoë Andersen",
        "ZOE ANDERSEN",
        "Zoe\u0308 Andersen",
        "Zoë\n  Andersen",
        "Zoë\u00a0Ander\u00adsen",
        "zoe@elders.example",
        "0687654321",
        "06 8765 43 21",
        "mevrouw Andersen",
        "Laan 4",
    ],
)
def test_a_name_is_found_however_it_is_written(text: str) -> None:
    said = f"Ik sprak {text}."
    assert hidden(said, names_of([ZOE], own=[])) in {"Ik sprak [weggelakt].", "Ik sprak mevrouw [weggelakt]."}


@pytest.mark.parametrize("text", ["Andersens", "Zoëven", "10687654321", "Laan 42", ""])
def test_part_of_a_word_is_no_name(text: str) -> None:
    assert found_in(text, names_of([ZOE], own=[])) == []


def test_what_is_also_the_name_of_the_reader_stays() -> None:
    sister = Party(name="Bo Andersen", email="bo@elders.example")
    assert names_of([ZOE], own=[sister]) == ("Zoë Andersen", "zoe@elders.example", "06-87654321", "Laan 4", "Zoë")


def test_for_a_check_only_whole_names_count() -> None:
    assert names_of([ZOE], own=[], parts=False) == ("Zoë Andersen", "zoe@elders.example", "06-87654321", "Laan 4")


def test_marks_stand_around_what_goes_and_what_stands_between_them_is_gone() -> None:
    said = marked("Zoë Andersen belde. Zoë ook.", names_of([ZOE], own=[]))
    assert said == "[[Zoë Andersen]] belde. [[Zoë]] ook."
    assert blacked(said) == "[weggelakt] belde. [weggelakt] ook."


@pytest.mark.parametrize("said", ["Een [[twee", "Een twee]]", "Een [[tw[[ee]]", "Een ]]twee[["])
def test_marks_that_do_not_close_are_refused(said: str) -> None:
    assert "[[" in fault_of(said, unmarked(said))


def test_the_text_itself_cannot_be_changed() -> None:
    assert "veranderd" in fault_of("Een [[drie]]", "Een twee")
    assert fault_of("Een\r\n[[twee]]\r\n", "Een\ntwee") == ""


@given(st.text(), st.text(alphabet="aéZ4 @.-", min_size=1, max_size=8))
def test_marking_changes_no_letter_of_a_text(text: str, term: str) -> None:
    assert unmarked(marked(text, [term])) == unmarked(text)


@given(st.text(), st.text(alphabet="abë", min_size=3, max_size=8))
def test_what_was_hidden_is_found_no_more(text: str, term: str) -> None:
    assert found_in(hidden(f"{text} {term}", [term]), [term]) == []
