"""The regulation of Exa.men after the answer: objection, the independent expert, and the yearly report."""

from typing import Any

import pytest

from tests.procedures.support import act, case, duty, reading_of, refusals, right, run

EXA = "exa-men"
Acts = list[dict[str, object]]


def replayed(acts: Acts, at: str | None = None) -> dict[str, Any]:
    return run(case(EXA), acts, at)


def answered() -> Acts:
    """A complaint of p-0, passed on to p-1, with p-2 consulted and p-3 of support, answered on 2 June 2026."""
    return [
        act("file", "2026-05-11T09:00", "complainant", kind="complaint", channel="mail", person="p-0"),
        act("acknowledge", "2026-05-12T09:00", "support", channel="mail", person="p-3"),
        act("pass_on", "2026-05-12T10:00", "support", to="p-1"),
        act("consult", "2026-05-13T10:00", "kernconstructeur", of=["p-2"]),
        act("judge", "2026-06-01T10:00", "kernconstructeur", outcome="rejected"),
        act("reply", "2026-06-02T10:00", "kernconstructeur", channel="mail"),
    ]


def objected(at: str = "2026-07-14T23:50") -> Acts:
    return [*answered(), act("object", at, "complainant", channel="mail")]


def appointed(to: str = "p-7", at: str = "2026-07-15T10:00", **data: object) -> dict[str, object]:
    return act("appoint", at, "support", **{"to": to, "independent": True, **data})


def ruled(**data: object) -> dict[str, object]:
    return act("rule", "2026-08-03T10:00", "expert", **{"person": "p-7", "outcome": "upheld", "channel": "mail", **data})


# EX5: in time, and late -----------------------------------------------------------------------------------------------------


@pytest.mark.clause("EXA-22")
def test_the_window_runs_six_weeks_from_sending_and_its_last_evening_counts() -> None:
    assert right(replayed(answered()), "object")["closes"] == "2026-07-14"
    result = replayed(objected())
    assert right(result, "object")["status"] == "used"
    assert not [item for item in result["duties"] if item["id"] == "decide-lateness"]
    assert result["stage"] == "objection"


@pytest.mark.clause("EXA-22")
def test_the_window_runs_from_sending_the_reply_not_from_writing_it() -> None:
    waiting = [*answered()[:-1], act("reply", "2026-06-02T10:00", "support", channel="post", sent="2026-06-04T17:00")]
    assert right(replayed(waiting), "object")["closes"] == "2026-07-16"


@pytest.mark.clause("EXA-22")
def test_a_late_objection_is_taken_and_a_person_decides() -> None:
    late = objected("2026-07-15T00:10")
    assert refusals(replayed(late)) == []
    assert duty(replayed(late), "decide-lateness")["status"] == "open"
    assert refusals(replayed([*late, appointed()])) == [("appoint", "EXA-22")]
    excused = [*late, act("excuse_lateness", "2026-07-15T09:00", "support", reason="Ziek."), appointed()]
    assert duty(replayed(excused), "rule")["status"] == "open"


@pytest.mark.clause("EXA-22")
@pytest.mark.parametrize(("at", "data"), [("2026-07-15T00:10", {}), ("2026-07-14T10:00", {"reason": "Ziek."})])
def test_only_what_is_late_is_excused_and_on_the_record(at: str, data: dict[str, object]) -> None:
    result = replayed([*objected(at), act("excuse_lateness", "2026-07-15T09:00", "support", **data)])
    assert refusals(result) == [("excuse_lateness", "EXA-22")]


@pytest.mark.clause("EXA-22")
def test_a_late_objection_is_refused_only_with_a_reason_and_one_in_time_never() -> None:
    refuse = act("refuse", "2026-07-16T10:00", "support", channel="mail")
    reasoned = act("refuse", "2026-07-16T10:00", "support", channel="mail", reason="Te laat.")
    assert refusals(replayed([*objected("2026-07-15T00:10"), refuse])) == [("refuse", "EXA-22")]
    assert replayed([*objected("2026-07-15T00:10"), reasoned])["stage"] == "decided"
    assert refusals(replayed([*objected(), reasoned])) == [("refuse", "EXA-22")]


@pytest.mark.clause("EXA-22")
def test_the_other_reading_refuses_what_is_late() -> None:
    line = 'late = "register"   # andere lezing (te laat is te laat): late = "refuse"'
    result = run(reading_of(EXA, line, 'late = "refuse"'), objected("2026-07-15T00:10"))
    assert refusals(result) == [("object", "EXA-22")]


@pytest.mark.clause("EXA-22")
def test_where_no_answer_was_wanted_the_window_runs_from_the_closing_message() -> None:
    acts = [
        act("file", "2026-05-11T09:00", "complainant", kind="remark", channel="mail", wants_reply=False),
        act("acknowledge", "2026-05-12T09:00", "support", channel="mail"),
        act("close", "2026-05-13T09:00", "support", channel="mail"),
    ]
    assert right(replayed(acts), "object")["closes"] == "2026-06-24"
    assert replayed([*acts, act("object", "2026-06-01T09:00", "complainant", channel="mail")])["stage"] == "objection"


@pytest.mark.clause("EXA-22")
def test_objecting_before_any_answer_is_refused() -> None:
    acts = [answered()[0], act("object", "2026-05-12T09:00", "complainant", channel="mail")]
    assert refusals(replayed(acts)) == [("object", "EXA-22")]


# EXA-23: the expert ---------------------------------------------------------------------------------------------------------


@pytest.mark.clause("EXA-23")
@pytest.mark.parametrize(
    "who",
    [
        {"to": None},
        {"to": "p-1"},
        {"to": "p-2"},
        {"to": "p-3"},
        {"to": "p-0"},
        {"to": "p-7", "independent": False},
        {"to": "p-7", "part_in_exam": True},
    ],
)
def test_one_expert_is_named_and_never_who_had_a_part_in_the_matter_or_the_exam(who: dict[str, Any]) -> None:
    result = replayed([*objected(), appointed(**who)])
    assert refusals(result) == [("appoint", "EXA-23")]


@pytest.mark.clause("EXA-23")
def test_the_file_is_put_before_an_expert_at_once_unless_it_came_late() -> None:
    owed = duty(replayed(objected()), "appoint-expert")
    assert (owed["due"], owed["status"]) == (None, "open")
    late = objected("2026-07-15T00:10")
    assert duty(replayed(late), "appoint-expert")["status"] == "lapsed"
    excused = act("excuse_lateness", "2026-07-15T09:00", "support", reason="Ziek.")
    assert duty(replayed([*late, excused]), "appoint-expert")["status"] == "open"


@pytest.mark.clause("EXA-23")
def test_the_expert_owes_a_judgement_without_a_date_and_nobody_else_gives_it() -> None:
    acts = [*objected(), appointed()]
    owed = duty(replayed(acts), "rule")
    assert (owed["holder"], owed["due"], owed["status"]) == ("expert", None, "open")
    assert refusals(replayed([*acts, ruled(person="p-8")])) == [("rule", "EXA-23")]
    assert duty(replayed([*acts, ruled()]), "rule")["status"] == "met"


@pytest.mark.clause("EXA-23")
def test_sending_the_judgement_with_what_is_done_about_it_closes_the_objection() -> None:
    acts = [*objected(), appointed(), ruled()]
    assert replayed(acts)["stage"] == "objection"
    closing = act("close", "2026-08-04T10:00", "support", dossier="objection 1")
    assert refusals(replayed([*acts, closing])) == [("close", "EXA-23")]
    answer = act("reply", "2026-08-05T10:00", "support", channel="mail", reasons="Wij passen het cijfer aan.")
    assert replayed([*acts, answer])["stage"] == "decided"


@pytest.mark.clause("EXA-23")
def test_the_judgement_binds_only_in_the_other_reading() -> None:
    acts = [*objected(), appointed(), ruled(binding=True)]
    assert refusals(replayed(acts)) == [("rule", "EXA-23")]
    line = "values = { binding = [false] }   # andere lezing (oordeel bindt): haal deze regel weg"
    assert refusals(run(reading_of(EXA, line, ""), acts)) == []


@pytest.mark.clause("EXA-22", "EXA-27")
def test_an_open_objection_holds_up_closing_and_destroying() -> None:
    closing = act("close", "2026-07-16T10:00", "support", dossier="dossier")
    assert refusals(replayed([*objected(), closing])) == [("close", "EXA-22")]
    closed = [*answered(), act("close", "2026-06-05T10:00", "support"), act("object", "2026-07-01T10:00", "complainant")]
    assert refusals(replayed([*closed, act("destroy", "2028-07-05T10:00", "support", dossier="dossier")])) == [("destroy", "EXA-27")]


# EX8: the year --------------------------------------------------------------------------------------------------------------


def year(*acts: dict[str, object]) -> dict[str, Any]:
    return replayed([act("open_year", "2026-01-05T09:00", "support", year=2026), *acts])


def drafted(**texts: str) -> dict[str, object]:
    return act("draft_report", "2027-01-11T10:00", "kernconstructeur", **texts)


PUBLISH = act("publish_report", "2027-01-12T10:00", "kernconstructeur")


@pytest.mark.clause("EXA-18")
def test_the_report_is_a_yearly_duty_of_the_constructor() -> None:
    owed = duty(year(), "report")
    assert (owed["holder"], owed["due"], owed["clause"]) == ("kernconstructeur", "2027-03-31", "EXA-18")
    by_support = act("draft_report", "2027-01-11T10:00", "support", conclusion="Goed.")
    assert refusals(year(by_support)) == [("draft_report", "EXA-18")]
    assert refusals(year(act("close_year", "2027-01-12T10:00", "support"))) == [("close_year", "EXA-18")]


@pytest.mark.clause("EXA-25")
@pytest.mark.parametrize(
    "texts", [{}, {"conclusion": "Goed."}, {"recommendations": "Meer toetsen."}, {"conclusion": "", "recommendations": "x"}]
)
def test_publishing_is_refused_while_conclusion_or_recommendations_are_empty(texts: dict[str, str]) -> None:
    assert refusals(year(drafted(**texts), PUBLISH)) == [("publish_report", "EXA-25")]


@pytest.mark.clause("EXA-18", "EXA-26")
def test_a_year_runs_from_opening_to_closing_and_its_measures_are_followed_after_it() -> None:
    result = year(
        drafted(conclusion="Goed.", recommendations="Meer toetsen."),
        PUBLISH,
        act("decide_measures", "2027-02-01T10:00", "leiding", measures=["m-1", "m-2"]),
        act("close_year", "2027-02-02T10:00", "kernconstructeur"),
        act("evaluate_measure", "2027-09-01T10:00", "kernconstructeur", measure="m-1", effective=True),
    )
    assert refusals(result) == []
    assert duty(result, "report")["status"] == "met"
    measures = [(item["item"], item["status"]) for item in result["duties"] if item["id"] == "follow-up-measures"]
    assert measures == [("m-1", "met"), ("m-2", "open")]


@pytest.mark.clause("EXA-24")
def test_the_report_names_all_that_the_regulation_asks() -> None:
    (report,) = case(EXA).reports
    asked = {"nature", "received", "handled_of_received", "handled_in_year", "replies", "follow_up", "results"}
    assert asked | {"conclusion", "recommendations"} <= set(report.contents)
    assert (report.holder, report.period) == ("kernconstructeur", "calendar_year")


# EXA-15, 19, 20, 27 ---------------------------------------------------------------------------------------------------------


def closed(*more: dict[str, object]) -> dict[str, Any]:
    return replayed([*answered(), act("close", "2026-06-18T10:00", "support"), *more])


@pytest.mark.clause("EXA-15")
def test_a_customer_may_ask_its_own_overview_at_any_time_and_again() -> None:
    result = closed(*(act("request_inspection", f"2026-0{month}-01T10:00", "customer") for month in (7, 8)))
    assert right(result, "inspect")["status"] == "open"
    assert duty(result, "answer-inspection")["status"] == "open"
    assert refusals(result) == []


@pytest.mark.clause("EXA-20")
def test_an_imported_dossier_raises_no_duty_no_alarm_and_no_right() -> None:
    old = act("file", "2018-05-01T10:00", "support", channel="import", kind="complaint", wants_reply=True)
    result = replayed([old], "2018-12-01T00:00")
    assert (result["stage"], result["duties"], result["rights"]) == ("closed", [], [])
    archived = replayed([old, act("archive", "2026-01-05T10:00", "support")])
    assert duty(archived, "destroy")["due"] == "2028-01-05"


@pytest.mark.clause("EXA-19")
def test_the_regulation_holds_from_the_first_of_september_2019() -> None:
    assert case(EXA).in_force_from.isoformat() == "2019-09-01"


@pytest.mark.clause("EXA-27")
def test_destroying_is_refused_before_two_years_and_the_clause_is_our_addition() -> None:
    assert refusals(closed(act("destroy", "2028-06-17T10:00", "support"))) == [("destroy", "EXA-27")]
    assert closed(act("destroy", "2028-06-18T10:00", "support"))["stage"] == "destroyed"
    assert [clause.id for clause in case(EXA).clauses if clause.addition] == ["EXA-27"]


@pytest.mark.clause("EXA-04", "EXA-17")
def test_where_no_answer_is_wanted_only_the_acknowledgement_stands_before_closing() -> None:
    filed = act("file", "2026-06-08T09:00", "complainant", kind="complaint", channel="mail", wants_reply=False)
    acknowledged = act("acknowledge", "2026-06-09T09:00", "support", channel="mail")
    close = act("close", "2026-06-11T11:00", "support")
    assert refusals(replayed([filed, close])) == [("close", "EXA-17")]
    closed = replayed([filed, acknowledged, close])
    assert (closed["stage"], right(closed, "object")["closes"]) == ("closed", "2026-07-23")
