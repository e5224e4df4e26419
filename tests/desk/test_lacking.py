"""What lacks is called by its name, whatever the sentence it stands in."""

from tests.procedures.support import case
from wederhoor.core.demand import Refusal
from wederhoor.core.phrase import say
from wederhoor.desk.forms.lacking import reason_of

EXTRACK = case("extrack")


def test_codes_are_told_in_words() -> None:
    found = Refusal(
        say("Er ontbreekt: {missing}.", missing=("complainant.address", "steps_taken")), "EXT-08", ("complainant.address", "steps_taken")
    )
    assert reason_of(EXTRACK, found) == "Er ontbreekt: adres klager, eerdere stappen."


def test_either_of_two_is_told_as_either() -> None:
    both = "complainant.name|complainant.organisation"
    assert (
        reason_of(EXTRACK, Refusal(say("Ontbreekt: {what}.", what=both), None, (both,))) == "Ontbreekt: naam klager of organisatie klager."
    )


def test_a_form_calls_its_fields_as_it_does() -> None:
    found = Refusal(say("Ontbreekt: {what}.", what=("trade_name", "reason")), None, ("trade_name", "reason"))
    said = reason_of(EXTRACK, found, {"reason": "waarom"})
    assert said == "Ontbreekt: gaat het over ExTrack of over ExTrack Examenleverancier?, waarom."


def test_a_sentence_within_a_sentence_is_told_in_words_too() -> None:
    inner = say("Ontbreekt: {what}.", what=["filed_on"])
    found = Refusal(say("{first} {second}", first=inner, second=say("Eerst nog: {n}.", n=2)), None, ("filed_on",))
    assert reason_of(EXTRACK, found) == "Ontbreekt: datum op de brief of e-mail. Eerst nog: 2."


def test_words_that_are_no_code_stay() -> None:
    assert reason_of(EXTRACK, Refusal("Dit kan pas later.", None, ("of",))) == "Dit kan pas later."
