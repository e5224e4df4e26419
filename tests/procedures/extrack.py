"""Acts at ExTrack that many tests begin with."""

from typing import Any

from tests.procedures.support import act

OFFICER = "klachtenfunctionaris"
FULL: dict[str, Any] = {
    "kind": "complaint",
    "channel": "mail",
    "complainant": {
        "name": "Naam van de klager",
        "organisation": "Naam van de school",
        "address": "Straat en plaats",
        "email": "klager@school.example",
        "phone": "000",
    },
    "subject": {"class": "service"},
    "description": "Wat er misging",
    "steps_taken": "Gebeld met de contactpersoon",
}


def filed(at: str, **changed: object) -> dict[str, object]:
    """A complete complaint by mail, changed as said; a datum that is None is left out."""
    data = {name: value for name, value in {**FULL, **changed}.items() if value is not None}
    return act("file", at, "complainant", person="p1", **data)


def incomplete(at: str, **changed: object) -> dict[str, object]:
    """A complaint by mail without its description."""
    return filed(at, **{"description": None, **changed})


def replied() -> list[dict[str, object]]:
    """A complaint that was answered on 21 May 2026."""
    return [filed("2026-05-04T15:00"), act("reply", "2026-05-21T12:00", OFFICER, channel="mail")]


def members() -> list[dict[str, object]]:
    """A committee as the regulation asks it: one employee and one independent lawyer from outside."""
    return [
        {"person": "m1", "capacity": "employee", "outside": False},
        {"person": "m2", "capacity": "lawyer", "outside": True, "independent": True},
    ]


def bodyless_objection() -> dict[str, Any]:
    """The data of an objection that does not say against whose decision it is."""
    return {"channel": "mail", "name": "Naam", "address": "Straat", "city": "Plaats", "grounds": ["De reden"]}


def objected(at: str, data: dict[str, Any] | None = None) -> list[dict[str, object]]:
    """A complaint answered, an objection to it and a committee appointed an hour later."""
    given = {**bodyless_objection(), "against": "De klachtenfunctionaris"} if data is None else data
    later = at.replace("T10", "T11")
    return [*replied(), act("object", at, "complainant", person="p1", **given), act("appoint", later, "directie", members=members())]
