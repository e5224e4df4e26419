"""ECM: the worked cases EC1 to EC8 in their variants and readings, and the plain paths from filing to destruction."""

import pytest

from tests.procedures.support import A, B, act, case, duty, reading_of, refusals, right, run
from wederhoor.core.calendar import Calendar

HANDLER = "verantwoordelijk-medewerker"
THREE_DAYS = 'term = "3 days"   # andere lezingen'
FROM_ARCHIVING = 'from = "archive.at"   # andere lezing'


def filed(at: str = "2026-06-01T10:00", **data: object) -> dict[str, object]:
    return act("file", at, "complainant", **{"kind": "complaint", "channel": "mail", **data})


def called() -> list[dict[str, object]]:
    return [
        act("file", "2026-03-02T10:00", "medewerker", kind="complaint", channel="phone"),
        act("ask_completion", "2026-03-02T10:30", "medewerker", channel="mail"),
    ]


def judged() -> list[dict[str, object]]:
    return [
        filed(),
        act("take", "2026-06-01T11:00", HANDLER),
        act("acknowledge", "2026-06-02T10:00", HANDLER, channel="phone"),
        act("hear", "2026-06-03T10:00", HANDLER, party="complainant"),
        act("hear", "2026-06-04T10:00", HANDLER, party="concerned"),
        act("judge", "2026-06-05T10:00", HANDLER, outcome="upheld", reasons="De reden"),
    ]


def archived() -> list[dict[str, object]]:
    return [
        *judged(),
        act("propose", "2026-06-08T10:00", HANDLER, channel="mail", solution="De oplossing", states=["appeal"]),
        act("accept", "2026-08-20T10:00", "complainant"),
        act("carry_out", "2026-09-01T10:00", HANDLER),
        act("follow_up", "2026-09-10T10:00", HANDLER, satisfied=True, score=8),
        act("close", "2026-09-14T10:00", HANDLER),
        act("archive", "2026-09-15T10:00", "archiefhouder"),
    ]


@pytest.mark.clause("ECM-10")
@pytest.mark.parametrize(
    ("term", "calendar", "due"),
    [
        ("3 days", A, "2026-05-03"),
        ("3 days rolling", A, "2026-05-04"),
        ("3 working days", A, "2026-05-06"),
        ("3 working days", B, "2026-05-05"),
    ],
)
def test_ec1_receipt_is_confirmed_within_three_days(term: str, calendar: Calendar, due: str) -> None:
    procedure = reading_of("ecm", THREE_DAYS, THREE_DAYS.replace("3 days", term))
    result = run(procedure, [filed("2026-04-30T16:00")], calendar=calendar)
    assert (duty(result, "acknowledge")["due"], duty(result, "acknowledge")["holder"]) == (due, HANDLER)


@pytest.mark.clause("ECM-10")
@pytest.mark.parametrize("channel", ["phone", "mail", "post", "talk", "portal"])
def test_ec1_any_channel_confirms_receipt(channel: str) -> None:
    result = run(case("ecm"), [filed("2026-04-30T16:00"), act("acknowledge", "2026-05-03T23:59", HANDLER, channel=channel)])
    assert duty(result, "acknowledge")["status"] == "met"


@pytest.mark.clause("ECM-10")
def test_a_confirmation_after_three_days_is_late() -> None:
    result = run(case("ecm"), [filed("2026-04-30T16:00"), act("acknowledge", "2026-05-04T00:00", HANDLER, channel="mail")])
    assert duty(result, "acknowledge")["status"] == "met_late"


@pytest.mark.clause("ECM-10")
def test_the_three_days_run_from_receipt_by_whoever_got_it_not_from_passing_on() -> None:
    received = act("file", "2026-06-01T10:00", "medewerker", kind="complaint", channel="letter")
    result = run(case("ecm"), [received, act("pass_on", "2026-06-03T10:00", "medewerker", to="p-2", reason="Niet van mij")])
    assert duty(result, "acknowledge")["due"] == "2026-06-04"


@pytest.mark.clause("ECM-08")
def test_ec3_an_oral_complaint_waits_for_writing_without_any_clock() -> None:
    result = run(case("ecm"), called()[:1])
    assert (result["kind"], result["stage"]) == ("complaint", "intake")
    assert duty(result, "ask_in_writing")["status"] == "open"
    assert not [item for item in run(case("ecm"), called())["duties"] if item["due"]]


@pytest.mark.clause("ECM-08", "ECM-10")
@pytest.mark.parametrize(("term", "due"), [("3 days", "2026-03-14"), ("3 days rolling", "2026-03-16"), ("3 working days", "2026-03-16")])
def test_ec3_the_terms_run_from_receipt_of_the_writing(term: str, due: str) -> None:
    procedure = reading_of("ecm", THREE_DAYS, THREE_DAYS.replace("3 days", term))
    result = run(procedure, [*called(), act("confirm_in_writing", "2026-03-11T09:00", "complainant", channel="mail")])
    assert duty(result, "acknowledge")["due"] == due
    assert right(result, "write_down")["status"] == "used"


@pytest.mark.clause("ECM-14")
def test_ec5_the_follow_up_is_due_two_weeks_after_the_solution_was_carried_out() -> None:
    result = run(case("ecm"), archived()[:9])
    assert duty(result, "follow_up")["due"] == "2026-09-15"
    assert not [item for item in run(case("ecm"), archived()[:8])["duties"] if item["id"] == "follow_up"]


@pytest.mark.clause("ECM-14")
def test_ec5_asking_before_the_solution_was_carried_out_is_refused() -> None:
    result = run(case("ecm"), [*archived()[:8], act("follow_up", "2026-08-25T10:00", HANDLER, satisfied=True)])
    assert refusals(result) == [("follow_up", "ECM-14")]


@pytest.mark.clause("ECM-14")
@pytest.mark.parametrize(("reason", "status"), [("Niet van belang", "waived"), (None, "open")])
def test_ec5_the_follow_up_can_be_waived_with_a_reason(reason: str | None, status: str) -> None:
    result = run(case("ecm"), [*archived()[:9], act("waive", "2026-09-02T10:00", HANDLER, duty="follow_up", reason=reason)])
    assert duty(result, "follow_up")["status"] == status


@pytest.mark.clause("ECM-14")
def test_the_follow_up_outlives_the_closing_of_the_dossier() -> None:
    acts = [*archived()[:9], act("close", "2026-09-02T10:00", HANDLER), archived()[9]]
    result = run(case("ecm"), acts)
    assert (result["stage"], duty(result, "follow_up")["status"], result["refused"]) == ("closed", "met", [])


@pytest.mark.clause("ECM-11")
@pytest.mark.parametrize("heard", [[], ["complainant"], ["concerned"]])
def test_ec6_a_judgement_before_both_sides_were_heard_is_refused(heard: list[str]) -> None:
    hearings = [act("hear", "2026-06-02T10:00", HANDLER, party=party) for party in heard]
    result = run(case("ecm"), [filed(), *hearings, act("judge", "2026-06-05T10:00", HANDLER, outcome="upheld", reasons="De reden")])
    assert refusals(result) == [("judge", "ECM-11")]


@pytest.mark.clause("ECM-11", "ECM-12")
@pytest.mark.parametrize("extra", [{}, {"extra": "Een gratis herkansing"}])
def test_ec6_after_both_sides_the_solution_may_hold_something_extra(extra: dict[str, str]) -> None:
    result = run(case("ecm"), [*judged(), act("propose", "2026-06-08T10:00", HANDLER, channel="mail", solution="Oplossing", **extra)])
    assert (result["refused"], result["outcome"], result["stage"]) == ([], "upheld", "decided")


@pytest.mark.clause("ECM-16")
@pytest.mark.parametrize(
    ("start", "kept_until"), [("archive.at", "2029-09-15"), ("at", "2029-09-14")], ids=["from archiving", "from closing"]
)
def test_ec8_destruction_is_refused_before_three_years(start: str, kept_until: str) -> None:
    procedure = reading_of("ecm", FROM_ARCHIVING, FROM_ARCHIVING.replace("archive.at", start))
    early = act("destroy", "2029-09-13T10:00", "archiefhouder")
    result = run(procedure, [*archived(), early, act("destroy", f"{kept_until}T10:00", "archiefhouder")])
    assert refusals(result) == [("destroy", "ECM-16")]
    assert (duty(result, "destroy")["due"], result["stage"]) == (kept_until, "destroyed")


@pytest.mark.clause("ECM-15", "ECM-16")
def test_a_dossier_reopened_is_archived_anew_and_kept_from_then() -> None:
    again = [act("reopen", "2026-10-01T10:00", HANDLER), act("close", "2026-10-02T10:00", HANDLER)]
    result = run(case("ecm"), [*archived(), *again, act("archive", "2026-10-03T10:00", "archiefhouder")])
    assert (result["refused"], duty(result, "destroy")["due"]) == ([], "2029-10-03")


def test_a_complaint_runs_from_filing_to_the_archive_without_a_refusal() -> None:
    result = run(case("ecm"), archived())
    assert (result["refused"], result["stage"]) == ([], "closed")
    kept = {"take_up", "acknowledge", "offer_solution", "name_board", "follow_up", "archive"}
    assert {item["id"] for item in result["duties"] if item["status"] == "met"} == kept


@pytest.mark.parametrize("kind", ["signal", "improvement"])
def test_a_signal_or_proposal_runs_from_filing_to_destruction_without_a_refusal(kind: str) -> None:
    acts = [
        filed(kind=kind),
        act("take", "2026-06-01T11:00", "medewerker"),
        act("reply", "2026-06-02T10:00", "medewerker", channel="mail", reasons="Dank"),
        act("close", "2026-06-03T10:00", HANDLER),
        act("archive", "2026-06-04T10:00", "archiefhouder"),
        act("destroy", "2029-06-04T10:00", "archiefhouder"),
    ]
    result = run(case("ecm"), acts)
    assert (result["refused"], result["kind"], result["stage"]) == ([], kind, "destroyed")


@pytest.mark.clause("ECM-03")
def test_a_year_runs_from_opening_to_closing_with_more_than_one_analysis() -> None:
    steps = ("analyse", "analyse", "draft_report", "publish_report", "present", "decide_measures", "evaluate_measure", "close_year")
    acts = [act(name, f"2027-01-{day:02}T10:00", "projectleider") for day, name in enumerate(steps, start=5)]
    result = run(case("ecm"), [act("open_year", "2026-12-31T10:00", "projectleider", year=2026), *acts])
    assert (result["refused"], result["stage"]) == ([], "closed")
    assert {item["status"] for item in result["duties"]} == {"met"}
