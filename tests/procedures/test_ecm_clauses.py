"""ECM, clause by clause: what its regulation asks, refuses and keeps, beside the worked cases."""

from typing import Any

import pytest

from tests.procedures.support import act, case, duties, duty, reading_of, refusals, right, run
from tests.procedures.test_ecm import HANDLER, archived, called, filed, judged

ANONYMOUS: dict[str, Any] = {"channel": "web", "anonymous": True, "description": "Wat er misging"}
NAMED: dict[str, Any] = {"complainant": {"name": "Naam van de klager"}, "anonymous": False}


def reminded() -> list[dict[str, object]]:
    return [*called(), act("ask_completion", "2026-03-17T10:00", "medewerker", channel="mail")]


def appealed(**data: object) -> list[dict[str, object]]:
    return [*archived(), act("object", "2026-10-01T10:00", "complainant", **{"channel": "mail", "grounds": ["De grond"], **data})]


def statuses(result: dict[str, Any], name: str) -> list[str]:
    return [item["status"] for item in duties(result, name)]


# Kinds -----------------------------------------------------------------------------------------------------------------------


@pytest.mark.clause("ECM-01", "ECM-05", "ECM-06")
@pytest.mark.parametrize(
    ("kind", "clauses"),
    [("complaint", {"ECM-09", "ECM-10"}), ("signal", {"ECM-09", "ECM-05"}), ("improvement", {"ECM-09", "ECM-01"})],
)
def test_each_kind_brings_its_own_duties(kind: str, clauses: set[str]) -> None:
    result = run(case("ecm"), [filed(kind=kind)])
    assert {item["clause"] for item in result["duties"]} == clauses


@pytest.mark.clause("ECM-05", "ECM-06")
def test_only_complaints_count_as_complaints() -> None:
    assert {kind.id: kind.counts for kind in case("ecm").kinds} == {"complaint": True, "signal": False, "improvement": False}


@pytest.mark.clause("ECM-01", "ECM-05")
@pytest.mark.parametrize(("kind", "clause"), [("signal", "ECM-05"), ("improvement", "ECM-01")])
def test_without_a_reaction_a_signal_or_proposal_cannot_be_closed(kind: str, clause: str) -> None:
    result = run(case("ecm"), [filed(kind=kind), act("close", "2026-06-02T10:00", HANDLER)])
    assert refusals(result) == [("close", clause)]


@pytest.mark.clause("ECM-05")
def test_a_signal_is_not_judged() -> None:
    hearings = [act("hear", "2026-06-02T10:00", HANDLER, party=party) for party in ("complainant", "concerned")]
    result = run(case("ecm"), [filed(kind="signal"), *hearings, act("judge", "2026-06-03T10:00", HANDLER, outcome="upheld")])
    assert refusals(result) == [("judge", "ECM-05")]


@pytest.mark.clause("ECM-06")
@pytest.mark.parametrize("name", ["reply", "propose", "close"])
def test_without_a_judgement_a_complaint_is_not_answered_or_closed(name: str) -> None:
    data = {"solution": "De oplossing"} if name == "propose" else {}
    result = run(case("ecm"), [filed(), act(name, "2026-06-02T10:00", HANDLER, channel="mail", **data)])
    assert refusals(result) == [(name, "ECM-06")]


@pytest.mark.clause("ECM-06", "ECM-10")
def test_a_signal_classed_as_complaint_has_its_term_from_its_first_receipt() -> None:
    result = run(case("ecm"), [filed(kind="signal"), act("classify", "2026-06-08T10:00", "medewerker", kind="complaint")])
    assert (duty(result, "acknowledge")["due"], statuses(result, "react")) == ("2026-06-04", ["lapsed"])


# Without a name --------------------------------------------------------------------------------------------------------------


@pytest.mark.clause("ECM-07", "ECM-05")
def test_an_anonymous_complaint_is_a_signal_whose_reaction_goes_under_the_tracking_code() -> None:
    acts = [filed(**ANONYMOUS), act("reply", "2026-06-02T10:00", HANDLER, channel="portal", reasons="Dank")]
    result = run(case("ecm"), acts)
    assert (result["kind"], statuses(result, "react"), duties(result, "acknowledge")) == ("signal", ["met"], [])


@pytest.mark.clause("ECM-05")
@pytest.mark.parametrize(
    ("complainant", "status", "refused"),
    [({}, "waived", []), ({"email": "klager@school.example"}, "open", [("waive", "ECM-05"), ("close", "ECM-05")])],
)
def test_only_where_nobody_can_be_reached_the_reaction_is_waived(
    complainant: dict[str, str], status: str, refused: list[tuple[str, str]]
) -> None:
    acts = [
        filed(**{**ANONYMOUS, "channel": "letter"}, complainant=complainant),
        act("waive", "2026-06-02T10:00", HANDLER, duty="react", reason="Niet te bereiken"),
        act("close", "2026-06-02T11:00", HANDLER),
    ]
    result = run(case("ecm"), acts)
    assert (statuses(result, "react"), refusals(result)) == ([status], refused)


@pytest.mark.clause("ECM-07")
def test_who_later_gives_his_name_has_a_complaint_with_terms_from_that_day() -> None:
    result = run(case("ecm"), [filed(**ANONYMOUS), act("complete", "2026-06-20T10:00", "complainant", **NAMED)])
    assert (result["kind"], duty(result, "acknowledge")["due"], statuses(result, "react")) == ("complaint", "2026-06-23", ["lapsed"])


@pytest.mark.clause("ECM-07")
def test_an_anonymous_complaint_that_is_only_added_to_stays_a_signal() -> None:
    result = run(case("ecm"), [filed(**ANONYMOUS), act("complete", "2026-06-20T10:00", "complainant", description="Meer")])
    assert (result["kind"], duties(result, "acknowledge")) == ("signal", [])


# Writing ---------------------------------------------------------------------------------------------------------------------


@pytest.mark.clause("ECM-08")
@pytest.mark.parametrize(("seen", "kind"), [("2026-03-31T23:59", "complaint"), ("2026-04-01T00:00", "signal")])
def test_an_oral_complaint_that_nobody_writes_down_after_a_reminder_is_kept_as_a_signal(seen: str, kind: str) -> None:
    result = run(case("ecm"), reminded(), at=seen)
    assert (result["kind"], bool(duties(result, "react"))) == (kind, kind == "signal")


@pytest.mark.clause("ECM-08")
def test_without_a_reminder_an_oral_complaint_stays_a_complaint() -> None:
    assert run(case("ecm"), called(), at="2026-12-01T10:00")["kind"] == "complaint"


@pytest.mark.clause("ECM-08")
def test_what_was_kept_as_a_signal_becomes_a_complaint_once_it_is_written_down() -> None:
    result = run(case("ecm"), [*reminded(), act("confirm_in_writing", "2026-04-20T10:00", "complainant", channel="mail")])
    assert (result["kind"], duty(result, "acknowledge")["due"], duty(result, "react")["status"]) == ("complaint", "2026-04-23", "lapsed")


@pytest.mark.clause("ECM-08")
def test_an_oral_signal_is_simply_registered() -> None:
    result = run(case("ecm"), [filed(kind="signal", channel="phone")])
    assert duties(result, "ask_in_writing") == []


# Who handles it, and hearing both sides ----------------------------------------------------------------------------------------


@pytest.mark.clause("ECM-09")
@pytest.mark.parametrize(
    ("name", "data", "status", "refused"),
    [
        ("take", {}, "met", []),
        ("pass_on", {"to": "p-2", "reason": "Niet van mij"}, "met", []),
        ("pass_on", {"to": "p-2"}, "open", [("pass_on", "ECM-09")]),
    ],
)
def test_who_receives_it_takes_it_up_or_passes_it_on_with_the_reason(
    name: str, data: dict[str, str], status: str, refused: list[tuple[str, str]]
) -> None:
    result = run(case("ecm"), [filed(), act(name, "2026-06-01T11:00", "medewerker", **data)])
    assert (duty(result, "take_up")["status"], refusals(result)) == (status, refused)


@pytest.mark.clause("ECM-11")
@pytest.mark.parametrize("party", ["complainant", "concerned"])
def test_who_waives_the_hearing_counts_as_heard(party: str) -> None:
    acts = [item for item in judged() if item["data"] != {"party": party}]
    waived = act("waive_hearing", "2026-06-03T12:00", HANDLER, party=party, reason="Wil niet")
    assert run(case("ecm"), [*acts[:-1], waived, acts[-1]])["refused"] == []


@pytest.mark.clause("ECM-11")
@pytest.mark.parametrize(("judged_at", "refused"), [("2026-06-16T23:00", [("judge", "ECM-11")]), ("2026-06-17T08:00", [])])
def test_who_does_not_answer_the_invitation_in_two_weeks_counts_as_heard(judged_at: str, refused: list[tuple[str, str]]) -> None:
    acts = [
        filed(),
        act("hear", "2026-06-02T09:00", HANDLER, party="complainant"),
        act("invite", "2026-06-02T10:00", HANDLER, channel="mail", party="concerned"),
        act("judge", judged_at, HANDLER, outcome="rejected", reasons="De reden"),
    ]
    assert refusals(run(case("ecm"), acts)) == refused


@pytest.mark.clause("ECM-11")
def test_each_side_is_to_be_shown_what_the_other_told() -> None:
    shown = act("disclose", "2026-06-04T11:00", HANDLER, party="complainant")
    result = run(case("ecm"), [*judged()[:5], shown])
    assert (duty(result, "show_complainant")["status"], duty(result, "show_concerned")["status"]) == ("met", "open")


@pytest.mark.clause("ECM-11")
def test_only_the_responsible_employee_judges() -> None:
    result = run(case("ecm"), [*judged()[:5], act("judge", "2026-06-05T10:00", "medewerker", outcome="upheld")])
    assert refusals(result) == [("judge", "ECM-06")]


# Solution --------------------------------------------------------------------------------------------------------------------


@pytest.mark.clause("ECM-12")
def test_a_proposal_without_a_solution_is_refused() -> None:
    result = run(case("ecm"), [*judged(), act("propose", "2026-06-08T10:00", HANDLER, channel="mail", extra="Iets extra's")])
    assert refusals(result) == [("propose", "ECM-12")]


@pytest.mark.clause("ECM-13")
@pytest.mark.parametrize(
    ("name", "data", "status"),
    [
        ("propose", {"solution": "De oplossing"}, "met"),
        ("reply", {"states": ["solution"]}, "met"),
        ("reply", {"reasons": "De reden"}, "open"),
        ("report_progress", {}, "open"),
    ],
)
def test_offering_the_solution_is_owed_without_date_and_met_only_by_offering_it(name: str, data: dict[str, Any], status: str) -> None:
    result = run(case("ecm"), [*judged(), act(name, "2026-06-08T10:00", HANDLER, channel="phone", **data)])
    found = duty(result, "offer_solution")
    assert (found["due"], found["status"], found["clause"]) == (None, status, "ECM-13")


@pytest.mark.clause("ECM-13")
def test_a_solution_that_waits_in_the_outbox_has_not_been_offered() -> None:
    waiting = act("propose", "2026-06-08T10:00", HANDLER, channel="mail", solution="De oplossing", sent=None)
    result = run(case("ecm"), [*judged(), waiting, act("close", "2026-06-08T11:00", HANDLER)])
    assert (duty(result, "offer_solution")["status"], refusals(result)) == ("on_its_way", [("close", "ECM-13")])


@pytest.mark.clause("ECM-13")
@pytest.mark.parametrize(("data", "status"), [({"reasons": "De reden"}, "met"), ({}, "open")])
def test_an_unfounded_complaint_gets_the_judgement_with_its_reasons(data: dict[str, str], status: str) -> None:
    judgement = act("judge", "2026-06-05T10:00", HANDLER, outcome="rejected", reasons="De reden")
    result = run(case("ecm"), [*judged()[:5], judgement, act("reply", "2026-06-08T10:00", HANDLER, channel="mail", **data)])
    assert duty(result, "offer_solution")["status"] == status


@pytest.mark.clause("ECM-13")
@pytest.mark.parametrize("name", ["accept", "decline"])
def test_nothing_is_accepted_or_declined_before_a_solution_was_offered(name: str) -> None:
    assert refusals(run(case("ecm"), [*judged(), act(name, "2026-06-08T10:00", "complainant")])) == [(name, "ECM-13")]


# Appeal ----------------------------------------------------------------------------------------------------------------------


@pytest.mark.clause("ECM-04")
@pytest.mark.parametrize(("states", "status"), [(["appeal"], "met"), ([], "open")])
def test_the_message_with_the_solution_names_the_board(states: list[str], status: str) -> None:
    offer = act("propose", "2026-06-08T10:00", HANDLER, channel="mail", solution="De oplossing", states=states)
    assert duty(run(case("ecm"), [*judged(), offer]), "name_board")["status"] == status


@pytest.mark.clause("ECM-04")
def test_every_letter_with_an_outcome_tells_where_the_board_is() -> None:
    outcomes = [item for item in case("ecm").letters if item.act in {"propose", "reply"}]
    assert len(outcomes) == 4
    assert all("appeal" in item.states and "{address:objection}" in str(item.body) for item in outcomes)


@pytest.mark.clause("ECM-04")
def test_appeal_stays_open_without_a_term_until_the_dossier_is_destroyed() -> None:
    late = run(case("ecm"), archived(), at="2029-09-01T10:00")
    gone = run(case("ecm"), [*archived(), act("destroy", "2029-09-15T10:00", "archiefhouder")])
    assert (right(late, "appeal")["closes"], right(late, "appeal")["status"]) == (None, "open")
    assert right(gone, "appeal")["status"] == "lapsed"


@pytest.mark.clause("ECM-04")
def test_appeal_before_any_outcome_is_too_early() -> None:
    result = run(case("ecm"), [*judged(), act("object", "2026-06-06T10:00", "complainant", channel="mail")])
    assert refusals(result) == [("object", "ECM-04")]


@pytest.mark.clause("ECM-04")
def test_the_board_decides_on_an_appeal_and_closes_it() -> None:
    ruled = act("rule", "2026-10-20T10:00", "bestuur", outcome="partly", reasons="De reden", channel="mail")
    open_appeal = run(case("ecm"), appealed())
    result = run(case("ecm"), [*appealed(), ruled, act("close", "2026-10-21T10:00", "bestuur")])
    assert (open_appeal["stage"], duty(open_appeal, "decide_appeal")["holder"]) == ("objection", "bestuur")
    assert (result["refused"], result["stage"], duty(result, "decide_appeal")["status"]) == ([], "closed", "met")


@pytest.mark.clause("ECM-04")
def test_nobody_but_the_board_decides_on_an_appeal() -> None:
    ruled = act("rule", "2026-10-20T10:00", HANDLER, outcome="partly", channel="mail", dossier="objection 1")
    assert refusals(run(case("ecm"), [*appealed(), ruled])) == [("rule", "ECM-04")]


@pytest.mark.clause("ECM-04")
def test_an_oral_appeal_is_noted_and_waits_for_writing() -> None:
    rule = act("rule", "2026-10-20T10:00", "bestuur", outcome="partly", channel="mail", dossier="objection 1")
    oral = run(case("ecm"), [*appealed(channel="phone"), rule])
    written = run(case("ecm"), [*appealed(channel="phone"), act("confirm_in_writing", "2026-10-05T10:00", "complainant"), rule])
    assert (duty(oral, "ask_appeal_in_writing")["status"], refusals(oral)) == ("open", [("rule", "ECM-04")])
    assert (written["refused"], duty(written, "decide_appeal")["status"]) == ([], "met")
    assert (right(oral, "write_appeal_down")["status"], right(written, "write_appeal_down")["status"]) == ("open", "used")


@pytest.mark.clause("ECM-04")
def test_an_appeal_is_not_closed_before_the_board_decided() -> None:
    shut = act("close", "2026-10-20T10:00", "bestuur", dossier="objection 1")
    assert refusals(run(case("ecm"), [*appealed(), shut])) == [("close", "ECM-04")]


# Archive, year ---------------------------------------------------------------------------------------------------------------


@pytest.mark.clause("ECM-15", "ECM-02")
@pytest.mark.parametrize("ending", ["close", "withdraw"])
def test_whatever_ends_is_owed_to_the_archive_by_its_keeper(ending: str) -> None:
    result = run(case("ecm"), [*judged(), *archived()[6:7], act(ending, "2026-06-10T10:00", HANDLER)])
    assert (duty(result, "archive")["holder"], duty(result, "archive")["status"]) == ("archiefhouder", "open")


@pytest.mark.clause("ECM-15")
def test_only_the_archive_keeper_archives() -> None:
    result = run(case("ecm"), [*archived()[:-1], act("archive", "2026-09-15T10:00", HANDLER)])
    assert refusals(result) == [("archive", "ECM-15")]


@pytest.mark.clause("ECM-16")
def test_what_was_never_archived_cannot_be_destroyed_where_the_term_runs_from_closing_either() -> None:
    from_closing = reading_of("ecm", 'from = "archive.at"   # andere', 'from = "at"   # andere')
    destroyed = act("destroy", "2031-01-01T10:00", "archiefhouder")
    assert refusals(run(from_closing, [*archived()[:-1], destroyed])) == [("destroy", "ECM-15")]


@pytest.mark.clause("ECM-02", "ECM-03")
@pytest.mark.parametrize(("name", "analysed"), [("publish_report", False), ("close_year", True)])
def test_the_year_is_reported_only_after_an_analysis_and_closed_only_after_the_report(name: str, *, analysed: bool) -> None:
    opened = act("open_year", "2026-01-01T10:00", "projectleider", year=2026)
    analysis = [act("analyse", "2026-11-01T10:00", "projectleider")] if analysed else []
    result = run(case("ecm"), [opened, *analysis, act(name, "2026-12-01T10:00", "projectleider")])
    assert refusals(result) == [(name, "ECM-03")]
    assert (duty(result, "analyse")["due"], duty(result, "report")["due"]) == ("2027-03-31", "2027-03-31")


@pytest.mark.clause("ECM-03")
def test_only_the_project_leader_analyses() -> None:
    opened = act("open_year", "2026-01-01T10:00", "projectleider", year=2026)
    assert refusals(run(case("ecm"), [opened, act("analyse", "2026-12-01T10:00", "medewerker")])) == [("analyse", "ECM-03")]
