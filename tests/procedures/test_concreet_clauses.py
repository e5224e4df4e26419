"""Concreet Onderwijsproducten, clause by clause: what its regulation asks, refuses and keeps, beside the worked cases."""

from datetime import UTC, datetime

import pytest

from tests.procedures.support import act, case, duties, duty, refusals, right, run
from tests.procedures.test_concreet import (
    EMPLOYEE,
    MANAGEMENT,
    NAME,
    OFFICER,
    assessed,
    closed,
    handled,
    mailed,
    offered,
    solved,
    talked,
    year,
)
from wederhoor.core.calendar import DEFAULT
from wederhoor.core.dossier import fact_of, replay
from wederhoor.core.log import Entry, fold_data


def fact_after_filing(name: str, **data: object) -> object:
    """A fact of a dossier that has only been filed."""
    procedure = case(NAME)
    moment = datetime(2026, 5, 4, 8, tzinfo=UTC)
    codes = fold_data(procedure.specs["file"], {"kind": "complaint", "channel": "mail", **data}).codes
    matter = replay(procedure, [Entry("file", moment, moment, EMPLOYEE, None, codes)], calendar=DEFAULT)
    assert matter.first is not None
    return fact_of(matter.first, name)


def silent() -> list[dict[str, object]]:
    """A proposal on which a reminder was sent and no answer came."""
    return [*offered(), act("report_progress", "2026-06-03T10:00", OFFICER, channel="mail")]


# What a complaint is ---------------------------------------------------------------------------------------------------------


@pytest.mark.clause("CON-01")
@pytest.mark.parametrize(("data", "origin"), [({}, "external"), ({"origin": "external"}, "external"), ({"origin": "internal"}, "internal")])
def test_internal_and_external_complaints_are_told_apart(data: dict[str, object], origin: str) -> None:
    assert fact_after_filing("origin", **data) == origin


@pytest.mark.clause("CON-01")
def test_an_employee_can_file_a_complaint_of_his_own_which_runs_the_same_procedure() -> None:
    own = act("file", "2026-04-27T10:00", EMPLOYEE, kind="complaint", channel="mail", origin="internal")
    ours, theirs = ({item["clause"] for item in run(case(NAME), [first])["duties"]} for first in (own, mailed()))
    assert ours - {"CON-10"} == theirs == {"CON-14", "CON-15", "CON-18", "CON-16"}


@pytest.mark.clause("CON-02")
@pytest.mark.parametrize("kind", ["misunderstanding", "question"])
def test_triage_settles_what_is_no_complaint_with_its_reason_and_the_sender_is_told(kind: str) -> None:
    classed = act("classify", "2026-04-28T10:00", OFFICER, kind=kind, reason="Snel opgehelderd")
    bare = act("classify", "2026-04-28T09:00", OFFICER, kind=kind)
    result = run(case(NAME), [mailed(), bare, classed, act("reply", "2026-04-28T11:00", OFFICER, channel="mail")])
    assert (refusals(result), result["kind"]) == ([("classify", "CON-02")], kind)
    assert (duty(result, "tell_no_complaint")["status"], duty(result, "acknowledge")["status"]) == ("met", "lapsed")


@pytest.mark.clause("CON-02")
@pytest.mark.parametrize(("name", "data"), [("classify", {"kind": "complaint"}), ("formalise", {"channel": "mail"})])
def test_the_sender_can_have_it_treated_as_a_complaint_after_all(name: str, data: dict[str, object]) -> None:
    classed = act("classify", "2026-04-28T10:00", OFFICER, kind="misunderstanding", reason="Snel opgehelderd")
    result = run(case(NAME), [mailed(), classed, act(name, "2026-04-29T10:00", "complainant", **data)])
    assert (result["kind"], duty(result, "acknowledge")["due"], duty(result, "acknowledge")["status"]) == (
        "complaint",
        "2026-05-04",
        "open",
    )


@pytest.mark.clause("CON-02")
def test_only_complaints_count() -> None:
    assert {kind.id: kind.counts for kind in case(NAME).kinds} == {"complaint": True, "misunderstanding": False, "question": False}


@pytest.mark.clause("CON-03")
@pytest.mark.parametrize(
    ("complainant", "kind_of"), [({"name": "Naam"}, "private"), ({"name": "Naam", "organisation": "School"}, "institution")]
)
def test_private_customers_and_institutions_are_told_apart(complainant: dict[str, str], kind_of: str) -> None:
    assert fact_after_filing("complainant_type", complainant=complainant) == kind_of


@pytest.mark.clause("CON-03")
@pytest.mark.parametrize("subject", ["product", "service", "conduct", "policy"])
def test_a_subject_outside_the_examples_is_taken_all_the_same(subject: str) -> None:
    assert run(case(NAME), [mailed(subject={"class": subject})])["refused"] == []


# The officer -----------------------------------------------------------------------------------------------------------------


@pytest.mark.clause("CON-10", "CON-04")
@pytest.mark.parametrize("channel", ["letter", "mail", "phone", "talk"])
def test_what_an_employee_takes_in_stands_with_the_officer_at_once(channel: str) -> None:
    received = act("file", "2026-05-04T10:00", EMPLOYEE, kind="complaint", channel=channel)
    before = run(case(NAME), [received])
    after = run(case(NAME), [received, act("take", "2026-05-04T11:00", OFFICER)])
    assert (duty(before, "register")["holder"], duty(before, "register")["status"]) == (OFFICER, "open")
    assert duty(after, "register")["status"] == "met"


@pytest.mark.clause("CON-10")
def test_the_date_of_receipt_is_the_employees() -> None:
    received = act("file", "2026-05-04T10:00", EMPLOYEE, kind="complaint", channel="letter", recorded_at="2026-05-07T10:00")
    assert duty(run(case(NAME), [received]), "acknowledge")["due"] == "2026-05-11"


@pytest.mark.clause("CON-05")
def test_the_cause_is_recorded_by_category() -> None:
    bare = act("find_cause", "2026-05-14T10:00", OFFICER, cause="De oorzaak")
    full = act("find_cause", "2026-05-14T11:00", OFFICER, category="planning", cause="De oorzaak", agreed_with="p-7")
    assert refusals(run(case(NAME), [*handled(), bare])) == [("find_cause", "CON-05")]
    assert duty(run(case(NAME), [*handled(), full]), "find_cause")["status"] == "met"


@pytest.mark.clause("CON-05", "CON-07", "CON-09", "CON-16", "CON-20")
@pytest.mark.parametrize(
    ("name", "clause", "data"),
    [
        ("find_cause", "CON-05", {"category": "planning"}),
        ("advise", "CON-07", {"advice": "Het advies"}),
        ("recommend", "CON-09", {"recommendation": "De aanbeveling"}),
        ("assign", "CON-16", {"to": "p-7", "department": "logistiek"}),
        ("send_copies", "CON-20", {"to": ["complainant"]}),
    ],
)
def test_what_is_the_officers_is_refused_to_others(name: str, clause: str, data: dict[str, object]) -> None:
    mine, theirs = (run(case(NAME), [*solved(), act(name, "2026-06-05T10:00", role, **data)]) for role in (OFFICER, EMPLOYEE))
    assert (refusals(mine), refusals(theirs)) == ([], [(name, clause)])


@pytest.mark.clause("CON-07")
def test_advice_is_read_by_staff_and_not_by_the_complainant() -> None:
    readers = {role for rule in case(NAME).access if "advice" in rule.content for role in rule.roles}
    assert readers == {OFFICER, EMPLOYEE, MANAGEMENT, "handler"}


# The talk --------------------------------------------------------------------------------------------------------------------


@pytest.mark.clause("CON-11")
def test_the_employee_who_takes_a_complaint_in_owes_a_talk() -> None:
    result = run(case(NAME), talked()[:1])
    assert (result["stage"], duty(result, "talk")["holder"], duty(result, "talk")["clause"]) == ("informal", EMPLOYEE, "CON-11")


@pytest.mark.clause("CON-11")
def test_solved_is_told_to_the_complainant_who_can_say_that_it_is_not() -> None:
    result = run(case(NAME), talked("solved"))
    assert (duty(result, "tell_solved")["status"], right(result, "come_back")["status"]) == ("open", "open")
    again = run(case(NAME), [*talked("solved"), act("reopen", "2026-05-07T10:00", "complainant")])
    assert (again["refused"], again["stage"], duty(again, "point_to_formal")["status"]) == ([], "informal", "open")


@pytest.mark.clause("CON-12")
@pytest.mark.parametrize("name", ["explain_procedure", "ask_completion"])
def test_unsolved_the_complainant_is_told_how_to_report_formally(name: str) -> None:
    before = run(case(NAME), talked())
    after = run(case(NAME), [*talked(), act(name, "2026-05-06T10:00", EMPLOYEE, channel="mail")])
    assert (duty(before, "point_to_formal")["status"], duty(after, "point_to_formal")["status"]) == ("open", "met")


@pytest.mark.clause("CON-12", "CON-14", "CON-15")
def test_the_formal_report_joins_the_dossier_and_starts_the_terms() -> None:
    assert duties(run(case(NAME), talked()), "acknowledge") == []
    report = act("formalise", "2026-05-11T09:00", "complainant", channel="mail", filed_on="2026-05-10")
    result = run(case(NAME), [*talked(), report])
    assert (result["stage"], duty(result, "acknowledge")["due"], duty(result, "explain")["due"]) == ("formal", "2026-05-17", "2026-05-24")


@pytest.mark.clause("CON-12")
def test_without_a_formal_report_it_closes_only_once_the_complainant_was_told_how() -> None:
    told = act("explain_procedure", "2026-05-06T11:00", EMPLOYEE, channel="mail")
    shut = act("close", "2026-06-30T10:00", OFFICER, reason="Geen formele melding")
    assert refusals(run(case(NAME), [*assessed(structural=False), shut])) == [("close", "CON-19")]
    assert run(case(NAME), [*assessed(structural=False), told, shut])["stage"] == "closed"


# Terms and promises ----------------------------------------------------------------------------------------------------------


@pytest.mark.clause("CON-14", "CON-15")
@pytest.mark.parametrize(
    ("by", "channel", "filed_on", "due"),
    [
        (OFFICER, "phone", None, "2026-05-11"),
        (OFFICER, "talk", None, "2026-05-11"),
        (EMPLOYEE, "phone", None, None),
        (EMPLOYEE, "mail", None, "2026-05-11"),
        ("complainant", "letter", "2026-05-02", "2026-05-09"),
    ],
)
def test_the_terms_run_from_filing_in_each_of_its_forms(by: str, channel: str, filed_on: str | None, due: str | None) -> None:
    dated = {"filed_on": filed_on} if filed_on else {}
    result = run(case(NAME), [act("file", "2026-05-04T10:00", by, kind="complaint", channel=channel, **dated)])
    assert [item["due"] for item in duties(result, "acknowledge")] == ([due] if due else [])


@pytest.mark.clause("CON-14", "CON-18")
@pytest.mark.parametrize(
    ("data", "status", "promised"),
    [
        ({"states": ["terms"]}, "met", None),
        ({"until": "2026-05-20"}, "met", "2026-05-20"),
        ({}, "open", None),
        ({"states": ["steps"]}, "open", None),
    ],
)
def test_an_acknowledgement_says_by_when_and_that_date_binds(data: dict[str, object], status: str, promised: str | None) -> None:
    result = run(case(NAME), [mailed(), act("acknowledge", "2026-05-01T10:00", OFFICER, channel="mail", **data)])
    assert (duty(result, "acknowledge")["status"], duty(result, "solution")["due"]) == (status, promised)


@pytest.mark.clause("CON-18")
@pytest.mark.parametrize(("at", "status"), [("2026-06-12T23:59", "met"), ("2026-06-13T00:00", "met_late")])
def test_word_of_the_solution_after_the_promised_date_is_late(at: str, status: str) -> None:
    assert duty(run(case(NAME), offered(at)), "solution")["status"] == status


@pytest.mark.clause("CON-15")
@pytest.mark.parametrize(
    ("name", "states", "status"),
    [("explain_procedure", [], "met"), ("acknowledge", ["terms", "steps"], "met"), ("acknowledge", ["terms"], "open")],
)
def test_the_explanation_is_its_own_letter_or_stands_in_the_acknowledgement(name: str, states: list[str], status: str) -> None:
    result = run(case(NAME), [mailed(), act(name, "2026-05-01T10:00", OFFICER, channel="mail", states=states)])
    assert duty(result, "explain")["status"] == status


# Handling --------------------------------------------------------------------------------------------------------------------


@pytest.mark.clause("CON-16")
def test_a_handler_is_assigned_with_the_department_and_nature_and_severity_are_recorded() -> None:
    bare = act("assign", "2026-04-28T10:00", OFFICER)
    full = act("assign", "2026-04-28T11:00", OFFICER, to="p-7", department="logistiek")
    weighed = act("assess", "2026-04-28T12:00", OFFICER, nature="levering", severity="laag")
    result = run(case(NAME), [mailed(), bare, full])
    assert (refusals(result), duty(result, "weigh")["status"]) == ([("assign", "CON-16")], "open")
    assert duty(run(case(NAME), [mailed(), full, weighed]), "weigh")["status"] == "met"


@pytest.mark.clause("CON-16")
def test_only_who_was_assigned_acts_as_handler() -> None:
    other = act("propose", "2026-05-20T10:00", "handler", person="p-8", channel="mail", solution="Voorstel")
    assert refusals(run(case(NAME), [*handled(), other])) == [("propose", "CON-18")]


@pytest.mark.clause("CON-17")
def test_the_person_concerned_is_told_only_after_the_agreement() -> None:
    told = act("inform_concerned", "2026-05-12T12:00", OFFICER, channel="mail")
    early = run(case(NAME), [*handled()[:-1], told])
    assert (refusals(early), duty(early, "agree_communication")["status"]) == ([("inform_concerned", "CON-17")], "open")
    assert run(case(NAME), [*handled(), {**told, "at": "2026-05-13T12:00"}])["refused"] == []


@pytest.mark.clause("CON-17")
@pytest.mark.parametrize(("subject", "owed"), [({"class": "conduct"}, 1), ({"person": "p-3"}, 1), ({"class": "product"}, 0)])
def test_telling_the_person_concerned_is_owed_where_there_is_one(subject: dict[str, str], owed: int) -> None:
    agreed = act("agree_communication", "2026-04-28T10:00", OFFICER)
    assert len(duties(run(case(NAME), [mailed(subject=subject), agreed]), "inform_concerned")) == owed


@pytest.mark.clause("CON-19")
@pytest.mark.parametrize(("at", "refused"), [("2026-06-17T23:00", [("close", "CON-19")]), ("2026-06-18T08:00", [])])
def test_after_a_reminder_and_two_weeks_the_officer_may_close_as_no_reaction(at: str, refused: list[tuple[str, str]]) -> None:
    result = run(case(NAME), [*silent(), act("close", at, OFFICER, reason="Geen reactie")])
    assert refusals(result) == [*refused]


@pytest.mark.clause("CON-19")
def test_without_a_reminder_silence_closes_nothing() -> None:
    result = run(case(NAME), [*offered(), act("close", "2027-06-18T08:00", OFFICER, reason="Geen reactie")])
    assert refusals(result) == [("close", "CON-19")]


@pytest.mark.clause("CON-19")
@pytest.mark.parametrize(("name", "stage"), [("accept", "decided"), ("decline", "formal")])
def test_a_later_answer_reopens_what_was_closed_for_lack_of_one(name: str, stage: str) -> None:
    shut = act("close", "2026-06-18T08:00", OFFICER, reason="Geen reactie")
    result = run(case(NAME), [*silent(), shut, act(name, "2026-07-01T10:00", "complainant")])
    assert (result["refused"], result["stage"]) == ([], stage)


@pytest.mark.clause("CON-20")
@pytest.mark.parametrize(
    ("to", "subject", "refused"),
    [(["complainant", "handler"], {}, []), (["complainant", "adviser"], {}, ["CON-20"]), (["concerned"], {"person": "p-3"}, ["CON-20"])],
)
def test_copies_go_to_all_involved_but_not_to_advisers(to: list[str], subject: dict[str, str], refused: list[str]) -> None:
    acts = [mailed(subject=subject), *(item for item in solved()[8:] if item["act"] != "agree_communication")]
    assigned = act("assign", "2026-05-12T11:00", OFFICER, to="p-7", department="logistiek")
    result = run(case(NAME), [acts[0], assigned, *acts[1:], act("send_copies", "2026-06-05T10:00", OFFICER, to=to)])
    assert [item["clause"] for item in result["refused"]] == refused
    assert duty(result, "send_copies")["status"] == ("open" if refused else "met")


@pytest.mark.clause("CON-20")
def test_copies_go_once() -> None:
    again = act("send_copies", "2026-06-05T13:00", OFFICER, to=["complainant"])
    assert refusals(run(case(NAME), [*closed()[:-1], again])) == [("send_copies", "CON-20")]


# Year, retention, no objection -----------------------------------------------------------------------------------------------


@pytest.mark.clause("CON-21", "CON-22", "CON-23")
@pytest.mark.parametrize(
    ("length", "name", "by", "data", "clause"),
    [
        (4, "decide_measures", MANAGEMENT, {}, "CON-22"),
        (5, "decide_measures", OFFICER, {}, "CON-22"),
        (5, "present", OFFICER, {"to": "staff"}, "CON-23"),
        (4, "close_year", OFFICER, {}, "CON-21"),
        (5, "close_year", OFFICER, {}, "CON-22"),
        (6, "close_year", OFFICER, {}, "CON-23"),
    ],
)
def test_no_link_of_the_yearly_chain_can_be_skipped(length: int, name: str, by: str, data: dict[str, str], clause: str) -> None:
    result = run(case(NAME), [*year()[:length], act(name, "2027-02-15T10:00", by, **data)])
    assert refusals(result) == [(name, clause)]


@pytest.mark.clause("CON-24")
def test_destruction_is_refused_before_two_years_and_the_term_is_marked_as_an_addition() -> None:
    result = run(case(NAME), [*closed(), act("destroy", "2028-06-07T23:00", OFFICER)])
    assert (refusals(result), duty(result, "destroy")["due"]) == ([("destroy", "CON-24")], "2028-06-08")
    assert next(clause for clause in case(NAME).clauses if clause.id == "CON-24").addition


@pytest.mark.clause("CON-25")
@pytest.mark.parametrize("name", ["object", "admit", "appoint", "rule"])
def test_there_is_no_objection_and_the_refusal_says_what_there_is_instead(name: str) -> None:
    result = run(case(NAME), [*closed(), act(name, "2026-06-09T10:00", OFFICER)])
    assert refusals(result) == [(name, "CON-25")]
    assert "ander voorstel" in result["refused"][0]["reason"]
    assert not any(name in acts for acts in result["permitted"].values())
