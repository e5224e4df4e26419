"""What a log did against what its procedure asked."""

import pytest

from tests.core.engine import Case, assigned, decided, filed, moment, objected
from wederhoor.core.conform import Finding, by_clause, conform


def found(case: Case, name: str, now: str = "2026-05-01T10:00") -> Finding:
    return [finding for finding in conform(case.matter, moment(now)) if finding.id == name][-1]


def acknowledged(at: str) -> Finding:
    return found(filed().must("acknowledge", at, "support", channel="mail", states=["steps"]), "acknowledge")


@pytest.mark.parametrize(
    ("at", "verdict", "margin"),
    [
        ("2026-03-03T10:00", "met", 2),
        ("2026-03-05T23:59", "met", 0),
        ("2026-03-06T00:00", "met_late", -1),
        ("2026-03-09T10:00", "met_late", -2),
    ],
)
def test_the_margin_of_a_term_in_working_days_is_counted_in_them(at: str, verdict: str, margin: int) -> None:
    finding = acknowledged(at)
    assert (finding.verdict, finding.margin, finding.unit) == (verdict, margin, "working days")


def test_a_finding_says_what_was_promised_to_whom_and_rests_on_acts() -> None:
    finding = acknowledged("2026-03-03T10:00")
    assert (finding.what, finding.clauses, finding.holder, finding.dossier) == ("duty", ("P-02",), "support", "dossier")
    assert (str(finding.promised), finding.arose, finding.ended) == ("2026-03-05", moment("2026-03-02T10:00"), moment("2026-03-03T10:00"))
    assert (finding.evidence, finding.why) == ((0, 1), "")


@pytest.mark.parametrize(
    ("now", "verdict", "margin"), [("2026-03-02T12:00", "open", 22), ("2026-03-03T09:30", "open", 0), ("2026-03-03T10:30", "overdue", -1)]
)
def test_a_term_in_hours_is_measured_in_hours(now: str, verdict: str, margin: int) -> None:
    finding = found(filed(channel="phone"), "explain", now)
    assert (finding.verdict, finding.margin, finding.unit) == (verdict, margin, "hours")


@pytest.mark.parametrize(("now", "verdict", "margin"), [("2026-04-10T10:00", "open", 3), ("2026-04-15T10:00", "overdue", -2)])
def test_other_terms_are_measured_in_days(now: str, verdict: str, margin: int) -> None:
    finding = found(filed(), "reply", now)
    assert (finding.verdict, finding.margin, finding.unit) == (verdict, margin, "days")


def test_school_days_are_counted_in_their_own_calendar() -> None:
    case = filed("2026-04-20T10:00").must("invite", "2026-04-21T10:00", channel="mail", planned_on="2026-05-11")
    assert found(case, "papers", "2026-05-06T10:00").margin == -1


def test_what_has_no_term_has_no_margin() -> None:
    finding = found(filed().must("assess", "2026-03-03T10:00"), "consider")
    assert (finding.verdict, finding.promised, finding.margin) == ("open", None, None)


def test_a_promise_on_its_way_or_suspended_still_runs() -> None:
    waiting = assigned().must("reply", "2026-03-16T10:00", "handler", person="h1", channel="post", sent=None)
    assert found(waiting, "reply", "2026-03-17T10:00").verdict == "open"
    stopped = found(filed().must("suspend", "2026-03-03T10:00"), "reply", "2027-01-01T10:00")
    assert (stopped.verdict, stopped.margin) == ("open", None)


def test_what_was_waived_names_the_act_that_did_it() -> None:
    case = filed().must("note", "2026-03-03T09:00").must("waive", "2026-03-03T10:00", duty="visit", reason="Niet nodig")
    finding = found(case, "visit")
    assert (finding.verdict, finding.evidence, finding.margin) == ("waived", (0, 2), None)
    assert finding.why == "ervan afgezien, met de reden in het dossier"


@pytest.mark.parametrize(
    ("case", "duty", "why"),
    [
        (lambda: filed().must("classify", "2026-03-03T10:00", kind="signal"), "reply", "de grond viel weg"),
        (decided, "progress", "een andere handeling nam dit weg"),
        (lambda: decided().must("close", "2026-03-17T10:00"), "visit", "het dossier werd gesloten"),
        (
            lambda: decided().must("close", "2026-03-17T10:00").must("reopen", "2026-03-18T10:00"),
            "destroy",
            "het dossier werd heropend",
        ),
    ],
)
def test_what_lapsed_tells_why(case: type[Case], duty: str, why: str) -> None:
    finding = found(case(), duty)
    assert (finding.verdict, finding.why, finding.margin) == ("lapsed", why, None)


def test_the_end_of_the_retention_is_not_something_to_be_late_for() -> None:
    case = decided().must("close", "2026-03-17T10:00")
    finding = found(case, "destroy", "2030-01-01T10:00")
    assert (finding.verdict, finding.margin) == ("open", None)


def test_each_item_is_a_finding_of_its_own() -> None:
    case = filed().must("assess", "2026-03-03T10:00", products=["a", "b"])
    items = [finding.item for finding in conform(case.matter, moment("2026-03-04T10:00")) if finding.id == "notify"]
    assert items == ["a", "b"]


# Rights ---------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("at", "verdict", "margin"), [("2026-04-27T23:59", "used", 0), ("2026-03-30T10:00", "used", 28), ("2026-04-28T00:00", "used_late", -1)]
)
def test_a_right_was_used_in_time_or_late(at: str, verdict: str, margin: int) -> None:
    finding = found(objected(at), "object")
    assert (finding.what, finding.verdict, finding.margin, finding.evidence) == ("right", verdict, margin, (2, 4))


@pytest.mark.parametrize(("now", "verdict"), [("2026-04-27T10:00", "open"), ("2026-04-28T10:00", "expired")])
def test_a_right_that_nobody_used_is_open_or_expired(now: str, verdict: str) -> None:
    finding = found(decided(), "object", now)
    assert (finding.verdict, finding.ended) == (verdict, None)


def test_a_right_that_lapsed_tells_why() -> None:
    finding = found(decided(), "withdraw")
    assert (finding.verdict, finding.why, finding.margin) == ("lapsed", "een andere handeling nam dit weg", None)


def test_a_right_ends_with_the_dossier() -> None:
    case = filed(kind="signal").must("close", "2026-03-03T10:00").must("waive", "2026-03-04T10:00", duty="evaluate", reason="x")
    case.must("destroy", "2027-03-03T10:00", "archivist")
    assert found(case, "inspect", "2027-04-01T10:00").why == "het dossier is vernietigd"


# Per clause -----------------------------------------------------------------------------------------------------------------


def test_the_duties_of_a_clause_are_counted_and_rights_are_not() -> None:
    case = decided().must("note", "2026-03-17T10:00")
    tallies = {tally.clause: tally for tally in by_clause(conform(case.matter, moment("2026-03-20T10:00")))}
    assert [(clause, tally.kept, tally.broken, tally.let_go, tally.running) for clause, tally in tallies.items()] == [
        ("P-02", 0, 1, 0, 0),
        ("P-03", 1, 0, 0, 1),
        ("P-16", 0, 1, 0, 0),
        ("P-17", 0, 0, 1, 0),
    ]
    assert tallies["P-02"].evidence == [0]


def test_nothing_promised_is_nothing_counted() -> None:
    assert conform(Case().matter, moment("2026-03-20T10:00")) == ()
    assert by_clause(()) == ()


# Why late, and what was departed from --------------------------------------------------------------------------------------


@pytest.mark.parametrize(("named", "cause"), [({"duty": "acknowledge"}, "workload"), ({}, "workload"), ({"duty": "reply"}, "")])
def test_a_broken_promise_tells_why_where_someone_said_so(named: dict[str, str], cause: str) -> None:
    case = filed().must("explain_lateness", "2026-03-09T10:00", cause="workload", **named)
    assert found(case, "acknowledge").cause == cause


def test_the_last_explanation_counts_and_a_kept_promise_needs_none() -> None:
    case = filed().must("explain_lateness", "2026-03-09T10:00", duty="acknowledge", cause="workload")
    case.must("explain_lateness", "2026-03-10T10:00", duty="acknowledge", cause="overlooked")
    case.must("explain_lateness", "2026-03-10T11:00", duty="reply", cause="workload")
    assert (found(case, "acknowledge").cause, found(case, "reply", "2026-03-11T10:00").cause) == ("overlooked", "")


def test_a_lateness_explained_without_a_cause_has_none() -> None:
    assert found(filed().must("explain_lateness", "2026-03-09T10:00", duty="acknowledge", reason="x"), "acknowledge").cause == ""


def test_whom_one_named_against_the_rule_with_a_reason_is_told_of() -> None:
    case = filed().must("note", "2026-03-03T09:00", "support", person="s1")
    case.must("assign", "2026-03-03T10:00", person="o1", to="s1", override="Er is niemand anders")
    case.must("note", "2026-03-03T11:00")
    [finding] = [one for one in conform(case.matter, moment("2026-03-04T10:00")) if one.what == "guard"]
    assert (finding.id, finding.clauses, finding.evidence, finding.verdict) == ("assign", ("P-04",), (2,), "waived")
    assert {tally.clause: tally.let_go for tally in by_clause([finding])} == {"P-04": 1}


# Closed, opened and closed again -------------------------------------------------------------------------------------------


def test_each_closing_is_one_and_the_first_answer_stays() -> None:
    case = decided()
    for day in (17, 19, 23):
        case.must("close", f"2026-03-{day}T10:00").must("reopen", f"2026-03-{day}T11:00")
        case.must("reply", f"2026-03-{day}T12:00", "handler", person="h1")
    case.must("close", "2026-03-25T10:00")
    assert [moment.day for moment in case.base.closings] == [17, 19, 23, 25]
    answers = [finding for finding in conform(case.matter, moment("2026-05-01T10:00")) if finding.id == "reply"]
    assert (answers[0].verdict, answers[0].ended) == ("met", moment("2026-03-16T10:00"))
    assert len(answers) == 1 + 3
