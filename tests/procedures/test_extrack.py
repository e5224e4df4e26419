"""ExTrack: the worked cases ET1 to ET8 in their variants and readings, and the plain paths from filing to closing."""

from typing import Any

import pytest

from tests.procedures.extrack import (
    OFFICER,
    bodyless_objection,
    filed,
    incomplete,
    members,
    objected,
    replied,
)
from tests.procedures.support import B, act, case, duty, reading_of, refusals, right, run

FILED_IS_RECEIVED = ('from = "filed_on"   # andere lezing', 'from = "at"   # andere lezing')
FROM_COMPLETION = '"talk.outcome" = ["unknown", "unsolved"] }, from = "at" }'
FROM_FIRST_FILING = '"talk.outcome" = ["unknown", "unsolved"] }, from = "file.filed_on" }'


def due(result: dict[str, Any], *names: str) -> tuple[str | None, ...]:
    return tuple(duty(result, name)["due"] for name in names)


@pytest.mark.clause("EXT-10", "EXT-11")
def test_et1_a_complete_mail_is_confirmed_in_two_working_days_and_answered_in_four_weeks() -> None:
    result = run(case("extrack"), [filed("2026-05-04T15:00")])
    assert due(result, "acknowledge", "reply") == ("2026-05-07", "2026-06-01")
    assert result["stage"] == "formal"


@pytest.mark.clause("EXT-10")
def test_et1_where_5_may_is_worked_the_confirmation_is_due_a_day_earlier() -> None:
    result = run(case("extrack"), [filed("2026-05-04T15:00")], calendar=B)
    assert due(result, "acknowledge", "reply") == ("2026-05-06", "2026-06-01")


@pytest.mark.clause("EXT-10", "EXT-11")
def test_et2_a_letter_is_confirmed_from_receipt_and_answered_from_its_own_date() -> None:
    result = run(case("extrack"), [filed("2026-04-13T10:00", channel="letter", filed_on="2026-04-10")])
    assert due(result, "acknowledge", "reply") == ("2026-04-15", "2026-05-08")


@pytest.mark.clause("EXT-11")
def test_et2_in_the_other_reading_filing_is_receipt() -> None:
    other = reading_of("extrack", *FILED_IS_RECEIVED)
    result = run(other, [filed("2026-04-13T10:00", channel="letter", filed_on="2026-04-10")])
    assert due(result, "acknowledge", "reply") == ("2026-04-15", "2026-05-11")


@pytest.mark.clause("EXT-11")
def test_a_letter_that_bears_a_later_date_counts_from_receipt() -> None:
    result = run(case("extrack"), [filed("2026-04-13T10:00", channel="letter", filed_on="2026-04-20")])
    assert due(result, "reply") == ("2026-05-11",)


@pytest.mark.clause("EXT-08", "EXT-10")
def test_et4_an_incomplete_complaint_is_confirmed_all_the_same_and_its_reply_waits() -> None:
    result = run(case("extrack"), [incomplete("2026-04-13T10:00")])
    assert due(result, "acknowledge") == ("2026-04-15",)
    assert "reply" not in {item["id"] for item in result["duties"]}
    assert result["stage"] == "intake"


@pytest.mark.clause("EXT-08", "EXT-11")
@pytest.mark.parametrize(("line", "expected"), [(FROM_COMPLETION, "2026-05-18"), (FROM_FIRST_FILING, "2026-05-11")])
def test_et4_on_completion_the_four_weeks_run_from_it_or_in_the_other_reading_from_filing(line: str, expected: str) -> None:
    procedure = reading_of("extrack", FROM_COMPLETION, line)
    acts = [incomplete("2026-04-13T10:00"), act("complete", "2026-04-20T10:00", "complainant", description="Wat er misging")]
    assert due(run(procedure, acts), "reply") == (expected,)


@pytest.mark.clause("EXT-08")
@pytest.mark.parametrize("name", ["judge", "reply"])
def test_et4_handling_is_refused_until_complete_and_the_refusal_names_what_is_missing(name: str) -> None:
    result = run(case("extrack"), [incomplete("2026-04-13T10:00"), act(name, "2026-04-14T10:00", OFFICER, outcome="upheld")])
    assert refusals(result) == [(name, "EXT-08")]
    assert "description" in result["refused"][0]["reason"]


@pytest.mark.clause("EXT-14")
def test_et5_a_notice_before_expiry_moves_the_date_as_often_as_needed() -> None:
    acts = [
        filed("2026-05-04T15:00"),
        act("extend", "2026-05-22T10:00", OFFICER, until="2026-06-22", reasons="Er is nader onderzoek nodig"),
        act("extend", "2026-06-15T10:00", OFFICER, until="2026-07-06", reasons="De deskundige is ziek"),
    ]
    assert due(run(case("extrack"), acts[:2]), "reply") == ("2026-06-22",)
    assert due(run(case("extrack"), acts), "reply") == ("2026-07-06",)


@pytest.mark.clause("EXT-14")
@pytest.mark.parametrize("data", [{"until": "2026-06-22"}, {"reasons": "Het is druk"}, {}])
def test_et5_a_notice_without_reason_or_date_is_refused(data: dict[str, str]) -> None:
    result = run(case("extrack"), [filed("2026-05-04T15:00"), act("extend", "2026-05-22T10:00", OFFICER, **data)])
    assert refusals(result) == [("extend", "EXT-14")]
    assert due(result, "reply") == ("2026-06-01",)


@pytest.mark.clause("EXT-14")
def test_et5_after_expiry_extending_is_refused_a_progress_message_goes_and_the_breach_stands() -> None:
    acts = [
        filed("2026-05-04T15:00"),
        act("extend", "2026-06-02T10:00", OFFICER, until="2026-06-22", reasons="Er is nader onderzoek nodig"),
        act("report_progress", "2026-06-02T11:00", OFFICER, channel="mail"),
    ]
    result = run(case("extrack"), acts)
    assert refusals(result) == [("extend", "EXT-14")]
    assert (duty(result, "reply")["due"], duty(result, "reply")["status"]) == ("2026-06-01", "overdue")


@pytest.mark.clause("EXT-14")
def test_et5_a_late_warning_moves_the_date_but_is_said_to_be_not_timely() -> None:
    acts = [filed("2026-05-04T15:00"), act("extend", "2026-05-29T10:00", OFFICER, until="2026-06-22", reasons="Het is druk")]
    late = duty(run(case("extrack"), acts), "reply")
    acts[1] = {**acts[1], "at": "2026-05-21T10:00"}
    timely = duty(run(case("extrack"), acts), "reply")
    assert late["due"] == timely["due"] == "2026-06-22"
    assert late["because"] != timely["because"]


@pytest.mark.clause("EXT-24")
def test_et8_an_objection_without_the_body_contested_is_incomplete_until_completed() -> None:
    acts = [
        *objected("2026-12-01T10:00", bodyless_objection()),
        act("rule", "2026-12-02T10:00", "committee", person="m1", outcome="upheld"),
    ]
    result = run(case("extrack"), acts)
    assert refusals(result) == [("rule", "EXT-24")]
    assert "against" in result["refused"][0]["reason"]


@pytest.mark.clause("EXT-22", "EXT-24", "EXT-26")
def test_et8_completed_it_is_ruled_on_and_the_ruling_is_to_be_carried_out_without_date() -> None:
    acts = [
        *objected("2026-12-01T10:00", bodyless_objection()),
        act("complete", "2026-12-03T10:00", "complainant", person="p1", against="De klachtenfunctionaris"),
        act("rule", "2026-12-10T10:00", "committee", person="m1", outcome="upheld", binding=True),
    ]
    result = run(case("extrack"), acts)
    assert not result["refused"]
    assert (duty(result, "carry_out_ruling")["due"], duty(result, "carry_out_ruling")["status"]) == (None, "open")


@pytest.mark.clause("EXT-22")
def test_et8_there_is_no_window_so_an_objection_years_later_is_not_late() -> None:
    result = run(case("extrack"), replied(), at="2029-01-01T10:00")
    assert (right(result, "object")["closes"], right(result, "object")["status"]) == (None, "open")


PLAIN = [
    filed("2026-05-04T15:00"),
    act("acknowledge", "2026-05-05T10:00", OFFICER, channel="mail"),
    act("take", "2026-05-05T11:00", OFFICER),
    act("invite", "2026-05-05T12:00", OFFICER, channel="mail"),
    act("talk", "2026-05-11T12:00", OFFICER, outcome="unsolved"),
    act("report_progress", "2026-05-15T12:00", OFFICER, channel="mail"),
    act("judge", "2026-05-20T12:00", OFFICER, outcome="upheld", reasons="Terecht"),
    act("reply", "2026-05-21T12:00", OFFICER, channel="mail"),
    act("recommend", "2026-05-22T12:00", OFFICER),
    act("close", "2026-05-23T12:00", OFFICER, reason="Afgehandeld"),
]


@pytest.mark.clause("EXT-05", "EXT-15")
def test_a_plain_complaint_runs_from_filing_to_closing_without_a_refusal() -> None:
    result = run(case("extrack"), PLAIN)
    assert (result["refused"], result["stage"], result["outcome"]) == ([], "closed", "upheld")
    assert {item["status"] for item in result["duties"]} <= {"met", "lapsed", "open"}


def test_a_plain_objection_runs_from_filing_to_closing_without_a_refusal() -> None:
    acts = [
        *PLAIN,
        *objected("2026-12-01T10:00")[2:],
        act("admit", "2026-12-02T11:00", OFFICER),
        act("rule", "2026-12-10T10:00", "committee", person="m2", outcome="rejected"),
        act("close", "2026-12-11T10:00", OFFICER, reason="Klaar"),
    ]
    result = run(case("extrack"), acts)
    assert (result["refused"], result["stage"]) == ([], "closed")


def test_a_plain_year_runs_from_opening_to_closing_without_a_refusal() -> None:
    names = ("open_year", "analyse", "draft_report", "publish_report", "present", "decide_measures", "close_year")
    result = run(case("extrack"), [act(name, f"2027-01-{day:02}T10:00", OFFICER) for day, name in enumerate(names, 4)])
    assert (result["refused"], result["stage"]) == ([], "closed")


@pytest.mark.clause("EXT-22")
@pytest.mark.parametrize(
    "wrong",
    [
        members()[:1],
        [*members(), {"person": "m3", "capacity": "employee", "outside": False}],
        [{**members()[0], "capacity": "lawyer", "outside": True}, members()[1]],
        [members()[0], {**members()[1], "outside": False}],
        [members()[0], {**members()[1], "independent": False}],
    ],
    ids=["one", "three", "two outsiders", "two insiders", "a lawyer who is not independent"],
)
def test_a_committee_of_any_other_composition_is_refused(wrong: list[dict[str, object]]) -> None:
    acts = [*objected("2026-12-01T10:00")[:3], act("appoint", "2026-12-02T10:00", "directie", members=wrong)]
    assert refusals(run(case("extrack"), acts)) == [("appoint", "EXT-22")]
