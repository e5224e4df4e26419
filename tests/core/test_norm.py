"""How norms are written in a file: terms, lists of one, data by name."""

import pytest
from pydantic import ValidationError

from wederhoor.core.condition import Moment, Trigger
from wederhoor.core.norm import ActRule, Duty, Required
from wederhoor.core.term import Term, Unit

DUTY = {"id": "reply", "name": "Antwoorden", "clause": "P-03", "holder": "officer", "arises": "file", "met_by": "reply"}


def test_one_of_a_list_may_be_written_without_brackets() -> None:
    duty = Duty.model_validate(DUTY)
    assert (duty.clause, duty.arises, duty.met_by) == (("P-03",), (Trigger(act="file"),), (Trigger(act="reply"),))


def test_a_duty_counts_from_the_act_that_brought_it_unless_it_says_otherwise() -> None:
    assert Duty.model_validate(DUTY).start == Moment(name="at")
    assert Duty.model_validate({**DUTY, "from": "filed_on"}).start == Moment(name="filed_on")


@pytest.mark.parametrize(("language", "name"), [("de", {"de": "Antwoorden"}), ("nl", "Antwoorden"), (None, "Antwoorden")])
def test_words_without_a_language_are_in_that_of_their_regulation(language: str | None, name: object) -> None:
    assert Duty.model_validate(DUTY, context={"language": language} if language else None).name == name


def test_a_term_is_written_in_words() -> None:
    assert Duty.model_validate({**DUTY, "term": "6 weeks"}).term == Term(6, Unit.WEEKS)


def test_a_term_that_is_a_value_already_stays_that_value() -> None:
    assert Duty.model_validate({**DUTY, "term": Term(2, Unit.DAYS)}).term == Term(2, Unit.DAYS)


def test_words_that_are_no_term_are_refused_with_their_reason() -> None:
    with pytest.raises(ValidationError, match="'soon' is geen termijn"):
        Duty.model_validate({**DUTY, "term": "soon"})


def test_a_datum_may_be_its_name_alone() -> None:
    required = Required.model_validate({"clause": "P-05", "data": ["description", {"field": "remedy_sought", "empty": True}]})
    assert [(datum.field, datum.empty) for datum in required.data] == [("description", False), ("remedy_sought", True)]


def test_data_that_are_no_list_are_refused() -> None:
    with pytest.raises(ValidationError):
        ActRule.model_validate({"id": "reply", "requires": 3})


def test_a_key_that_no_norm_knows_is_refused() -> None:
    with pytest.raises(ValidationError, match="holdr"):
        Duty.model_validate({**DUTY, "holdr": "officer"})
