"""The letters of Exa.men and Klik Onderwijs: one for each message that the regulation lets go out, saying what it must."""

import pytest

from tests.procedures.support import case
from wederhoor.core.letter import placeholders
from wederhoor.core.provision import Letter

BOTH = ("exa-men", "klik-onderwijs")


def letters(name: str, act: str, instance: str = "dossier") -> list[Letter]:
    found = [letter for letter in case(name).letters if (letter.act, letter.instance) == (act, instance)]
    assert found, f"geen brief voor {act}"
    return found


@pytest.mark.parametrize("name", BOTH)
def test_every_act_that_tells_someone_something_has_a_letter(name: str) -> None:
    procedure = case(name)
    telling = {(rule.id, rule.instance) for rule in procedure.acts if procedure.specs[rule.id].letter != "never"}
    assert telling == {(letter.act, letter.instance) for letter in procedure.letters}


@pytest.mark.clause("EXA-22", "KLI-14")
@pytest.mark.parametrize("name", BOTH)
def test_every_reply_states_the_last_day_for_objecting(name: str) -> None:
    assert all("right_last_day:object" in placeholders(letter) for letter in letters(name, "reply"))


@pytest.mark.clause("EXA-22")
def test_where_no_answer_was_wanted_the_closing_message_states_that_day() -> None:
    assert ["right_last_day:object" in placeholders(letter) for letter in letters("exa-men", "close")] == [False, True]


@pytest.mark.clause("KLI-09")
def test_the_acknowledgement_holds_steps_and_terms_by_itself() -> None:
    (letter,) = letters("klik-onderwijs", "acknowledge")
    assert {"steps", "terms"} <= set(letter.states)
    assert {"steps", "terms"} <= set(placeholders(letter))


@pytest.mark.clause("KLI-13", "KLI-17")
@pytest.mark.parametrize(("act", "instance"), [("reply", "dossier"), ("rule", "objection")])
def test_message_and_ruling_state_outcome_and_reasons(act: str, instance: str) -> None:
    (letter,) = letters("klik-onderwijs", act, instance)
    assert {"outcome", "reasons"} <= set(placeholders(letter))


@pytest.mark.clause("KLI-16")
def test_the_notice_of_delay_states_the_new_date() -> None:
    (letter,) = letters("klik-onderwijs", "extend", "objection")
    assert "until" in placeholders(letter)
