"""The regulation of Klik Onderwijs up to the answer: its worked cases, and each clause that the engine carries."""

from typing import Any

import pytest

from tests.procedures.support import act, case, duties, duty, reading_of, refusals, right, run
from wederhoor.core.calendar import DEFAULT, Calendar

KLIK = "klik-onderwijs"
MANAGER = "manager-propositie"
B = Calendar(name="B", liberation_day="lustrum")
Acts = list[dict[str, object]]

COMPLETE = {
    "complainant": {"name": "N.", "organisation": "School", "email": "n@school.example", "phone": "010"},
    "subject": {"class": "product", "product": "p-training"},
    "description": "Het materiaal kwam te laat.",
    "reasons": "Dat was anders afgesproken.",
}


def replayed(acts: Acts, at: str | None = None) -> dict[str, Any]:
    return run(case(KLIK), acts, at)


def filed(at: str = "2026-04-30T16:00", channel: str = "mail", **data: object) -> dict[str, object]:
    return act("file", at, "complainant", person="p-0", channel=channel, **{**COMPLETE, **data})


def told(at: str = "2026-03-02T10:00", channel: str = "talk", **data: object) -> dict[str, object]:
    return filed(at, channel, **data)


def acknowledged(at: str = "2026-05-01T10:00", **data: object) -> dict[str, object]:
    return act("acknowledge", at, MANAGER, **{"person": "p-1", "channel": "mail", "states": ["steps", "terms"], **data})


def assigned(to: str = "p-2", **data: object) -> dict[str, object]:
    return act("assign", "2026-05-04T10:00", MANAGER, **{"person": "p-1", "to": to, "outside": True, "independent": True, **data})


def consulted() -> dict[str, object]:
    return act("consult", "2026-05-11T10:00", "handler", person="p-2", of=[MANAGER], account="Besproken.")


def judged(**data: object) -> dict[str, object]:
    return act("judge", "2026-05-12T10:00", "handler", **{"person": "p-2", "outcome": "rejected", "reasons": "x", **data})


def replied(**data: object) -> dict[str, object]:
    return act("reply", "2026-05-13T10:00", "handler", **{"person": "p-2", "channel": "mail", "reasons": "x", **data})


def contact(by: str = "handler", person: str = "p-2", **data: object) -> dict[str, object]:
    return act("explain_procedure", "2026-05-06T10:00", by, **{"person": person, "channel": "phone", **data})


HANDLED = [filed(), acknowledged(), assigned(), contact(), consulted(), judged(), replied()]
CLOSE = act("close", "2026-06-01T10:00", MANAGER, person="p-1")


@pytest.mark.clause("KLI-04", "KLI-13")
def test_a_complaint_runs_from_receipt_to_closing_without_a_refusal() -> None:
    result = replayed([*HANDLED, CLOSE])
    assert (result["stage"], result["outcome"], result["refused"]) == ("closed", "rejected", [])
    statuses = {item["id"]: item["status"] for item in result["duties"] if item["id"] != "destroy"}
    assert statuses == dict.fromkeys(("acknowledge", "assign", "contact", "judge", "reply"), "met")


# KL1, KL9: acknowledgement and contact ------------------------------------------------------------------------------------


@pytest.mark.clause("KLI-09", "KLI-12")
@pytest.mark.parametrize(
    ("received", "calendar", "acknowledgement", "explained"),
    [
        ("2026-04-30T16:00", DEFAULT, "2026-05-06", "2026-05-18"),
        ("2026-04-30T16:00", B, "2026-05-05", "2026-05-15"),
        ("2026-12-23T12:00", DEFAULT, "2026-12-29", "2027-01-08"),
    ],
)
def test_the_two_first_terms_run_side_by_side(received: str, calendar: Calendar, acknowledgement: str, explained: str) -> None:
    result = run(case(KLIK), [filed(received)], calendar=calendar)
    assert (duty(result, "acknowledge")["due"], duty(result, "acknowledge")["holder"]) == (acknowledgement, MANAGER)
    assert (duty(result, "contact")["due"], duty(result, "contact")["holder"]) == (explained, "handler")


@pytest.mark.clause("KLI-09")
@pytest.mark.parametrize(
    ("states", "status"), [(["steps", "terms"], "met"), (["steps"], "open"), (["terms"], "open"), ([], "open"), (None, "open")]
)
def test_an_acknowledgement_without_steps_and_terms_does_not_meet_the_duty(states: list[str] | None, status: str) -> None:
    result = replayed([filed(), acknowledged(states=states)])
    assert duty(result, "acknowledge")["status"] == status
    assert refusals(result) == []


@pytest.mark.clause("KLI-09")
@pytest.mark.parametrize(("channel", "status"), [("mail", "met"), ("post", "met_late")])
def test_a_letter_counts_as_received_the_working_day_after_posting(channel: str, status: str) -> None:
    result = replayed([filed(), acknowledged("2026-05-06T10:00", channel=channel)])
    assert duty(result, "acknowledge")["status"] == status


@pytest.mark.clause("KLI-09")
def test_an_acknowledgement_that_bounced_is_owed_again() -> None:
    bounced = act("bounced", "2026-05-01T11:00", "system")
    assert duty(replayed([filed(), acknowledged(), bounced]), "acknowledge")["status"] == "open"


@pytest.mark.clause("KLI-09")
def test_nobody_but_the_manager_acknowledges() -> None:
    by_staff = act("acknowledge", "2026-05-01T10:00", "medewerker", channel="mail", states=["steps", "terms"])
    assert refusals(replayed([filed(), by_staff])) == [("acknowledge", "KLI-09")]


@pytest.mark.clause("KLI-12")
def test_the_contact_counts_from_the_day_the_letter_bears() -> None:
    letter = filed("2026-04-14T10:00", "letter", filed_on="2026-04-10")
    assert duty(replayed([letter]), "contact")["due"] == "2026-04-24"
    other = reading_of(KLIK, 'from = "filed_on"   # andere lezing (vanaf ontvangst): from = "at"', 'from = "at"')
    assert duty(run(other, [letter]), "contact")["due"] == "2026-04-29"


@pytest.mark.clause("KLI-12")
@pytest.mark.parametrize(
    ("made", "status"),
    [
        (contact(), "met"),
        (contact(MANAGER, "p-1"), "overdue"),
        (act("report_progress", "2026-05-06T10:00", "handler", person="p-2", channel="mail"), "overdue"),
        (act("hear", "2026-05-06T10:00", "handler", person="p-2", party="complainant"), "overdue"),
    ],
)
def test_only_the_independent_person_saying_how_it_goes_on_is_the_contact(made: dict[str, object], status: str) -> None:
    assert duty(replayed([filed(), assigned(), made], "2026-05-19T00:00"), "contact")["status"] == status


@pytest.mark.clause("KLI-12")
def test_the_contact_is_overdue_though_nobody_was_assigned() -> None:
    assert duty(replayed([filed()], "2026-05-19T00:00"), "contact")["status"] == "overdue"


# KL5: the informal stage -----------------------------------------------------------------------------------------------------


@pytest.mark.clause("KLI-05")
def test_the_formal_terms_run_from_the_formal_filing() -> None:
    talks = [told(), act("talk", "2026-03-16T10:00", MANAGER, outcome="unsolved", account="x")]
    assert not {"acknowledge", "contact", "reply"} & {item["id"] for item in replayed(talks)["duties"]}
    result = replayed([*talks, act("formalise", "2026-03-17T10:00", "complainant", channel="mail")])
    assert duty(result, "acknowledge")["due"] == "2026-03-20"
    assert duty(result, "contact")["due"] == "2026-03-31"


@pytest.mark.clause("KLI-05")
@pytest.mark.parametrize("failed", ["talk", "mediate"])
def test_he_is_told_the_same_day_how_a_formal_complaint_works(failed: str) -> None:
    acts = [told(), act(failed, "2026-03-16T10:00", MANAGER, outcome="unsolved", account="x")]
    assert duty(replayed(acts), "explain-formal")["due"] == "2026-03-16"
    assert duty(replayed(acts, "2026-03-17T00:00"), "explain-formal")["status"] == "overdue"
    explained = act("explain_procedure", "2026-03-16T15:00", MANAGER, channel="mail")
    assert duty(replayed([*acts, explained]), "explain-formal")["status"] == "met"


@pytest.mark.clause("KLI-04", "KLI-06")
@pytest.mark.parametrize(
    ("channel", "stage"),
    [("mail", "formal"), ("letter", "formal"), ("web", "formal"), ("api", "formal"), ("phone", "informal"), ("talk", "informal")],
)
def test_what_comes_in_writing_is_formal_at_once_and_what_is_told_begins_informally(channel: str, stage: str) -> None:
    assert replayed([filed(channel=channel)])["stage"] == stage


@pytest.mark.clause("KLI-05")
@pytest.mark.parametrize("act_name", ["formalise", "confirm_in_writing"])
def test_one_confirmation_makes_it_formal_and_what_was_told_goes_along(act_name: str) -> None:
    result = replayed([told(), act(act_name, "2026-03-03T10:00", "complainant")])
    assert result["stage"] == "formal"
    assert duties(result, "ask-completion") == []
    assert right(result, "formalise")["status"] == "used"


@pytest.mark.clause("KLI-06")
def test_a_formal_complaint_is_never_oral() -> None:
    result = replayed([told(), act("formalise", "2026-03-17T10:00", "complainant", channel="phone")])
    assert refusals(result) == [("formalise", "KLI-06")]
    assert result["stage"] == "informal"


@pytest.mark.clause("KLI-04")
@pytest.mark.parametrize("solved", ["talk", "mediate"])
def test_a_solution_in_the_informal_stage_ends_it(solved: str) -> None:
    result = replayed([told(), act(solved, "2026-03-10T10:00", MANAGER, outcome="solved", account="x")])
    assert result["stage"] == "closed"
    assert duty(result, "destroy")["due"] == "2027-03-10"


@pytest.mark.clause("KLI-04")
def test_a_mediator_had_no_part_in_the_matter() -> None:
    concerned = told(subject={"class": "service", "person": "p-5"})
    by_concerned = act("mediate", "2026-03-10T10:00", "mediator", person="p-5", outcome="unsolved")
    by_other = act("mediate", "2026-03-10T10:00", "mediator", person="p-6", outcome="unsolved")
    assert refusals(replayed([concerned, by_concerned])) == [("mediate", "KLI-04")]
    assert refusals(replayed([concerned, by_other])) == []


@pytest.mark.clause("KLI-04")
def test_the_employee_is_heard_too() -> None:
    concerned = told(subject={"class": "service", "person": "p-5"})
    assert duty(replayed([concerned]), "hear-concerned")["status"] == "open"
    heard = act("hear", "2026-03-10T10:00", "medewerker", party="concerned")
    assert duty(replayed([concerned, heard]), "hear-concerned")["status"] == "met"


# KLI-03, 07, 10, 11, 13 -------------------------------------------------------------------------------------------------------


@pytest.mark.clause("KLI-03", "KLI-07")
@pytest.mark.parametrize(
    "lacking",
    [
        {"subject": {"product": "p-training"}},
        {"subject": {"class": "product"}},
        {"complainant": {"organisation": "School", "email": "n@school.example", "phone": "010"}},
        {"complainant": {"name": "N.", "email": "n@school.example", "phone": "010"}},
        {"complainant": {"name": "N.", "organisation": "School", "phone": "010"}},
        {"complainant": {"name": "N.", "organisation": "School", "email": "n@school.example"}},
        {"description": ""},
        {"reasons": ""},
    ],
)
def test_what_lacks_is_asked_for_and_the_terms_run_on(lacking: dict[str, Any]) -> None:
    assert duties(replayed([filed()]), "ask-completion") == []
    result = replayed([filed(**lacking)])
    assert duty(result, "ask-completion")["status"] == "open"
    assert duty(result, "acknowledge")["due"] == "2026-05-06"


@pytest.mark.clause("KLI-07")
def test_completing_takes_the_question_away() -> None:
    completed = act("complete", "2026-05-04T10:00", "complainant", reasons="Daarom.")
    assert duty(replayed([filed(reasons=""), completed]), "ask-completion")["status"] == "lapsed"


@pytest.mark.clause("KLI-10")
@pytest.mark.parametrize("who", [{"to": "p-1"}, {"to": "p-0"}, {"to": "p-6"}, {"outside": False}, {"independent": False}, {"to": None}])
def test_the_handler_comes_from_outside_and_had_no_part_in_the_matter(who: dict[str, Any]) -> None:
    mediated = act("mediate", "2026-05-02T10:00", "mediator", person="p-6", outcome="unsolved")
    result = replayed([filed(), acknowledged(), mediated, assigned(**who)])
    assert refusals(result) == [("assign", "KLI-10")]


@pytest.mark.clause("KLI-10")
def test_only_the_manager_assigns() -> None:
    by_staff = act("assign", "2026-05-04T10:00", "medewerker", to="p-2", outside=True)
    assert duty(replayed([filed()]), "assign")["holder"] == MANAGER
    assert refusals(replayed([filed(), by_staff])) == [("assign", "KLI-10")]


@pytest.mark.clause("KLI-11")
@pytest.mark.parametrize(("by", "person"), [(MANAGER, "p-1"), ("medewerker", "p-3"), ("handler", "p-9")])
def test_nobody_else_judges(by: str, person: str) -> None:
    other = act("judge", "2026-05-12T10:00", by, person=person, outcome="upheld")
    assert refusals(replayed([filed(), assigned(), consulted(), other])) == [("judge", "KLI-11")]


@pytest.mark.clause("KLI-11")
@pytest.mark.parametrize(
    ("acts", "refused"),
    [
        ([judged()], 1),
        ([act("consult", "2026-05-11T10:00", "handler", person="p-2", of=["p-9"]), judged()], 1),
        ([judged(consulted=["p-9"])], 1),
        ([consulted(), judged()], 0),
        ([judged(consulted=[MANAGER])], 0),
        ([judged(consulted=["p-1"])], 0),
        ([act("consult", "2026-05-11T10:00", "handler", person="p-2", of=["p-1"]), judged()], 0),
        ([act("consult", "2026-05-11T10:00", MANAGER, person="p-1", of=["p-2"]), judged()], 0),
    ],
)
def test_judging_waits_for_the_consultation_with_the_manager(acts: Acts, refused: int) -> None:
    assert refusals(replayed([filed(), assigned(), *acts])) == [("judge", "KLI-11")] * refused


@pytest.mark.clause("KLI-13")
@pytest.mark.parametrize("data", [{"reasons": None}, {"reasons": ""}, {"channel": "phone"}, {"channel": "talk"}])
def test_the_message_is_written_and_reasoned(data: dict[str, object]) -> None:
    result = replayed([*HANDLED[:-1], replied(**data)])
    assert refusals(result) == [("reply", "KLI-13")]
    assert duty(result, "reply")["status"] == "open"


@pytest.mark.clause("KLI-13")
def test_a_formal_complaint_closes_only_after_the_message_and_no_message_goes_before_the_judgement() -> None:
    assert refusals(replayed([filed(), CLOSE])) == [("close", "KLI-13")]
    assert refusals(replayed([filed(), assigned(), replied()])) == [("reply", "KLI-13")]
