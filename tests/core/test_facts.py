"""Questions asked of a dossier: what was stated, what follows, what happened."""

import pytest

from tests.core.engine import Given, assigned, decided, filed, objected
from wederhoor.core.condition import Condition, Trigger
from wederhoor.core.facts import fact, fits, happened, holds, is_filled, missing
from wederhoor.core.norm import Datum
from wederhoor.core.state import Dossier


def asked(dossier: Dossier, /, **condition: Given) -> bool:
    return holds(Condition.model_validate(condition), dossier)


def did(dossier: Dossier, /, act: str, **data: Given) -> bool:
    return happened(Trigger.model_validate({"act": act, **data}), dossier)


def test_a_fact_is_what_was_stated_and_none_where_nobody_did() -> None:
    base = filed().base
    assert [fact(base, name) for name in ("kind", "file.kind", "stage", "instance", "anonymous")] == [
        "complaint",
        "complaint",
        "intake",
        "dossier",
        None,
    ]


@pytest.mark.parametrize(("wanted", "value"), [("unknown", None), ("given", True), (True, True), (["no", True], True), ("unknown", "")])
def test_a_condition_may_ask_for_a_value_for_any_or_for_none(wanted: object, value: object) -> None:
    case = filed(anonymous=value) if not isinstance(value, str) else filed(steps_taken=value)
    name = "steps_taken" if isinstance(value, str) else "anonymous"
    assert asked(case.base, **{name: wanted})


@pytest.mark.parametrize("wanted", ["unknown", False, 1, "given"])
def test_true_is_not_one_and_an_unstated_fact_is_not_given(wanted: object) -> None:
    case = filed(anonymous=None if wanted == "given" else True)
    assert not asked(case.base, anonymous=wanted)


def test_a_datum_that_is_a_list_must_hold_one_of_the_values() -> None:
    base = filed().must("assess", "2026-03-03T10:00", products=["a", "b"]).base
    assert asked(base, **{"assess.products": ["b", "c"]})
    assert asked(base, **{"assess.products": "given"})
    assert not asked(base, **{"assess.products": "unknown"})
    assert not asked(base, **{"assess.products": "c"})


def test_an_empty_list_is_unknown() -> None:
    base = filed().must("assess", "2026-03-03T10:00", products=[]).base
    assert asked(base, **{"assess.products": "unknown"})
    assert not asked(base, **{"assess.products": "given"})


def test_acts_done_and_not_done() -> None:
    base = assigned().base
    assert asked(base, done="assign", not_done="judge")
    assert not asked(base, done="judge")
    assert not asked(base, not_done="assign")


def test_at_least_one_of_several_and_none_of_others() -> None:
    base = assigned().base
    assert asked(base, any=[{"kind": "signal"}, {"stage": "formal"}])
    assert not asked(base, any=[{"kind": "signal"}, {"stage": "closed"}])
    assert asked(base, none=[{"kind": "signal"}])
    assert not asked(base, none={"kind": "complaint"})


def test_an_act_after_another_came_later_than_the_last_of_it() -> None:
    case = assigned()
    assert not did(case.base, "assign", after="assign")
    assert did(case.base, "assign", after="file")
    assert did(case.base, "assign", after="judge")


def test_a_letter_has_left_only_when_it_did() -> None:
    case = filed().must("acknowledge", "2026-03-03T10:00", "support", channel="mail", sent=None)
    assert did(case.base, "acknowledge")
    assert not did(case.base, "acknowledge.sent")
    case.post("2026-03-04T10:00")
    assert did(case.base, "acknowledge.sent")


def test_an_occasion_asks_who_took_the_act_and_with_which_data() -> None:
    case = assigned()
    assert did(case.base, "assign", by="officer", to="h1")
    assert not did(case.base, "assign", by="manager")
    assert not did(case.base, "assign", to="h2")
    assert not did(case.base, "assign", when={"kind": "signal"})


def test_what_a_later_writing_does_not_repeat_is_asked_of_the_filing() -> None:
    case = filed().must("complete", "2026-03-03T10:00", "complainant", steps_taken="Gebeld")
    assert fits(Trigger.model_validate({"act": "complete", "kind": "complaint"}), case.last, case.base)


def test_a_later_writing_changes_neither_the_door_nor_the_day() -> None:
    case = filed(filed_on="2026-03-01").must(
        "confirm_in_writing", "2026-03-04T10:00", "complainant", channel="letter", filed_on="2026-03-03", kind="signal"
    )
    assert [fact(case.base, name) for name in ("channel", "filed_on", "kind")] == ["mail", "2026-03-01", "signal"]
    assert fact(case.base, "confirm_in_writing.channel") == "letter"


def test_a_filing_without_a_date_bears_the_day_of_receipt_and_without_a_kind_is_a_complaint() -> None:
    base = filed(kind=None).base
    assert [fact(base, "filed_on"), fact(base, "kind")] == ["2026-03-02", "complaint"]


def test_of_several_duties_the_one_still_owed_speaks() -> None:
    case = decided()
    assert fact(case.base, "duty.reply") == "met"
    case.must("close", "2026-03-17T10:00").must("reopen", "2026-03-18T10:00")
    assert [fact(case.base, "duty.reply"), fact(case.base, "duty.decide_incomplete")] == ["open", None]


def test_an_objection_sees_kind_and_subject_of_the_complaint_but_not_its_channel() -> None:
    case = objected()
    objection = case.matter.dossiers["objection 1"]
    case.base.facts["subject.class"] = "product"
    assert [fact(objection, name) for name in ("kind", "subject.class", "channel")] == ["complaint", "product", None]


def test_a_fact_that_follows_goes_when_its_ground_goes() -> None:
    case = filed(anonymous=True)
    assert fact(case.base, "track") == "short"
    case.must("classify", "2026-03-03T10:00", kind="signal")
    assert fact(case.base, "track") is None


def lacking(**changed: Given) -> list[tuple[str, str]]:
    return [(datum.field, clause) for datum, clause in missing(filed(**changed).base)]


def test_what_a_filing_lacks_is_named_with_its_clause() -> None:
    assert lacking() == []
    assert lacking(description=None, complainant=None) == [("description", "P-05"), ("complainant.email|complainant.address", "P-05")]
    assert lacking(description="") == [("description", "P-05")]


def test_some_data_are_asked_only_of_some_filings() -> None:
    assert lacking(channel="web") == [("steps_taken", "P-05")]
    assert lacking(kind="signal", description=None) == []
    assert [lacking(channel="letter"), lacking(channel="letter", subject={"class": "policy"})] == [[("subject", "P-05")], []]


def test_either_of_two_data_fills_both_and_none_may_be_an_answer() -> None:
    either = Datum(field="a|b")
    assert is_filled({"b": 1}, either)
    assert not is_filled({"a": "", "b": ()}, either)
    assert is_filled({"a": ()}, Datum(field="a", empty=True))


def test_the_name_of_a_table_is_filled_by_any_of_its_data_but_that_of_another_datum_is_not() -> None:
    assert is_filled({"complainant.name": True}, Datum(field="complainant"))
    assert not is_filled({"kind.sort": True}, Datum(field="kind"))
