"""What is asked in the wrong order, of the wrong person or without what it needs is refused, and every refusal names its clause."""

from collections.abc import Mapping, Sequence

import pytest

from tests.procedures.support import Act, act
from tests.scenarios.table import answers, expected, filed, letter, row
from wederhoor.core.calendar import Calendar

MANAGER, HANDLER, OFFICER = "manager-propositie", "handler", "klachtenfunctionaris"
KLIK = [
    filed("2026-04-30T16:00"),
    act("assign", "2026-05-01T11:00", MANAGER, to="h1"),
    act("consult", "2026-05-12T10:00", HANDLER, person="h1"),
    act("judge", "2026-05-20T10:00", HANDLER, person="h1", outcome="upheld", reasons="Het klopt."),
    letter("reply", "2026-05-21T10:00", HANDLER, person="h1", reasons="Het klopt."),
    letter("object", "2026-06-03T10:00", "complainant"),
]
COMMITTEE = [{"person": "q1", "capacity": "assessor", "independent": True}, {"person": "q2", "capacity": "assessor", "independent": True}]
SEATED = [*KLIK, act("appoint", "2026-06-04T10:00", MANAGER, members=COMMITTEE)]
RULING = letter("rule", "2026-06-20T10:00", "committee", outcome="rejected", reasons="Niet terecht.")
LATER = letter("extend", "2026-06-30T10:00", "committee", until="2026-08-01")
EXTRACK = [
    filed("2026-05-04T15:00"),
    act("judge", "2026-05-20T10:00", OFFICER, outcome="rejected"),
    letter("reply", "2026-05-26T10:00", OFFICER),
    letter("object", "2026-06-01T10:00", "complainant", name="A", address="B 1", city="C", against="ExTrack", grounds="g"),
]
NAMELESS = filed("2026-04-30T16:00", complainant=None, anonymous=True)
NAMED = act("complete", "2026-05-10T10:00", "complainant", complainant={"name": "A. Klager"})
AS_COMPLAINT = act("classify", "2026-05-10T11:00", "employee", kind="complaint", reason="Er is een naam.")
REGULATIONS = {"klik-onderwijs": "KLI", "extrack": "EXT", "ecm": "ECM", "concreet-onderwijsproducten": "CON", "exa-men": "EXA"}

ROWS = [
    row(
        "a ruling before the committee",
        "klik-onderwijs",
        [*KLIK, RULING],
        "2026-06-21T09:00",
        {"refused": {6: "KLI-15"}, "duty KLI-15": "no date open"},
    ),
    row(
        "a ruling before the committee",
        "extrack",
        [*EXTRACK, RULING],
        "2026-06-21T09:00",
        {"refused": {4: "EXT-22"}, "duty EXT-22": "no date open"},
    ),
    row(
        "a ruling by the committee",
        "klik-onderwijs",
        [*SEATED, RULING],
        "2026-06-21T09:00",
        {"duty KLI-16": "2026-07-01 met", "duty KLI-20": None},
    ),
    row("a new date needs no reasons", "klik-onderwijs", [*SEATED, LATER], "2026-07-02T09:00", {"duty KLI-16": "2026-08-01 open"}),
    row(
        "a notice without a date",
        "klik-onderwijs",
        [*SEATED, {**LATER, "data": {"reasons": "Drukte"}}],
        "2026-07-02T09:00",
        {"refused": {7: "KLI-16"}, "duty KLI-16": "2026-07-01 overdue"},
    ),
    row(
        "a notice dated back",
        "extrack",
        [EXTRACK[0], letter("extend", "2026-05-22T10:00", OFFICER, until="2026-06-22", reasons="x", recorded_at="2026-06-02T09:00")],
        "2026-06-03T09:00",
        {"refused": {1: "EXT-14"}, "duty EXT-11": "2026-06-01 overdue"},
    ),
    row(
        "no name, no complaint",
        "ecm",
        [NAMELESS, AS_COMPLAINT],
        "2026-05-11T09:00",
        {"refused": {1: "ECM-07"}, "kind": "signal", "duty ECM-05": "no date open"},
    ),
    row(
        "a name makes it one",
        "ecm",
        [NAMELESS, NAMED, AS_COMPLAINT],
        "2026-05-11T09:00",
        {"kind": "complaint", "duty ECM-10": "2026-05-13 open"},
    ),
    row(
        "an oral complaint is explained",
        "ecm",
        [filed("2026-03-02T10:00", channel="phone"), act("explain_procedure", "2026-03-02T11:00", "employee", channel="phone")],
        "2026-03-03T09:00",
        {"duty ECM-08": "no date met", "duty ECM-10": None},
    ),
    row(
        "acknowledging is not waived",
        "extrack",
        [EXTRACK[0], act("waive", "2026-05-05T10:00", OFFICER, duty="acknowledge", reason="x")],
        "2026-05-06T09:00",
        {"refused": {1: "EXT-10"}, "duty EXT-10": "2026-05-07 open"},
    ),
]


@pytest.mark.parametrize(("regulation", "acts", "at", "calendar", "told"), ROWS)
def test_a_refusal_names_the_clause_it_stands_on(
    regulation: str, acts: Sequence[Act], at: str, calendar: Calendar, told: Mapping[str, object]
) -> None:
    assert answers(regulation, acts, at, calendar, told) == expected(told)


@pytest.mark.parametrize(("regulation", "letters"), REGULATIONS.items())
@pytest.mark.parametrize("again", [filed("2026-05-05T15:00"), act("reopen", "2026-05-05T15:00", "complaints officer", reason="x")])
def test_what_has_begun_does_not_begin_again(regulation: str, letters: str, again: Act) -> None:
    refused = answers(regulation, [filed("2026-05-04T15:00"), again], "2026-05-06T09:00", Calendar(), {})["refused"]
    assert isinstance(refused, dict)
    assert str(refused[1]).startswith(letters)
