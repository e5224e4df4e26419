"""Concreet Onderwijsproducten: the worked cases CO2 to CO9 in their readings, and the plain paths from filing to destruction."""

import pytest

from tests.procedures.support import act, case, duties, duty, reading_of, refusals, right, run

NAME = "concreet-onderwijsproducten"
OFFICER, EMPLOYEE, MANAGEMENT = "klachtenfunctionaris", "medewerker", "directie"
FROM_FILING = 'from = "filed_on"   # andere lezing (twee weken na de bevestiging)'
ALWAYS_FORMAL = 'from = "filed_on"   # andere lezing (altijd vanaf de formele melding)'


def mailed(at: str = "2026-04-27T10:00", **data: object) -> dict[str, object]:
    return act("file", at, "complainant", **{"kind": "complaint", "channel": "mail", **data})


def talked(outcome: str = "unsolved") -> list[dict[str, object]]:
    return [
        act("file", "2026-05-04T10:00", EMPLOYEE, kind="complaint", channel="phone"),
        act("talk", "2026-05-05T10:00", EMPLOYEE, outcome=outcome, account="Het gesprek"),
    ]


def assessed(*, structural: bool) -> list[dict[str, object]]:
    return [*talked(), act("assess", "2026-05-06T10:00", EMPLOYEE, structural=structural)]


def handled() -> list[dict[str, object]]:
    """A formal complaint up to the point where a solution can be proposed."""
    return [
        *assessed(structural=False),
        act("explain_procedure", "2026-05-06T11:00", EMPLOYEE, channel="mail", states=["formal_report"]),
        act("formalise", "2026-05-11T09:00", "complainant", channel="mail", filed_on="2026-05-10"),
        act("acknowledge", "2026-05-12T09:00", OFFICER, channel="mail", states=["terms", "steps"], until="2026-06-12"),
        act("assess", "2026-05-12T10:00", OFFICER, nature="levering", severity="laag"),
        act("assign", "2026-05-12T11:00", OFFICER, to="p-7", department="logistiek"),
        act("agree_communication", "2026-05-13T09:00", OFFICER, complainant="Per mail", concerned="De hoofdlijn"),
    ]


def offered(solution_at: str = "2026-05-20T10:00") -> list[dict[str, object]]:
    return [*handled(), act("propose", solution_at, "handler", person="p-7", channel="mail", solution="Voorstel 1")]


def solved() -> list[dict[str, object]]:
    return [
        *offered(),
        act("decline", "2026-05-22T10:00", "complainant"),
        act("propose", "2026-06-03T10:00", OFFICER, channel="mail", solution="Voorstel 2"),
        act("accept", "2026-06-04T10:00", "complainant"),
    ]


def closed() -> list[dict[str, object]]:
    return [
        *solved(),
        act("find_cause", "2026-06-05T09:00", OFFICER, category="planning", cause="De oorzaak"),
        act("recommend", "2026-06-05T10:00", OFFICER, recommendation="De aanbeveling"),
        act("carry_out", "2026-06-05T11:00", OFFICER),
        act("send_copies", "2026-06-05T12:00", OFFICER, to=["complainant", "handler", "department"]),
        act("close", "2026-06-08T10:00", OFFICER),
    ]


@pytest.mark.clause("CON-14", "CON-15")
def test_co2_acknowledgement_in_a_week_and_explanation_in_two_from_filing() -> None:
    result = run(case(NAME), [mailed()])
    found = {name: (duty(result, name)["due"], duty(result, name)["holder"]) for name in ("acknowledge", "explain")}
    assert found == {"acknowledge": ("2026-05-04", OFFICER), "explain": ("2026-05-11", OFFICER)}


@pytest.mark.clause("CON-15")
def test_co2_in_the_other_reading_the_explanation_runs_from_the_acknowledgement() -> None:
    procedure = reading_of(NAME, FROM_FILING, FROM_FILING.replace("filed_on", "acknowledge.sent"))
    sent = act("acknowledge", "2026-05-01T10:00", OFFICER, channel="mail", states=["terms"])
    assert duty(run(procedure, [mailed()]), "explain")["due"] is None
    assert duty(run(procedure, [mailed(), sent]), "explain")["due"] == "2026-05-15"


@pytest.mark.clause("CON-14")
def test_in_the_other_reading_the_acknowledgement_always_runs_from_the_formal_report() -> None:
    procedure = reading_of(NAME, ALWAYS_FORMAL, ALWAYS_FORMAL.replace("filed_on", "formalise.filed_on"))
    report = act("formalise", "2026-05-06T09:00", "complainant", channel="mail")
    assert duty(run(procedure, [mailed()]), "acknowledge")["due"] is None
    assert duty(run(procedure, [mailed(), report]), "acknowledge")["due"] == "2026-05-13"


@pytest.mark.clause("CON-13")
@pytest.mark.parametrize(("structural", "statuses"), [(True, ["open"]), (False, [])])
def test_co4_only_a_possibly_structural_problem_is_to_be_reported(structural: bool, statuses: list[str]) -> None:
    result = run(case(NAME), assessed(structural=structural))
    assert [item["status"] for item in duties(result, "report_structural")] == statuses
    assert duty(result, "choose_structural")["status"] == "met"


@pytest.mark.clause("CON-13")
@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("report_structural", {"to": ["klachtenfunctionaris", "directie"]}),
        ("pass_on", {"to": "p-1", "reason": "Mogelijk structureel"}),
        ("consult", {"of": ["p-1"]}),
        ("disclose", {"to": "p-9"}),
    ],
)
def test_co4_telling_officer_or_management_meets_it(name: str, data: dict[str, object]) -> None:
    result = run(case(NAME), [*assessed(structural=True), act(name, "2026-05-06T12:00", EMPLOYEE, **data)])
    assert duty(result, "report_structural")["status"] == "met"


@pytest.mark.clause("CON-13")
def test_co4_closing_without_the_choice_is_refused() -> None:
    acts = [item for item in closed() if item["act"] != "assess"]
    assert refusals(run(case(NAME), acts)) == [("close", "CON-13")]


@pytest.mark.clause("CON-13", "CON-11")
def test_co4_a_complaint_solved_in_the_talk_closes_without_the_choice() -> None:
    result = run(case(NAME), talked("solved"))
    assert (result["stage"], result["kind"], result["refused"]) == ("closed", "complaint", [])


@pytest.mark.clause("CON-19")
@pytest.mark.parametrize(
    ("length", "stage", "owed"),
    [(10, "decided", []), (11, "formal", ["open"]), (12, "decided", ["met"]), (13, "decided", ["met"])],
)
def test_co6_proposals_go_in_rounds_until_one_is_accepted(length: int, stage: str, owed: list[str]) -> None:
    result = run(case(NAME), solved()[:length])
    assert (result["stage"], [item["status"] for item in duties(result, "new_proposal")]) == (stage, owed)


@pytest.mark.clause("CON-19")
def test_co6_every_round_is_kept() -> None:
    result = run(case(NAME), solved())
    assert [item["status"] for item in result["rights"] if item["id"] == "decide"] == ["used", "used"]


@pytest.mark.clause("CON-19", "CON-20")
@pytest.mark.parametrize("name", ["carry_out", "close", "send_copies"])
@pytest.mark.parametrize("length", [10, 11, 12])
def test_co6_no_solution_is_registered_before_one_is_accepted(name: str, length: int) -> None:
    result = run(case(NAME), [*solved()[:length], act(name, "2026-06-03T12:00", OFFICER)])
    assert refusals(result) == [(name, "CON-19")]


@pytest.mark.clause("CON-19")
@pytest.mark.parametrize("name", ["accept", "decline"])
@pytest.mark.parametrize(
    ("ending", "reason"),
    [([], "Er ligt geen voorstel"), ([act("withdraw", "2026-05-21T10:00", "complainant")], "Dit dossier is gesloten")],
)
def test_an_answer_needs_a_proposal_in_an_open_dossier(name: str, ending: list[dict[str, object]], reason: str) -> None:
    first = offered() if ending else handled()
    result = run(case(NAME), [*first, *ending, act(name, "2026-05-22T10:00", "complainant")])
    assert [(item["clause"], item["reason"].startswith(reason)) for item in result["refused"]] == [("CON-19", True)]


@pytest.mark.clause("CON-18", "CON-19")
def test_a_reply_with_the_solution_can_be_accepted_too() -> None:
    answer = act("reply", "2026-05-20T10:00", OFFICER, channel="mail", states=["solution"])
    result = run(case(NAME), [*handled(), answer, act("accept", "2026-05-22T10:00", "complainant")])
    assert (result["refused"], duty(result, "solution")["status"]) == ([], "met")


@pytest.mark.clause("CON-11", "CON-12")
@pytest.mark.parametrize(("name", "clause"), [("close", "CON-11"), ("formalise", "CON-12")])
def test_what_is_closed_is_not_closed_again_or_reported_anew(name: str, clause: str) -> None:
    assert refusals(run(case(NAME), [*closed(), act(name, "2026-06-09T10:00", OFFICER)])) == [(name, clause)]


def year() -> list[dict[str, object]]:
    return [
        act("open_year", "2026-12-31T10:00", OFFICER, year=2026),
        act("analyse", "2027-01-10T10:00", OFFICER, analysis="De analyse"),
        act("draft_report", "2027-01-20T10:00", OFFICER, conclusion="Slot", recommendations="Aanbeveling"),
        act("publish_report", "2027-01-31T10:00", OFFICER),
        act("present", "2027-02-01T10:00", OFFICER, to="management"),
        act("decide_measures", "2027-02-10T10:00", MANAGEMENT, measures=["m-1"]),
        act("present", "2027-02-20T10:00", OFFICER, to="staff"),
        act("evaluate_measure", "2027-03-01T10:00", MANAGEMENT, measure="m-1", effective=True),
        act("close_year", "2027-03-02T10:00", OFFICER),
    ]


CHAIN = ("submit_report", "decide_measures", "present_measures")


@pytest.mark.clause("CON-21", "CON-22", "CON-23")
@pytest.mark.parametrize(
    ("length", "statuses"),
    [(4, ["open"]), (5, ["met", "open"]), (6, ["met", "met", "open"]), (7, ["met", "met", "met"])],
)
def test_co9_submit_decide_and_present_follow_on_each_other_without_dates(length: int, statuses: list[str]) -> None:
    chain = [item for item in run(case(NAME), year()[:length])["duties"] if item["id"] in CHAIN]
    assert [item["status"] for item in chain] == statuses
    assert {item["due"] for item in chain} == {None}


@pytest.mark.clause("CON-08")
def test_a_year_runs_from_opening_to_closing_without_a_refusal() -> None:
    result = run(case(NAME), year())
    assert (result["refused"], result["stage"], duty(result, "report")["status"]) == ([], "closed", "met")


@pytest.mark.clause("CON-24")
def test_a_complaint_runs_from_the_first_call_to_destruction_without_a_refusal() -> None:
    result = run(case(NAME), [*closed(), act("destroy", "2028-06-08T10:00", OFFICER)])
    assert (result["refused"], result["stage"]) == ([], "destroyed")
    assert {item["status"] for item in result["duties"] if item["id"] != "remind_answer"} == {"met"}


def test_a_mailed_complaint_needs_no_talk_to_be_handled() -> None:
    result = run(case(NAME), [mailed("2026-05-04T10:00"), *closed()[4:]])
    assert refusals(result) == [("close", "CON-13")]
    chosen = act("assess", "2026-05-05T10:00", OFFICER, structural=False)
    assert run(case(NAME), [mailed("2026-05-04T10:00"), chosen, *closed()[4:]])["refused"] == []


@pytest.mark.clause("CON-11", "CON-24")
def test_a_complaint_solved_in_the_talk_is_destroyed_two_years_after_it() -> None:
    told = act("reply", "2026-05-05T11:00", EMPLOYEE, channel="mail")
    result = run(case(NAME), [*talked("solved"), told, act("destroy", "2028-05-05T10:00", OFFICER)])
    assert (result["refused"], result["stage"], duty(result, "tell_solved")["status"]) == ([], "destroyed", "met")


def test_a_withdrawn_complaint_is_kept_and_can_be_reopened() -> None:
    result = run(case(NAME), [mailed(), act("withdraw", "2026-04-28T10:00", "complainant")])
    assert (result["stage"], duty(result, "destroy")["due"], right(result, "come_back")["status"]) == ("closed", "2028-04-28", "open")


@pytest.mark.clause("CON-06", "CON-11")
def test_the_officer_reads_every_stage_of_every_dossier_and_an_employee_only_the_beginning() -> None:
    whole = {
        role
        for rule in case(NAME).access
        if rule.instance == "dossier" and not (rule.stages or rule.only_part or rule.content)
        for role in rule.roles
    }
    assert whole == {OFFICER, MANAGEMENT}


@pytest.mark.clause("CON-08")
def test_there_is_a_yearly_report_and_one_over_any_period() -> None:
    assert {(report.period, report.holder) for report in case(NAME).reports} == {("calendar_year", OFFICER), ("free", OFFICER)}


@pytest.mark.parametrize("name", [NAME, "ecm"])
def test_every_act_that_tells_someone_has_its_letter(name: str) -> None:
    procedure = case(name)
    written = {(letter.act, letter.instance) for letter in procedure.letters}
    telling = {
        (rule.id, rule.instance) for rule in procedure.acts if procedure.specs[rule.id].letter == "always" and rule.clause != ("CON-25",)
    }
    assert telling - written == set()
