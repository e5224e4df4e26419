"""The course of a case as someone outside writes it down: few data, plain names for people, and nothing asked twice."""

from collections.abc import Mapping, Sequence

import pytest

from tests.procedures.support import Act, act
from tests.scenarios.table import answers, expected, filed, letter, row
from wederhoor.core.calendar import Calendar

OFFICER, CONSTRUCTOR = "complaints officer", "core constructor"
INCIDENT = act("assess", "2026-04-28T09:00", "employee", structural=False)
ASSIGNED = act("assign", "2026-04-28T10:00", OFFICER, to="h1")
PHONED = filed("2026-04-20T10:00", "afnemer", channel="phone", tried_talk=None)
CRITICAL = [
    filed("2026-06-08T09:00"),
    act("assess", "2026-06-08T10:00", CONSTRUCTOR, critical=True, products=["Examen 1"]),
    letter("acknowledge", "2026-06-09T12:00", "support"),
    act("judge", "2026-06-10T11:00", CONSTRUCTOR, outcome="upheld", reasons="Terecht."),
    letter("reply", "2026-06-11T11:00", CONSTRUCTOR, reasons="Terecht."),
    act("publish_version", "2026-06-11T12:00", CONSTRUCTOR, product="Examen 1", version="2", published_on="2026-06-11"),
    act("notify_customers", "2026-06-11T13:00", "support"),
]
CLOSED = act("close", "2026-06-12T10:00", "support", reason="Hersteld")
BEGUN = {name: act("open_year", "2026-01-05T10:00", by, year=2026) for name, by in (("ecm", "project leader"), ("con", OFFICER))}
CONCREET = "concreet-onderwijsproducten"
ROWS = [
    row(
        "choice before assigning",
        CONCREET,
        [filed("2026-04-27T10:00"), INCIDENT, ASSIGNED],
        "2026-04-29T09:00",
        {"duty CON-13": None, "duty CON-16": "no date open"},
    ),
    row("choice after assigning", CONCREET, [filed("2026-04-27T10:00"), ASSIGNED], "2026-04-29T09:00", {"duty CON-13": "no date open"}),
    row(
        "a call is talked over",
        CONCREET,
        [PHONED],
        "2026-04-21T09:00",
        {"duty CON-11": "no date open", "duty CON-14": None, "stage": "informal"},
    ),
    row(
        "assigned to nobody",
        CONCREET,
        [filed("2026-04-27T10:00"), act("assign", "2026-04-28T10:00", OFFICER)],
        "2026-04-29T09:00",
        {"refused": {1: "CON-16"}, "duty CON-16": "no date open"},
    ),
    row(
        "the new version is the solution",
        "exa-men",
        [*CRITICAL, CLOSED],
        "2026-06-13T09:00",
        {"stage": "closed", "duty EXA-07": "no date met", "right EXA-22": "2026-07-23 open"},
    ),
    row(
        "not before every version",
        "exa-men",
        [*CRITICAL[:5], CLOSED],
        "2026-06-13T09:00",
        {"refused": {5: "EXA-17"}, "duty EXA-07": "no date open"},
    ),
    row(
        "practical usability",
        "exa-men",
        [CRITICAL[0], act("assess", "2026-06-09T10:00", CONSTRUCTOR, nature="practical usability")],
        "2026-06-10T09:00",
        {"duty EXA-11": "no date open"},
    ),
    row("a year is reported after its end", "ecm", [BEGUN["ecm"]], "2026-12-31T09:00", {"duty ECM-03": "2027-03-31 open"}),
    row(
        "a year is reported after its end",
        CONCREET,
        [BEGUN["con"], letter("draft_report", "2027-01-20T10:00", OFFICER)],
        "2027-02-01T09:00",
        {"duty CON-08": "2027-03-31 met", "duty CON-21": "no date open"},
    ),
]


@pytest.mark.parametrize(("regulation", "acts", "at", "calendar", "told"), ROWS)
def test_a_case_runs_as_the_papers_say(
    regulation: str, acts: Sequence[Act], at: str, calendar: Calendar, told: Mapping[str, object]
) -> None:
    assert answers(regulation, acts, at, calendar, told) == expected(told)
