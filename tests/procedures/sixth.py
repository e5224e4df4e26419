"""Acts at the invented sixth organisation that many tests begin with."""

from datetime import date
from pathlib import Path
from typing import Any

from tests.procedures.support import act, procedure_of, run
from wederhoor.core.calendar import Calendar, Period

TEXT = Path(__file__).with_name("sixth.toml").read_text(encoding="utf-8")
SIXTH = procedure_of(TEXT)
#: School days: the working days outside the May holiday of 2026.
SCHOOL = Calendar(name="school", periods=(Period("meivakantie", date(2026, 4, 27), date(2026, 5, 8)),))
FULL: dict[str, Any] = {
    "kind": "complaint",
    "channel": "mail",
    "complainant": {"name": "Naam", "email": "klager@school.example"},
    "description": "Wat er misging",
}


def filed(at: str = "2026-04-13T10:00", /, **changed: object) -> dict[str, object]:
    """A complaint by mail, changed as said; a datum that is None is left out."""
    data = {name: value for name, value in {**FULL, **changed}.items() if value is not None}
    return act("file", at, "complainant", person="p1", **data)


def assigned(at: str = "2026-04-15T10:00", /, **changed: object) -> dict[str, object]:
    """A handler of another department, recorded as independent."""
    data: dict[str, object] = {"to": "h1", "independent": True, "department": "languages", **changed}
    return act("assign", at, "registrar", **data)


HEARD = act("hear", "2026-04-20T10:00", "handler", person="h1", party="complainant")
JUDGED = act("judge", "2026-04-21T10:00", "handler", person="h1", outcome="upheld", reasons="Terecht")
ANSWERED = [filed(), assigned(), HEARD, JUDGED, act("reply", "2026-04-24T10:00", "handler", person="h1")]


def members() -> list[dict[str, object]]:
    """A chair who is a lawyer from outside, and two teachers."""
    chair = {"person": "c1", "capacity": "chair", "outside": True, "independent": True}
    return [chair, {"person": "c2", "capacity": "teacher"}, {"person": "c3", "capacity": "teacher"}]


def objected(at: str = "2026-05-04T10:00") -> list[dict[str, object]]:
    """A complaint answered, an objection to it, paid and admitted, with a committee."""
    day = at[:11]
    return [
        *ANSWERED,
        act("object", at, "complainant", person="p1", channel="mail", name="Naam", grounds=["De reden"]),
        act("appoint", f"{day}11:00", "director", members=members()),
        act("pay", f"{day}12:00", "complainant", person="p1", amount=50),
        act("admit", f"{day}13:00", "registrar"),
    ]


def ruled(outcome: str = "rejected") -> list[dict[str, object]]:
    """The objection ruled on."""
    return [*objected(), act("rule", "2026-05-11T10:00", "committee", person="c1", outcome=outcome)]


def tried(*acts: dict[str, object], at: str | None = None) -> dict[str, Any]:
    """The case replayed on the sixth regulation with its school calendar."""
    return run(SIXTH, acts, at, calendars={"school": SCHOOL})


def handled(name: str, at: str, **data: object) -> dict[str, object]:
    """An act by the handler."""
    return act(name, at, "handler", person="h1", **data)
