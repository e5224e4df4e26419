"""The regulation of Klik Onderwijs after the answer: objection, committee, binding ruling, retention and the year."""

from typing import Any

import pytest

from tests.procedures.support import act, case, duties, duty, reading_of, refusals, right, run

KLIK = "klik-onderwijs"
MANAGER = "manager-propositie"
Acts = list[dict[str, object]]

#: A complaint about the department of training, handled by p-2, answered on Tuesday 19 May 2026.
ANSWERED: Acts = [
    act("file", "2026-05-06T10:00", "complainant", person="p-0", channel="mail", subject={"class": "service", "department": "training"}),
    act("acknowledge", "2026-05-07T10:00", MANAGER, person="p-1", channel="mail", states=["steps", "terms"]),
    act("assign", "2026-05-07T11:00", MANAGER, person="p-1", to="p-2", outside=True),
    act("explain_procedure", "2026-05-08T10:00", "handler", person="p-2", channel="phone"),
    act("judge", "2026-05-18T10:00", "handler", person="p-2", outcome="rejected", consulted=[MANAGER]),
    act("reply", "2026-05-19T10:00", "handler", person="p-2", channel="mail", reasons="x"),
]
MEMBERS = [{"person": "p-7", "independent": True, "capacity": "assessor"}, {"person": "p-8", "independent": True, "capacity": "assessor"}]


def replayed(acts: Acts, at: str | None = None) -> dict[str, Any]:
    return run(case(KLIK), acts, at)


def objected(at: str = "2026-06-03T10:00", **data: object) -> Acts:
    return [*ANSWERED, act("object", at, "complainant", **{"channel": "mail", **data})]


def appointed(members: list[dict[str, object]] | None = None, by: str = MANAGER) -> dict[str, object]:
    return act("appoint", "2026-06-08T10:00", by, person="p-1", members=MEMBERS if members is None else members)


def extended(at: str = "2026-06-29T10:00", **data: object) -> dict[str, object]:
    return act("extend", at, "committee", **{"person": "p-7", "channel": "mail", "until": "2026-07-20", "reasons": "x", **data})


def ruled(at: str = "2026-06-30T10:00", **data: object) -> dict[str, object]:
    return act("rule", at, "committee", **{"person": "p-7", "outcome": "upheld", "reasons": "x", "channel": "mail", **data})


def close(at: str, dossier: str = "dossier") -> dict[str, object]:
    return act("close", at, MANAGER, person="p-1", dossier=dossier)


# KLI-14: the window -----------------------------------------------------------------------------------------------------------

EXPERTISE = "expertise = true   # een hoedanigheid (capacity) of een tekst (expertise) per lid; andere lezing (zonder): expertise = false"


@pytest.mark.clause("KLI-14")
@pytest.mark.parametrize(("at", "late"), [("2026-06-03T23:59", 0), ("2026-06-04T00:00", 1)])
def test_the_window_is_ten_working_days_and_lateness_is_for_a_person_to_decide(at: str, late: int) -> None:
    assert right(replayed(ANSWERED), "object")["closes"] == "2026-06-03"
    result = replayed(objected(at))
    assert refusals(result) == []
    assert len(duties(result, "decide-lateness")) == late


@pytest.mark.clause("KLI-14")
def test_a_late_objection_waits_for_the_managers_decision() -> None:
    late = objected("2026-06-04T10:00")
    assert refusals(replayed([*late, appointed()])) == [("appoint", "KLI-14")]
    excused = act("excuse_lateness", "2026-06-05T10:00", MANAGER, reason="Vakantie.")
    assert refusals(replayed([*late, excused, appointed()])) == []
    refused = act("refuse", "2026-06-05T10:00", MANAGER, channel="mail", reasons="Te laat.")
    assert replayed([*late, refused])["stage"] == "decided"
    assert refusals(replayed([*objected(), refused])) == [("refuse", "KLI-14")]


@pytest.mark.clause("KLI-14")
def test_the_other_reading_refuses_what_is_late() -> None:
    line = 'late = "register"   # andere lezing (te laat is te laat): late = "refuse"'
    result = run(reading_of(KLIK, line, 'late = "refuse"'), objected("2026-06-04T10:00"))
    assert refusals(result) == [("object", "KLI-14")]


@pytest.mark.clause("KLI-14")
@pytest.mark.parametrize("oral", [{"channel": "phone"}, {"channel": "talk"}, {"in_writing": False}])
def test_an_oral_objection_is_noted_and_asked_for_in_writing(oral: dict[str, object]) -> None:
    result = replayed([*objected("2026-05-27T10:00", **oral), appointed()])
    assert duty(result, "ask-writing")["status"] == "open"
    assert duty(result, "appoint-committee")["status"] == "lapsed"
    assert duties(result, "rule") == []
    assert right(result, "object")["status"] == "expired"
    assert refusals(result) == [("appoint", "KLI-14")]


@pytest.mark.clause("KLI-14", "KLI-16")
@pytest.mark.parametrize("writing", ["confirm_in_writing", "complete"])
@pytest.mark.parametrize(("at", "due", "late"), [("2026-06-02T10:00", "2026-06-30", 0), ("2026-06-05T10:00", "2026-07-03", 1)])
def test_only_the_writing_counts_for_the_window_and_the_four_weeks(writing: str, at: str, due: str, late: int) -> None:
    acts = [*objected("2026-05-27T10:00", channel="phone"), act(writing, at, "complainant", channel="mail", dossier="objection 1")]
    result = replayed(acts)
    assert duty(result, "rule")["due"] == due
    assert right(result, "object")["status"] == ("expired" if late else "used")
    assert len(duties(result, "decide-lateness")) == late


@pytest.mark.clause("KLI-14")
def test_completing_a_written_objection_does_not_make_it_late() -> None:
    acts = [*objected(), act("complete", "2026-06-10T10:00", "complainant", dossier="objection 1", name="N.")]
    result = replayed(acts)
    assert duties(result, "decide-lateness") == []
    assert duty(result, "rule")["due"] == "2026-07-01"


@pytest.mark.clause("KLI-14")
def test_completing_the_complaint_itself_needs_no_right_to_object() -> None:
    result = replayed([*ANSWERED[:2], act("complete", "2026-05-07T10:30", "complainant", reasons="x")])
    assert refusals(result) == []


# KL8: the committee -----------------------------------------------------------------------------------------------------------


@pytest.mark.clause("KLI-15")
@pytest.mark.parametrize(
    "second",
    [
        {"person": "p-8", "capacity": "jurist"},
        {"person": "p-8", "independent": False, "capacity": "jurist"},
        {"person": "p-8", "independent": True, "department": "training", "capacity": "jurist"},
        {"person": "p-2", "independent": True, "capacity": "jurist"},
        {"person": "p-1", "independent": True, "capacity": "jurist"},
        {"person": "p-7", "independent": True, "capacity": "jurist"},
    ],
)
def test_a_member_with_a_tie_a_part_or_no_stated_independence_is_refused(second: dict[str, object]) -> None:
    result = replayed([*objected(), appointed([MEMBERS[0], second])])
    assert refusals(result) == [("appoint", "KLI-15")]


@pytest.mark.clause("KLI-15")
def test_the_committee_has_at_least_two_members_and_only_the_manager_appoints_them() -> None:
    assert refusals(replayed([*objected(), appointed(MEMBERS[:1])])) == [("appoint", "KLI-15")]
    assert refusals(replayed([*objected(), appointed(by="medewerker")])) == [("appoint", "KLI-15")]
    assert duty(replayed([*objected(), appointed()]), "appoint-committee")["status"] == "met"


@pytest.mark.clause("KLI-15")
def test_a_member_whose_expertise_is_not_recorded_is_refused() -> None:
    without = [{"person": item["person"], "independent": True} for item in MEMBERS]
    assert refusals(replayed([*objected(), appointed(without)])) == [("appoint", "KLI-15")]
    lenient = reading_of(KLIK, EXPERTISE, "expertise = false")
    assert refusals(run(lenient, [*objected(), appointed(without)])) == []


# KL3: four weeks --------------------------------------------------------------------------------------------------------------


@pytest.mark.clause("KLI-16")
def test_a_notice_on_the_last_day_moves_the_date_and_a_day_later_it_is_a_breach() -> None:
    acts = [*objected(), appointed()]
    assert duty(replayed(acts), "rule")["due"] == "2026-07-01"
    in_time = replayed([*acts, extended("2026-07-01T22:00")], "2026-07-10T00:00")
    assert (duty(in_time, "rule")["due"], duty(in_time, "rule")["status"]) == ("2026-07-20", "open")
    after = replayed([*acts, extended("2026-07-02T09:00")], "2026-07-10T00:00")
    assert refusals(after) == []
    assert (duty(after, "rule")["due"], duty(after, "rule")["status"]) == ("2026-07-01", "overdue")


@pytest.mark.clause("KLI-16")
def test_a_second_notice_after_the_four_weeks_is_recorded_and_moves_nothing() -> None:
    result = replayed([*objected(), appointed(), extended(), extended("2026-07-10T10:00", until="2026-08-20")])
    assert refusals(result) == []
    assert duty(result, "rule")["due"] == "2026-07-20"


@pytest.mark.clause("KLI-16")
def test_a_notice_names_its_new_date() -> None:
    assert refusals(replayed([*objected(), appointed(), extended(until=None)])) == [("extend", "KLI-16")]


@pytest.mark.clause("KLI-16")
@pytest.mark.parametrize(("at", "status"), [("2026-07-01T23:00", "met"), ("2026-07-02T00:10", "met_late")])
def test_the_ruling_meets_the_four_weeks(at: str, status: str) -> None:
    assert duty(replayed([*objected(), appointed(), ruled(at)]), "rule")["status"] == status


# KLI-17, 20: the ruling -------------------------------------------------------------------------------------------------------


@pytest.mark.clause("KLI-17")
@pytest.mark.parametrize("data", [{"reasons": None}, {"channel": "phone"}, {"channel": "talk"}])
def test_the_ruling_is_written_and_reasoned(data: dict[str, Any]) -> None:
    assert refusals(replayed([*objected(), appointed(), ruled(**data)])) == [("rule", "KLI-17")]


@pytest.mark.clause("KLI-17")
def test_an_objection_closes_only_after_the_ruling_was_sent() -> None:
    acts = [*objected(), appointed()]
    assert refusals(replayed([*acts, close("2026-06-12T10:00", "objection 1")])) == [("close", "KLI-17")]
    result = replayed([*acts, ruled(), close("2026-07-01T10:00", "objection 1"), close("2026-07-02T10:00")])
    assert (result["stage"], result["refused"]) == ("closed", [])


@pytest.mark.clause("KLI-20")
@pytest.mark.parametrize(
    ("data", "owed"),
    [
        ({"outcome": "upheld"}, 1),
        ({"outcome": "partly"}, 1),
        ({"outcome": "rejected"}, 0),
        ({"outcome": "upheld", "consequences": False}, 0),
        ({"outcome": "rejected", "consequences": True}, 1),
    ],
)
def test_a_ruling_with_consequences_is_carried_out_within_two_weeks(data: dict[str, Any], owed: int) -> None:
    result = replayed([*objected(), appointed(), ruled(**data)])
    assert [item["due"] for item in duties(result, "carry-out-ruling")] == ["2026-07-14"] * owed


@pytest.mark.clause("KLI-20")
def test_the_two_weeks_run_from_sending_and_outlive_the_objection() -> None:
    acts = [*objected(), appointed(), ruled(sent="2026-07-01T09:00"), close("2026-07-02T10:00", "objection 1")]
    assert duty(replayed(acts), "carry-out-ruling")["due"] == "2026-07-15"
    assert duty(replayed(acts, "2026-07-16T00:00"), "carry-out-ruling")["status"] == "overdue"
    done = act("carry_out_ruling", "2026-07-10T10:00", MANAGER)
    assert duty(replayed([*acts, done]), "carry-out-ruling")["status"] == "met"


@pytest.mark.clause("KLI-20")
def test_nothing_that_the_organisation_does_undoes_the_ruling() -> None:
    acts = [*objected(), appointed(), ruled(), close("2026-07-01T10:00", "objection 1"), close("2026-07-01T11:00")]
    reopened = [*acts, act("reopen", "2026-07-02T10:00", MANAGER)]
    again = act("judge", "2026-07-03T10:00", "handler", person="p-2", outcome="rejected", consulted=[MANAGER])
    reply = act("reply", "2026-07-03T11:00", MANAGER, channel="mail", reasons="x")
    assert refusals(replayed([*reopened, again, reply])) == [("judge", "KLI-20"), ("reply", "KLI-20")]
    assert [name for name, _ in refusals(replayed([*acts[:-2], ruled("2026-07-01T09:00", outcome="rejected")]))] == ["rule"]


# KLI-18, 19 -------------------------------------------------------------------------------------------------------------------


@pytest.mark.clause("KLI-18")
@pytest.mark.parametrize(("at", "stage"), [("2027-05-31T10:00", "closed"), ("2027-06-01T10:00", "destroyed")])
def test_a_dossier_is_kept_one_year_from_closing(at: str, stage: str) -> None:
    result = replayed([*ANSWERED, close("2026-06-01T10:00"), act("destroy", at, MANAGER)])
    assert duty(result, "destroy")["due"] == "2027-06-01"
    assert result["stage"] == stage


@pytest.mark.clause("KLI-18")
def test_nothing_is_destroyed_while_an_objection_runs() -> None:
    acts = [*ANSWERED, close("2026-06-01T10:00"), act("object", "2026-06-02T10:00", "complainant", channel="mail")]
    destroyed = act("destroy", "2027-06-02T10:00", MANAGER, dossier="dossier")
    assert refusals(replayed([*acts, destroyed])) == [("destroy", "KLI-18")]


@pytest.mark.clause("KLI-19")
def test_the_year_closes_only_after_the_analysis_and_measures_are_judged() -> None:
    opened = [act("open_year", "2026-01-05T09:00", MANAGER, year=2026)]
    closed = act("close_year", "2027-02-01T10:00", MANAGER)
    assert refusals(replayed([*opened, closed])) == [("close_year", "KLI-19")]
    assert duty(replayed(opened), "analyse")["due"] == "2027-03-31"
    assert duty(replayed(opened), "evaluate-earlier-measures")["status"] == "open"
    judged = act("evaluate_measure", "2027-01-11T10:00", MANAGER, measure="m-1", effective=True)
    decided = act("decide_measures", "2027-01-12T10:00", MANAGER, measures=["m-2"])
    followed = replayed([*opened, decided, act("analyse", "2027-01-13T10:00", MANAGER), closed])
    assert (duty(followed, "evaluate-measure")["item"], duty(followed, "evaluate-measure")["status"]) == ("m-2", "open")
    result = replayed([*opened, act("analyse", "2027-01-10T10:00", MANAGER, analysis="x"), judged, closed])
    assert (result["stage"], result["refused"]) == ("closed", [])
    assert {item["status"] for item in result["duties"]} == {"met"}
