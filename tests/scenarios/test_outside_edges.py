"""The last minute and the first: midnight, another zone, summer time, the leap day, and what is registered later than it came."""

from collections.abc import Mapping, Sequence

import pytest

from tests.procedures.support import A, Act, B, C, act
from tests.scenarios.table import answers, expected, filed, letter, row
from wederhoor.core.calendar import Calendar

SUPPORT, CONSTRUCTOR = "support", "kernconstructeur"
APRIL = filed("2026-04-30T16:00")
EXAMEN = [
    APRIL,
    letter("acknowledge", "2026-05-01T10:00", SUPPORT),
    act("judge", "2026-06-01T11:00", CONSTRUCTOR, outcome="rejected", reasons="Het klopt."),
    letter("reply", "2026-06-02T11:00", CONSTRUCTOR, reasons="Het klopt."),
]


def objecting(at: str, *after: Act, **beside: object) -> list[Act]:
    """The reply left on 2 June: the last day for an objection is 14 July."""
    return [*EXAMEN, act("object", at, "complainant", channel="mail", **beside), *after]


EXCUSED = act("excuse_lateness", "2026-07-16T10:00", SUPPORT, reasons="Ziekenhuis")
MIDNIGHT = "2026-07-15T00:00"
WINDOW = {"in time": "2026-07-14 used", "late": "2026-07-14 expired"}
ROWS = [
    row(
        "last minute",
        "exa-men",
        objecting("2026-07-14T23:59"),
        "2026-07-16T09:00",
        {"right EXA-22": WINDOW["in time"], "duty EXA-22": None},
    ),
    row(
        "first minute after",
        "exa-men",
        objecting(MIDNIGHT),
        "2026-07-16T09:00",
        {"right EXA-22": WINDOW["late"], "duty EXA-22": "no date open"},
    ),
    row("in time by UTC", "exa-men", objecting("2026-07-14T21:59Z"), "2026-07-16T09:00", {"right EXA-22": WINDOW["in time"]}),
    row("late by UTC", "exa-men", objecting("2026-07-14T22:00Z"), "2026-07-16T09:00", {"right EXA-22": WINDOW["late"]}),
    row(
        "excused",
        "exa-men",
        objecting(MIDNIGHT, EXCUSED),
        "2026-07-17T09:00",
        {"right EXA-22": WINDOW["in time"], "duty EXA-23": "no date open"},
    ),
    row(
        "registered later",
        "exa-men",
        objecting("2026-07-14T10:00", recorded_at="2026-07-20T09:00"),
        "2026-07-21T09:00",
        {"right EXA-22": WINDOW["in time"], "duty EXA-22": None},
    ),
    row(
        "not registered yet",
        "exa-men",
        objecting("2026-07-14T10:00", recorded_at="2026-07-20T09:00"),
        "2026-07-16T09:00",
        {"right EXA-22": WINDOW["late"], "stage": "decided"},
    ),
    row("five working days, A", "exa-men", [APRIL], "2026-05-01T09:00", {"duty EXA-03": "2026-05-08 open"}, A),
    row("five working days, B", "exa-men", [APRIL], "2026-05-01T09:00", {"duty EXA-03": "2026-05-07 open"}, B),
    row("over Easter, A", "exa-men", [filed("2026-03-27T10:00")], "2026-03-28T09:00", {"duty EXA-03": "2026-04-03 open"}, A),
    row("over Easter, C", "exa-men", [filed("2026-03-27T10:00")], "2026-03-28T09:00", {"duty EXA-03": "2026-04-07 open"}, C),
    row("King's Day on Saturday", "exa-men", [filed("2025-04-24T10:00")], "2025-04-25T09:00", {"duty EXA-03": "2025-05-01 open"}),
    row("night of summer time", "exa-men", [filed("2026-03-29T22:30Z")], "2026-03-31T09:00", {"duty EXA-03": "2026-04-07 open"}),
    row(
        "evening in UTC is the next day",
        "klik-onderwijs",
        [filed("2026-04-30T22:30Z")],
        "2026-05-02T09:00",
        {"duty KLI-09": "2026-05-07 open"},
    ),
    row(
        "over the year end",
        "klik-onderwijs",
        [filed("2026-12-23T12:00")],
        "2026-12-24T09:00",
        {"duty KLI-09": "2026-12-29 open", "duty KLI-12": "2027-01-08 open"},
    ),
    row(
        "taken in late",
        "ecm",
        [filed("2026-04-30T16:00", "employee", recorded_at="2026-05-06T10:00")],
        "2026-05-06T11:00",
        {"duty ECM-10": "2026-05-03 overdue"},
    ),
    row(
        "a letter's own date",
        "extrack",
        [filed("2026-04-13T10:00", channel="letter", filed_on="2026-04-10")],
        "2026-04-14T09:00",
        {"duty EXT-10": "2026-04-15 open", "duty EXT-11": "2026-05-08 open"},
    ),
    row(
        "a date after receipt",
        "extrack",
        [filed("2026-04-13T10:00", channel="letter", filed_on="2026-04-20")],
        "2026-04-14T09:00",
        {"duty EXT-11": "2026-05-11 open"},
    ),
    row(
        "a year from the leap day",
        "extrack",
        [filed("2028-02-28T10:00"), act("withdraw", "2028-02-29T10:00", "complainant")],
        "2028-03-01T09:00",
        {"duty EXT-17": "2029-02-28 open", "stage": "closed"},
    ),
]


@pytest.mark.parametrize(("regulation", "acts", "at", "calendar", "told"), ROWS)
def test_a_day_lasts_until_midnight_where_the_organisation_is(
    regulation: str, acts: Sequence[Act], at: str, calendar: Calendar, told: Mapping[str, object]
) -> None:
    assert answers(regulation, acts, at, calendar, told) == expected(told)
