"""What a letter brings when it leaves, does not leave yet, or comes back: no term runs and none is met on paper that nobody had."""

from collections.abc import Mapping, Sequence

import pytest

from tests.procedures.support import Act, act
from tests.scenarios.table import answers, bounced, expected, filed, letter, row
from wederhoor.core.calendar import Calendar

MANAGER, HANDLER = "manager-propositie", "handler"
KLIK = [
    filed("2026-04-30T16:00"),
    letter("acknowledge", "2026-05-01T10:00", MANAGER, states=["steps", "terms"]),
    act("assign", "2026-05-01T11:00", MANAGER, to="h1", independent=True, outside=True),
    act("consult", "2026-05-12T10:00", HANDLER, of=MANAGER),
    act("judge", "2026-05-20T10:00", HANDLER, outcome="upheld", reasons="Het klopt."),
]
REPLIED = [*KLIK, letter("reply", "2026-05-21T10:00", HANDLER, reasons="Het klopt.")]
COMMITTEE = [{"person": "q1", "capacity": "assessor", "independent": True}, {"person": "q2", "capacity": "assessor", "independent": True}]
SEATED = [*REPLIED, letter("object", "2026-06-03T10:00", "complainant"), act("appoint", "2026-06-04T10:00", MANAGER, members=COMMITTEE)]
RULED = [*SEATED, letter("rule", "2026-06-30T10:00", "committee", outcome="upheld", reasons="Terecht.")]
EXTRACK = [filed("2026-05-04T15:00"), letter("acknowledge", "2026-05-05T10:00", "klachtenfunctionaris")]
LATER = letter("extend", "2026-05-20T10:00", "klachtenfunctionaris", until="2026-07-01", reasons="Drukte")
EXAMEN = [
    filed("2026-06-08T09:00"),
    letter("acknowledge", "2026-06-09T10:00", "support"),
    act("judge", "2026-06-20T11:00", "core constructor", outcome="upheld", reasons="Terecht."),
    letter("reply", "2026-07-01T11:00", "core constructor", reasons="Terecht."),
    bounced("2026-07-01T12:00"),
]
HEARD = [act("hear", "2026-05-02T10:00", "responsible employee", party=party) for party in ("complainant", "concerned")]
OFFERED = [
    filed("2026-04-30T16:00"),
    *HEARD,
    act("judge", "2026-05-03T10:00", "responsible employee", outcome="upheld"),
    letter("propose", "2026-05-04T10:00", "responsible employee", solution="Nieuwe versie"),
    bounced("2026-05-04T11:00"),
]
PROMISED = [
    filed("2026-04-27T10:00"),
    letter("acknowledge", "2026-05-01T10:00", "complaints officer", states=["terms"], until="2026-05-29"),
    bounced("2026-05-01T12:00"),
]
AGAIN = letter("reply", "2026-05-26T10:00", HANDLER, reasons="Het klopt.")

ROWS = [
    row("reply sent", "klik-onderwijs", REPLIED, "2026-05-22T09:00", {"duty KLI-13": "no date met", "right KLI-14": "2026-06-05 open"}),
    row(
        "reply back",
        "klik-onderwijs",
        [*REPLIED, bounced("2026-05-21T12:00")],
        "2026-05-22T09:00",
        {"duty KLI-13": "no date open", "right KLI-14": None},
    ),
    row(
        "reply again",
        "klik-onderwijs",
        [*REPLIED, bounced("2026-05-21T12:00"), AGAIN],
        "2026-05-27T09:00",
        {"duty KLI-13": "no date met", "right KLI-14": "2026-06-09 open"},
    ),
    row(
        "ruling sent",
        "klik-onderwijs",
        RULED,
        "2026-06-30T12:00",
        {"duty KLI-16": "2026-07-01 met", "duty KLI-17": "no date met", "duty KLI-20": "2026-07-14 open"},
    ),
    row(
        "ruling back",
        "klik-onderwijs",
        [*RULED, bounced("2026-06-30T11:00")],
        "2026-07-01T12:00",
        {"duty KLI-16": "2026-07-01 open", "duty KLI-17": "no date open", "duty KLI-20": None},
    ),
    row(
        "ruling again",
        "klik-onderwijs",
        [*RULED, bounced("2026-06-30T11:00"), {**RULED[-1], "at": "2026-07-02T10:00"}],
        "2026-07-03T12:00",
        {"duty KLI-16": "2026-07-01 met_late", "duty KLI-20": "2026-07-16 open"},
    ),
    row(
        "ruling waits",
        "klik-onderwijs",
        [*SEATED, {**RULED[-1], "sent": None}],
        "2026-07-01T12:00",
        {"duty KLI-16": "2026-07-01 on_its_way", "duty KLI-20": None},
    ),
    row("extension sent", "extrack", [*EXTRACK, LATER], "2026-05-21T12:00", {"duty EXT-11": "2026-07-01 open"}),
    row(
        "extension back", "extrack", [*EXTRACK, LATER, bounced("2026-05-20T11:00")], "2026-05-21T12:00", {"duty EXT-11": "2026-06-01 open"}
    ),
    row("extension waits", "extrack", [*EXTRACK, {**LATER, "sent": None}], "2026-05-21T12:00", {"duty EXT-11": "2026-06-01 open"}),
    row(
        "extension left too late",
        "extrack",
        [*EXTRACK, {**LATER, "sent": "2026-06-02T09:00"}],
        "2026-06-03T12:00",
        {"duty EXT-11": "2026-06-01 overdue"},
    ),
    row("no window yet", "exa-men", EXAMEN, "2026-07-02T09:00", {"duty EXA-05": "2026-07-06 open", "right EXA-22": None}),
    row("no appeal yet", "ecm", OFFERED, "2026-05-05T09:00", {"duty ECM-13": "no date open", "right ECM-04": None}),
    row(
        "no promise yet",
        "concreet-onderwijsproducten",
        PROMISED,
        "2026-05-02T09:00",
        {"duty CON-14": "2026-05-04 open", "duty CON-18": "no date open"},
    ),
]


@pytest.mark.parametrize(("regulation", "acts", "at", "calendar", "told"), ROWS)
def test_only_a_letter_that_arrived_counts(
    regulation: str, acts: Sequence[Act], at: str, calendar: Calendar, told: Mapping[str, object]
) -> None:
    assert answers(regulation, acts, at, calendar, told) == expected(told)
