"""Which norms listen to which event."""

from tests.core.engine import proef
from wederhoor.core.plan import plans


def test_a_plan_is_made_once() -> None:
    assert plans(proef()) is plans(proef())


def test_every_instance_has_a_plan_with_its_own_norms() -> None:
    found = plans(proef())
    assert set(found) == {"dossier", "year", "objection", "appeal"}
    assert set(found["objection"].duties) == {"rule", "carry_out"}
    assert set(found["year"].rules) == {"open_year", "analyse", "close_year"}
    assert [datum.field for required in found["objection"].required for datum in required.data] == ["against"]


def test_a_duty_listens_to_what_brings_it_meets_it_and_moves_it() -> None:
    plan = plans(proef())["dossier"]
    assert [duty.id for duty, _ in plan.arises["silence.quiet"]] == ["decide_incomplete"]
    assert set(plan.meets["close"]) == {"finish", "decide_incomplete"}
    assert [duty.id for duty, _ in plan.moves["acknowledge.sent"]] == ["finish"]
    assert plan.extends == {"extend"}
    assert [duty.id for duty, _ in plan.lapses["reply.sent"]] == ["progress"]


def test_a_right_listens_to_what_opens_uses_and_ends_it() -> None:
    plan = plans(proef())["dossier"]
    assert [right.id for right, _ in plan.opens["reply.sent"]] == ["object"]
    assert [right.id for right, _ in plan.uses["object"]] == ["object"]
    assert [right.id for right, _ in plan.ends["reply.sent"]] == ["withdraw"]


def test_a_silence_listens_to_what_it_follows_and_what_breaks_it() -> None:
    plan = plans(proef())["dossier"]
    assert [silence.id for silence, _ in plan.hushes["ask_completion.sent"]] == ["quiet"]
    assert [silence.id for silence, _ in plan.speaks["talk"]] == ["no_answer"]


def test_the_end_of_the_retention_is_a_duty_of_the_complaint() -> None:
    plan = plans(proef())["dossier"]
    assert plan.duties["destroy"].clause == ("P-12",)
    assert "destroy" not in plans(proef())["objection"].duties


def test_without_retention_nothing_is_to_be_destroyed() -> None:
    bare = proef().model_copy(update={"retention": None})
    assert "destroy" not in plans(bare)["dossier"].duties
