"""An invented sixth regulation: what the five shipped ones leave unused, proved by replay."""

import pytest

from tests.procedures.sixth import (
    ANSWERED,
    FULL,
    HEARD,
    JUDGED,
    SCHOOL,
    TEXT,
    assigned,
    filed,
    handled,
    objected,
    ruled,
    tried,
)
from tests.procedures.support import act, duties, duty, procedure_of, refusals, run

Acts = list[dict[str, object]]


def due(name: str, *acts: dict[str, object]) -> str | None:
    found: str | None = duty(tried(*acts), name)["due"]
    return found


def status(name: str, *acts: dict[str, object], at: str | None = None) -> str:
    return str(duty(tried(*acts, at=at), name)["status"])


HEARING = act("invite", "2026-04-16T10:00", "registrar", purpose="hearing", planned_on="2026-05-20")
CONDUCT = filed(subject={"class": "conduct", "person": "e1"})


@pytest.mark.parametrize(
    ("name", "acts", "expected"),
    [
        ("acknowledge", [filed("2026-04-24T16:00")], "2026-04-25T16:00:00+02:00"),
        ("send_on", [filed(), act("classify", "2026-04-15T10:00", "registrar", kind="question")], "2026-04-18"),
        ("tell_concerned", [{**CONDUCT, "at": "2026-04-15T10:00"}], "2026-04-20"),
        ("reply", [filed(), assigned()], "2026-05-21"),
        ("reply", [filed(), assigned("2026-06-15T10:00")], "2026-06-22"),
        ("warn", [filed(), assigned()], "2026-05-18"),
        ("tell_delay", [filed(), assigned()], "2026-05-28"),
        ("progress", [filed(), assigned()], "2026-04-25"),
        ("lay_papers", [filed(), assigned(), HEARING], "2026-05-10"),
        (
            "write_down",
            [*ANSWERED, handled("find_cause", "2026-04-25T10:00", category="print"), act("close", "2026-04-27T10:00", "registrar")],
            "2026-05-04",
        ),
        ("rule", objected(), "2026-07-04"),
        ("carry_out_ruling", ruled("upheld"), "2026-05-25"),
        ("decide_appeal", [*ruled(), act("lodge_appeal", "2026-06-01T10:00", "complainant", person="p1")], "2027-06-01"),
    ],
    ids=[
        "hours run through the night",
        "calendar days do not roll",
        "rolling days end on a working day",
        "school days after the later of two",
        "never beyond the outer limit",
        "counted back from the end of another term",
        "counted on from the end of another term",
        "the interval of a recurring duty",
        "counted back from a date in the data",
        "one week",
        "months after the earlier of two",
        "two weeks to carry out a binding ruling",
        "a year",
    ],
)
def test_a_term_ends_on_its_day(name: str, acts: Acts, expected: str) -> None:
    assert due(name, *acts) == expected


def test_the_start_of_the_later_of_two_is_not_known_until_both_are() -> None:
    assert due("reply", filed()) is None


def test_a_recurring_duty_returns_each_time_it_is_met_until_the_answer_left() -> None:
    told = handled("report_progress", "2026-04-17T10:00")
    result = tried(filed(), assigned(), told)
    assert [item["due"] for item in duties(result, "progress")] == ["2026-04-25", "2026-04-27"]
    assert status("progress", filed(), assigned(), told, *ANSWERED[2:]) == "lapsed"


def extended(until: str, at: str = "2026-04-20T10:00", **data: object) -> dict[str, object]:
    return handled("extend", at, until=until, reasons="Er is meer onderzoek nodig", **data)


@pytest.mark.parametrize(
    ("notices", "expected"),
    [
        ([extended("2026-06-11")], "2026-06-11"),
        ([extended("2026-06-11"), extended("2026-06-18", "2026-05-04T10:00", consented=True)], "2026-06-18"),
    ],
    ids=["once", "again with consent"],
)
def test_an_extension_moves_the_date_within_the_outer_limit(notices: Acts, expected: str) -> None:
    assert due("reply", filed(), assigned(), *notices) == expected


@pytest.mark.parametrize(
    "notices",
    [
        [extended("2026-06-19")],
        [extended("2026-06-11"), extended("2026-06-18", "2026-05-04T10:00")],
        [extended("2026-06-11"), extended("2026-06-21", "2026-05-04T10:00", consented=True)],
        [
            extended("2026-06-11"),
            extended("2026-06-18", "2026-05-04T10:00", consented=True),
            extended("2026-06-19", "2026-05-05T10:00", consented=True),
        ],
    ],
    ids=["further than at most", "again without consent", "further than in all", "more often than allowed"],
)
def test_an_extension_beyond_its_bounds_moves_nothing(notices: Acts) -> None:
    before = due("reply", filed(), assigned(), *notices[:-1])
    assert due("reply", filed(), assigned(), *notices) == before


def test_consent_given_before_counts_for_the_second_extension() -> None:
    agreed = act("consent_extension", "2026-05-01T10:00", "complainant", person="p1", until="2026-06-18")
    acts = [extended("2026-06-11"), agreed, extended("2026-06-18", "2026-05-04T10:00")]
    assert due("reply", filed(), assigned(), *acts) == "2026-06-18"


def test_an_extension_after_expiry_is_recorded_and_moves_nothing() -> None:
    result = tried(filed(), assigned(), extended("2026-06-11", "2026-05-22T10:00"))
    assert (result["refused"], duty(result, "reply")["due"], duty(result, "reply")["status"]) == ([], "2026-05-21", "overdue")


SUSPENDED = handled("suspend", "2026-04-20T10:00", reason="De scan komt nog")
RESUMED = handled("resume", "2026-04-22T10:00")


@pytest.mark.parametrize(("day", "expected"), [("suspended", "2026-05-26"), ("runs", "2026-05-22")])
def test_a_suspended_clock_moves_the_end_and_the_day_of_resuming_is_a_setting(day: str, expected: str) -> None:
    procedure = procedure_of(TEXT.replace('resume_day = "suspended"', f'resume_day = "{day}"'))
    result = run(procedure, [filed(), assigned(), SUSPENDED, RESUMED], calendars={"school": SCHOOL})
    assert duty(result, "reply")["due"] == expected


def test_a_clock_that_stands_still_is_suspended() -> None:
    assert status("reply", filed(), assigned(), SUSPENDED, at="2026-05-30T10:00") == "suspended"


def test_a_letter_by_post_counts_as_read_after_its_journey() -> None:
    acts = [filed(), assigned(), HEARD, JUDGED, handled("reply", "2026-05-21T10:00", channel="post")]
    met = duty(tried(*acts), "reply")
    assert (met["status"], met["met"][:10]) == ("met_late", "2026-05-26")


@pytest.mark.parametrize(
    ("exam", "refused"), [("2026-03-02", []), ("2026-03-01", [("judge", "W-02")])], ids=["on the last day", "a day late"]
)
def test_a_complaint_that_is_late_is_not_judged(exam: str, refused: list[tuple[str, str]]) -> None:
    assert refusals(tried(filed(exam_on=exam), assigned(), HEARD, JUDGED)) == refused


def test_lateness_can_be_excused_by_the_director_with_a_reason() -> None:
    late = [filed(exam_on="2026-03-01"), assigned(), HEARD]
    excuse = act("excuse_lateness", "2026-04-20T12:00", "director", reason="Ziekte")
    assert refusals(tried(*late, excuse, JUDGED)) == []
    assert refusals(tried(*late, {**excuse, "data": {}})) == [("excuse_lateness", "W-02")]


def test_a_nameless_complaint_becomes_a_signal_that_nobody_need_confirm() -> None:
    result = tried(filed(anonymous=True))
    assert (result["kind"], [item["status"] for item in duties(result, "acknowledge")]) == ("signal", [])


ORAL = {**filed(), "data": {**FULL, "channel": "phone"}}


def test_silence_after_an_oral_complaint_closes_it() -> None:
    assert tried(ORAL, at="2026-04-27T23:00")["stage"] == "informal"
    assert tried(ORAL, at="2026-04-28T01:00")["stage"] == "closed"


def test_writing_in_time_breaks_the_silence() -> None:
    written = act("confirm_in_writing", "2026-04-27T10:00", "complainant", person="p1")
    assert tried(ORAL, written, at="2026-05-30T10:00")["stage"] == "formal"


OFFERED = handled("propose", "2026-04-22T10:00", solution="Een nieuwe toets")


def test_silence_after_an_offer_is_agreement() -> None:
    solution = duty(tried(filed(), assigned(), OFFERED, at="2026-05-07T10:00"), "solution")
    assert (solution["status"], solution["due"]) == ("open", "2026-06-06")


def test_an_offer_declined_brings_another_and_only_acceptance_brings_the_solution() -> None:
    declined = act("decline", "2026-04-23T10:00", "complainant", person="p1")
    second = {**OFFERED, "at": "2026-04-24T10:00"}
    accepted = act("accept", "2026-04-28T10:00", "complainant", person="p1")
    assert not duties(tried(filed(), assigned(), OFFERED, declined, at="2026-06-01T10:00"), "solution")
    assert due("solution", filed(), assigned(), OFFERED, declined, second, accepted) == "2026-05-28"


def test_accepting_what_was_not_offered_is_refused() -> None:
    assert refusals(tried(filed(), act("accept", "2026-04-28T10:00", "complainant", person="p1"))) == [("accept", "W-14")]


def test_a_date_promised_with_the_offer_takes_the_place_of_the_term() -> None:
    promised = handled("propose", "2026-04-22T10:00", solution="Een nieuwe toets", until="2026-05-08")
    accepted = act("accept", "2026-04-28T10:00", "complainant", person="p1")
    assert due("solution", filed(), assigned(), promised, accepted) == "2026-05-08"
