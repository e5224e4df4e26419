"""A matter as it stands in the replay, without a store: a stage, who has which part, and what lies before each of them."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from functools import cache

from tests.factories.house import PROCEDURES
from tests.procedures.sixth import SIXTH
from tests.procedures.support import case
from wederhoor.core.advance import advance
from wederhoor.core.calendar import DEFAULT
from wederhoor.core.dossier import begin
from wederhoor.core.log import Entry
from wederhoor.core.procedure import Procedure
from wederhoor.core.state import Dossier, Matter, Record

START = datetime(2026, 4, 22, 8, 0, tzinfo=UTC)
REGULATIONS = (*PROCEDURES, "sixth")
#: Every act of the scene, by what it is of: who it is for is said in `a_scene`.
NOTE, ADVICE, QUESTION, SECRET = "note", "advise", "consult", "disclose"


@cache
def regulation(name: str) -> Procedure:
    """One of the five that are shipped, or the sixth."""
    return SIXTH if name == "sixth" else case(name)


def parts_of(procedure: Procedure) -> dict[str, str]:
    """The parts that a regulation knows, each with the reference of who holds it in a scene."""
    return {role.part: f"p-{role.part}" for role in procedure.roles if role.part}


def stages_of(procedure: Procedure, instance: str) -> list[str]:
    """The stages of an instance; the first dossier is also seen in objection, and every one destroyed."""
    own = [stage.id for stage in procedure.stages if stage.instance == instance]
    return list(dict.fromkeys([*own, *(["objection", "destroyed"] if instance == "dossier" else [])]))


def a_scene(name: str, instance: str = "dossier", stage: str = "formal", *, put: bool = True) -> tuple[Matter, Dossier]:
    """A dossier in which each part has a holder, with a note, advice, and (`put`) for each of them documents put before him alone."""
    procedure = regulation(name)
    matter = begin(procedure, calendar=DEFAULT, calendars={"school": DEFAULT})
    for entry in _beginning(procedure, instance):
        advance(matter, entry)
    dossier = list(matter.dossiers.values())[-1]
    for part, ref in parts_of(procedure).items():
        dossier.holders[part] = [ref]
        matter.parts[ref].add(part)
    _log(matter, dossier, "note", person="p-staff")
    _log(matter, dossier, "advise", person="p-staff", advice=True)
    for part, ref in parts_of(procedure).items() if put else ():
        _log(matter, dossier, "disclose", person="p-staff", to=ref, documents=(f"d-{part}",))
    dossier.stage = stage
    return matter, dossier


def log(matter: Matter, dossier: Dossier, act: str, *, by: str = "staff", person: str = "p-staff", **data: object) -> Record:
    """One act more; the stage stays as it was."""
    stage = dossier.stage
    _log(matter, dossier, act, by=by, person=person, **data)
    dossier.stage = stage
    return dossier.records[-1]


def opened(matter: Matter, act: str, name: str) -> Dossier:
    """One dossier more in the matter, opened by the complainant."""
    advance(matter, _entry(act, matter.length, name, "complainant", "p-complainant", {}))
    return matter.dossiers[name]


def records(dossier: Dossier, act: str) -> Iterable[Record]:
    """The acts of this name."""
    return dossier.by_act.get(act, ())


def _beginning(procedure: Procedure, instance: str) -> Iterable[Entry]:
    if instance == "year":
        yield _entry("open_year", 0, "year", "staff", "p-staff", {"year": 2026})
        return
    yield _entry("file", 0, "dossier", "complainant", "p-complainant", {"kind": "complaint", "filed_for": "p-complainant"})
    line = [instance]
    while (one := next((item for item in procedure.instances if item.id == line[0]), None)) is not None and one.against != "dossier":
        line.insert(0, one.against)
    for place, name in enumerate(line if instance != "dossier" else (), 1):
        opened = next(item.opened_by for item in procedure.instances if item.id == name)
        yield _entry(opened, place, f"{name} 1", "complainant", "p-complainant", {})


def _log(matter: Matter, dossier: Dossier, act: str, *, by: str = "staff", person: str, **data: object) -> None:
    advance(matter, _entry(act, matter.length, dossier.name, by, person, data))


def _entry(act: str, place: int, dossier: str, by: str, person: str, data: Mapping[str, object]) -> Entry:
    at = START + place * timedelta(hours=1)
    return Entry(act, at, at, by, person, data, dossier)  # type: ignore[arg-type] # what a test gives is what a log holds
