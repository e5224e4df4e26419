"""The invented sixth regulation: who may do what, bodies, objection and appeal, keeping, the year."""

from typing import Any

import pytest

from tests.procedures.sixth import ANSWERED, HEARD, JUDGED, SCHOOL, SIXTH, TEXT, assigned, filed, handled, members, objected, ruled, tried
from tests.procedures.support import act, duties, duty, procedure_of, refusals, right, run

Acts = list[dict[str, object]]


def status(name: str, *acts: dict[str, object]) -> str:
    return str(duty(tried(*acts), name)["status"])


@pytest.mark.parametrize(
    ("changed", "taken"),
    [
        ({}, True),
        ({"independent": None}, False),
        ({"independent": False}, False),
        ({"to": "p1"}, False),
        ({"department": "maths"}, False),
        ({"department": "maths", "override": "Niemand anders kent dit vak"}, True),
    ],
    ids=["free", "not said", "not independent", "the complainant", "same department", "set aside with a reason"],
)
def test_the_handler_is_independent_unless_that_is_set_aside(changed: dict[str, object], taken: bool) -> None:
    acts = [filed(subject={"class": "service", "department": "maths"}), assigned(**changed)]
    assert refusals(tried(*acts)) == ([] if taken else [("assign", "W-07")])


def test_a_judgement_needs_the_complainant_heard_or_his_waiver() -> None:
    waived = handled("waive_hearing", "2026-04-20T10:00", party="complainant", reason="Hij ziet ervan af")
    assert refusals(tried(filed(), assigned(), JUDGED)) == [("judge", "W-09")]
    assert refusals(tried(filed(), assigned(), waived, JUDGED)) == []


def test_reasons_are_required_only_where_the_outcome_asks_them() -> None:
    bare = {**JUDGED, "data": {"outcome": "rejected"}}
    assert refusals(tried(filed(), assigned(), HEARD, bare)) == [("judge", "W-09")]
    assert refusals(tried(filed(), assigned(), HEARD, {**bare, "data": {"outcome": "upheld"}})) == []


def test_an_act_and_fields_of_its_own_meet_a_duty_that_may_be_waived() -> None:
    marking = [filed(), assigned(), handled("assess", "2026-04-16T10:00", nature="marking")]
    looked = handled("inspect_scan", "2026-04-17T10:00", seat="12", grade=6.5)
    waived = act("waive", "2026-04-17T10:00", "registrar", duty="look_at_scan", reason="Er is geen scan")
    assert status("look_at_scan", *marking, looked) == "met"
    assert status("look_at_scan", *marking, waived) == "waived"
    assert refusals(tried(*marking, {**looked, "data": {}})) == [("inspect_scan", "W-26")]


def test_a_duty_for_each_product_blocks_closing_until_all_are_done() -> None:
    critical = handled("assess", "2026-04-16T10:00", critical=True, products=["a", "b"])
    result = tried(filed(), assigned(), critical, act("publish_version", "2026-04-17T10:00", "director", product="a"))
    assert {item["item"]: item["status"] for item in duties(result, "new_version")} == {"a": "met", "b": "open"}
    assert [item["item"] for item in duties(result, "tell_customers")] == ["a"]


@pytest.mark.parametrize(
    ("wrong", "taken"),
    [
        (members(), True),
        (members()[:2], False),
        ([{**members()[0], "outside": False}, *members()[1:]], False),
        ([*members()[:2], {"person": "c3", "capacity": "chair", "outside": True}], False),
        ([*members()[:2], {"person": "h1", "capacity": "teacher"}], False),
    ],
    ids=["as asked", "two", "a chair from inside", "two chairs", "the handler"],
)
def test_the_committee_is_composed_as_the_regulation_asks(wrong: Acts, taken: bool) -> None:
    acts = [*objected()[:-3], act("appoint", "2026-05-04T11:00", "director", members=wrong)]
    assert refusals(tried(*acts)) == ([] if taken else [("appoint", "W-21")])


def test_an_objection_is_not_admitted_before_its_fee_is_paid_in_full() -> None:
    acts = objected()
    half = {**acts[-2], "data": {"amount": 25}}
    assert refusals(tried(*acts[:-2], acts[-1])) == [("admit", "W-20")]
    assert refusals(tried(*acts[:-2], half)) == [("pay", "W-20")]


@pytest.mark.parametrize(("at", "refused"), [("2026-05-26T10:00", []), ("2026-05-27T10:00", [("admit", "W-19")])])
def test_a_late_objection_is_taken_but_admitted_only_when_excused(at: str, refused: list[tuple[str, str]]) -> None:
    acts = objected(at)
    excuse = act("excuse_lateness", f"{at[:11]}12:30", "committee", person="c1", reason="Ziekte")
    assert refusals(tried(*acts)) == refused
    assert refusals(tried(*acts[:-1], excuse, acts[-1])) == []


def test_a_ruling_binds_and_appeal_lies_against_it_within_three_weeks_only() -> None:
    second = act("rule", "2026-05-12T10:00", "committee", person="c2", outcome="upheld", dossier="objection 1")
    late = act("lodge_appeal", "2026-06-02T10:00", "complainant", person="p1")
    assert refusals(tried(*ruled(), second)) == [("rule", "W-23")]
    assert refusals(tried(*ruled(), late)) == [("lodge_appeal", "W-24")]
    assert right(tried(*ruled()), "appeal")["closes"] == "2026-06-01"


ASKED_OF_AN_APPEAL = """
[[required]]
clause = "W-24"
instance = "appeal"
data = ["grounds"]
[[duty]]
id = "lacking"
name = "Ask for the grounds"
clause = "W-24"
instance = "appeal"
holder = "registrar"
arises = { act = "lodge_appeal", when = { complete = false } }
met_by = "note"
"""


@pytest.mark.parametrize(("data", "lacking"), [({}, 1), ({"grounds": ["Te streng"]}, 0)])
def test_an_appeal_by_an_act_of_its_own_is_complete_by_what_is_asked_of_it(data: dict[str, object], lacking: int) -> None:
    appeal = act("lodge_appeal", "2026-05-20T10:00", "complainant", person="p1", **data)
    found = run(procedure_of(TEXT + ASKED_OF_AN_APPEAL), [*ruled(), appeal], calendars={"school": SCHOOL})
    assert (refusals(found), len(duties(found, "lacking"))) == ([], lacking)


def test_the_appeal_is_an_instance_of_its_own_with_its_own_judge() -> None:
    acts = [
        *ruled(),
        act("lodge_appeal", "2026-05-20T10:00", "complainant", person="p1"),
        act("appoint", "2026-05-21T10:00", "director", to="j1", outside=True, expertise="Onderwijsrecht"),
        act("rule", "2026-06-03T10:00", "judge", person="j1", outcome="upheld"),
    ]
    result = tried(*acts)
    assert (result["refused"], duty(result, "decide_appeal")["dossier"]) == ([], "appeal 1")
    assert duty(result, "decide_appeal")["status"] == "met"
    assert refusals(tried(*acts[:-2], {**acts[-2], "data": {"to": "c1", "outside": True, "expertise": "Recht"}})) == [("appoint", "W-25")]


ARCHIVED = [
    *ANSWERED,
    handled("find_cause", "2026-04-25T10:00", category="print"),
    act("close", "2026-04-27T10:00", "registrar"),
    act("archive", "2026-05-01T10:00", "registrar"),
]


@pytest.mark.parametrize(
    ("acts", "refused"),
    [
        ([act("destroy", "2033-04-30T10:00", "registrar")], [("destroy", "W-29")]),
        ([act("destroy", "2033-05-01T10:00", "registrar")], []),
        (
            [act("hold", "2030-01-07T10:00", "director", reason="Rechtszaak"), act("destroy", "2033-06-01T10:00", "registrar")],
            [("destroy", "W-29")],
        ),
        (
            [
                act("hold", "2030-01-07T10:00", "director", reason="Rechtszaak"),
                act("release", "2031-01-07T10:00", "director", reason="Uitspraak"),
                act("destroy", "2033-06-01T10:00", "registrar"),
            ],
            [],
        ),
    ],
    ids=["too early", "after seven years", "held", "released"],
)
def test_archived_papers_stay_seven_years_and_longer_on_hold(acts: Acts, refused: list[tuple[str, str]]) -> None:
    assert refusals(tried(*ARCHIVED, *acts)) == refused


def test_closing_asks_the_cause_only_of_what_was_upheld() -> None:
    close = act("close", "2026-04-27T10:00", "registrar")
    rejected = {**JUDGED, "data": {"outcome": "rejected", "reasons": "Niet terecht"}}
    assert refusals(tried(*ANSWERED, close)) == [("close", "W-27")]
    assert refusals(tried(*ANSWERED[:3], rejected, ANSWERED[4], close)) == []


def test_a_half_yearly_duty_returns_each_half_year() -> None:
    acts = [act("open_year", "2026-01-05T10:00", "director", year=2026), act("analyse", "2026-07-01T10:00", "director")]
    assert [item["due"] for item in duties(tried(*acts), "half_year")] == ["2026-07-05", "2027-01-01"]


def test_the_year_stays_open_until_each_measure_was_judged() -> None:
    acts = [
        act("open_year", "2026-01-05T10:00", "director", year=2026),
        act("decide_measures", "2026-07-02T10:00", "director", measures=["m1", "m2"]),
        act("evaluate_measure", "2026-08-02T10:00", "director", measure="m1", effective=True),
        act("close_year", "2026-12-31T10:00", "director"),
        act("evaluate_measure", "2027-01-04T10:00", "director", measure="m2", effective=False),
        act("close_year", "2027-01-05T10:00", "director"),
    ]
    assert [(item["index"], item["clause"]) for item in tried(*acts)["refused"]] == [(3, "W-30")]
    assert tried(*acts)["stage"] == "closed"


def test_every_text_that_people_read_first_stands_in_two_languages() -> None:
    written: list[Any] = [SIXTH.title, *(role.name for role in SIXTH.roles), *(letter.body for letter in SIXTH.letters)]
    assert all(set(words) == {"en", "nl"} for words in written)
    assert SIXTH.language == "en"


def test_a_change_of_kind_brings_the_required_data_of_that_kind() -> None:
    bare = act("file", "2026-04-13T10:00", "complainant", person="p1", kind="question", channel="mail", description="Wanneer?")
    result = tried(bare)
    assert (result["stage"], result["refused"]) == ("intake", [])
