"""How conditions, triggers and moments are written in a file."""

import pytest
from pydantic import ValidationError

from wederhoor.core.condition import Condition, Moment, Trigger


def test_a_trigger_may_be_the_name_of_an_act_alone() -> None:
    assert Trigger.model_validate("reply.sent") == Trigger(act="reply.sent")


def test_the_free_keys_of_a_trigger_are_data_of_the_act() -> None:
    trigger = Trigger.model_validate({"act": "talk", "by": "officer", "outcome": "solved", "party": ["a", "b"]})
    assert trigger.by == ("officer",)
    assert trigger.data == {"outcome": ("solved",), "party": ("a", "b")}


def test_from_in_a_trigger_is_the_moment_to_count_from() -> None:
    trigger = Trigger.model_validate({"act": "file", "from": "file.filed_on"})
    assert trigger.moment == Moment(name="file.filed_on")
    assert trigger.data == {}


def test_a_trigger_that_is_no_table_is_refused() -> None:
    with pytest.raises(ValidationError):
        Trigger.model_validate(3)


def test_the_free_keys_of_a_condition_are_facts() -> None:
    condition = Condition.model_validate({"kind": "complaint", "late": [False, "unknown"], "done": "assign"})
    assert condition.facts == {"kind": ("complaint",), "late": (False, "unknown")}
    assert condition.done == (Trigger(act="assign"),)


def test_facts_already_gathered_are_left_alone() -> None:
    assert Condition.model_validate({"facts": {"kind": "signal"}}).facts == {"kind": ("signal",)}


def test_every_condition_inside_a_condition_can_be_found() -> None:
    inner = {"not_done": [{"act": "talk", "when": {"stage": "formal"}}]}
    condition = Condition.model_validate({"kind": "complaint", "any": [inner, {"late": True}], "none": {"anonymous": True}})
    assert [sorted(found.facts) for found in condition.within()] == [["kind"], [], ["stage"], ["late"], ["anonymous"]]


def test_a_moment_lists_its_plain_names() -> None:
    moment = Moment.model_validate({"later_of": ["at", {"earlier_of": ["file.at", "end of reply"]}]})
    assert list(moment.names()) == ["at", "file.at", "end of reply"]


@pytest.mark.parametrize(("written", "moves"), [("at", False), ("file.filed_on", False), ("end of reply", True)])
def test_a_moment_may_shift_only_if_it_hangs_on_a_term_or_on_several(written: str, moves: bool) -> None:
    assert Moment.model_validate(written).moves is moves
    assert Moment.model_validate({"earlier_of": [written]}).moves
    assert Moment.model_validate({"later_of": [written]}).moves


def test_a_norm_never_changes() -> None:
    with pytest.raises(ValidationError):
        setattr(Moment(name="at"), "name", "sent")  # noqa: B010 - the checker forbids it as well
