"""Handing over everything that someone handles to a colleague: each dossier by an act of its own, through the one door."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from django.db.models import QuerySet

from wederhoor.actions.absences import DONE
from wederhoor.actions.access import Reading, visible_to
from wederhoor.actions.record import Actor, Log, Recorded, Refused, record
from wederhoor.core.procedure import ANYONE, STAFF, Procedure
from wederhoor.dossiers.models import Dossier
from wederhoor.organisations.models import Member
from wederhoor.organisations.regulations import load_procedure

#: The act by which a dossier gets another handler.
ASSIGN: Final = "assign"
#: So many dossiers are handed over at a time: what one waits for.
AT_ONCE: Final = 100


@dataclass(frozen=True, slots=True)
class NotHanded:
    """A dossier that stays with its handler: why, and by which article of which regulation."""

    number: str
    reason: str
    clause: str | None
    procedure: Procedure


@dataclass(slots=True)
class Handed:
    """What came of a run: numbers that went over, those that did not; `after`: the key of the last one tried, `left`: how many wait."""

    done: list[str] = field(default_factory=list)
    refused: list[NotHanded] = field(default_factory=list)
    after: int = 0
    left: int = 0


@dataclass(frozen=True, slots=True)
class Handing:
    """From whom to whom, and who does it, by his functions and what he reads. `independent`: he stated that of the new handler."""

    member: Member
    to: Member
    by: Member
    functions: Collection[str]
    reading: Reading
    independent: bool


def handled_by(member: Member, by: Member, reading: Reading) -> QuerySet[Dossier]:
    """The open dossiers that a member handles, as far as the one who asks reads them."""
    return visible_to(by, reading=reading).filter(owner=member).exclude(stage__in=DONE).order_by("pk")


def hand_over(asked: Handing, *, now: datetime, after: int = 0) -> Handed:
    """Hands over the first hundred open dossiers past `after`. What is refused stays; a run that is broken off can be run again."""
    every = handled_by(asked.member, asked.by, asked.reading)
    handed = Handed(after=after)
    rows = every.filter(pk__gt=after).select_related("matter__procedure_version").defer("facts", "matter__procedure_version__text")
    for row in rows[:AT_ONCE]:
        procedure = load_procedure(row.matter.procedure_version)
        by = Actor(_role(procedure, row.instance, asked.functions), asked.by)
        data = {"to": f"m-{asked.to.pk}", **({"independent": True} if asked.independent else {})}
        answer = record(Log(row.matter_id, row.name), ASSIGN, by=by, at=now, now=now, data=data)
        handed.after = row.pk
        if isinstance(answer, Recorded):
            handed.done.append(row.number)
        elif isinstance(answer, Refused):
            handed.refused.append(NotHanded(row.number, answer.reason, answer.clause, procedure))
    handed.left = every.filter(pk__gt=handed.after).count()
    return handed


def _role(procedure: Procedure, instance: str, functions: Collection[str]) -> str:
    """In which function one assigns there; where none may, the door says so."""
    rule = next((rule for rule in procedure.acts if rule.id == ASSIGN and rule.instance == instance), None)
    able = rule.by if rule else ()
    mine = [role.id for role in procedure.roles if not role.part and role.id in functions]
    return next((role for role in mine if role in able or {STAFF, ANYONE} & set(able)), mine[0] if mine else "")
