"""What a replay builds up: how a duty, a right and a matter stand."""

from tests.core.engine import appointed, assigned, decided, filed, objected
from wederhoor.core.state import Matter


def test_a_letter_waits_from_its_writing_until_it_leaves() -> None:
    case = filed().must("acknowledge", "2026-03-03T10:00", "support", channel="post", sent=None)
    assert case.last.waiting
    case.post("2026-03-04T10:00")
    assert not case.last.waiting


def test_a_letter_that_came_back_does_not_wait() -> None:
    case = filed().must("acknowledge", "2026-03-03T10:00", "support", channel="post").post("2026-03-06T10:00", "bounced")
    assert not case.last.waiting
    assert case.last.bounced


def test_a_duty_is_open_suspended_on_its_way_and_met_in_turn() -> None:
    case = assigned()
    seen = [case.items("reply")[0].state]
    case.must("suspend", "2026-03-04T10:00")
    seen.append(case.items("reply")[0].state)
    case.must("resume", "2026-03-06T10:00").must("reply", "2026-03-09T10:00", "handler", person="h1", sent=None)
    seen.append(case.items("reply")[0].state)
    case.post("2026-03-10T10:00")
    assert [*seen, case.items("reply")[0].state] == ["open", "suspended", "on_its_way", "met"]


def test_a_duty_that_was_waived_or_that_lapsed_is_owed_no_more() -> None:
    case = filed().must("waive", "2026-03-03T10:00", duty="visit", reason="Niet nodig").must("classify", "2026-03-04T10:00", kind="signal")
    assert [case.items(duty)[0].state for duty in ("visit", "reply")] == ["waived", "lapsed"]
    assert not any(case.items(duty)[0].pending for duty in ("visit", "reply"))


def test_a_right_stands_until_it_is_used_unless_it_may_be_used_again() -> None:
    case = objected().must("request_inspection", "2026-03-31T10:00", "complainant", person="p1")
    standing = {item.right.id: item.standing for item in case.base.openings}
    assert (standing["object"], standing["inspect"]) == (False, True)


def test_a_matter_before_its_first_act_has_no_dossier() -> None:
    matter = Matter(filed().procedure, {}, filed().calendar, {})
    assert (matter.first, matter.newest_open(), matter.named("dossier")) == (None, None, None)


def test_the_first_dossier_has_several_names() -> None:
    matter = objected().matter
    assert {id(matter.named(name)) for name in ("dossier", "dossier 1", "complaint", "klacht")} == {id(matter.first)}
    assert matter.named("objection 1") is matter.dossiers["objection 1"]
    assert matter.named("objection 2") is None


def test_people_see_an_open_objection_as_the_stage_of_the_complaint() -> None:
    case = objected()
    assert (case.base.stage, case.stage()) == ("decided", "objection")
    case.must("close", "2026-03-31T10:00", dossier="objection 1")
    assert case.stage() == "decided"


def test_the_newest_objection_that_is_open_comes_first() -> None:
    case = appointed().must("rule", "2026-04-13T10:00", "committee", person="c1", dossier="objection 1", channel="mail")
    case.must("appeal", "2026-04-14T10:00", "complainant", person="p1", dossier="appeal 1")
    newest = case.matter.newest_open()
    assert newest is not None
    assert newest.name == "appeal 1"
    assert [dossier.name for dossier in newest.line()] == ["appeal 1", "objection 1", "dossier"]
    assert [dossier.name for dossier in case.matter.against(case.base)] == ["objection 1", "appeal 1"]


def test_without_an_objection_none_is_open() -> None:
    assert decided().matter.newest_open() is None
