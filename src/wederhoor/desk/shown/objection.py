"""Objection and appeal beside the dossier that they are against: where they stand, and what a regulation without them says instead."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from django.urls import reverse
from django.utils.translation import gettext as _

from wederhoor.core.dossier import duties, label, why_not
from wederhoor.core.facts import fact
from wederhoor.core.owing import DESTRUCTION
from wederhoor.core.permit import rule_for
from wederhoor.core.state import Dossier
from wederhoor.desk.opened import Desk
from wederhoor.desk.shown.articles import article, first_article
from wederhoor.desk.shown.term import left_of
from wederhoor.web import words
from wederhoor.web.days import day_said
from wederhoor.web.words import spoken, told

#: The act by which one objects, also where the regulation has it only to say that one cannot.
_OBJECT: Final = "object"


@dataclass(frozen=True, slots=True)
class Objection:
    """An objection or appeal: what it is called, how it stands, what is owed in it next, and its page for whoever may read it."""

    title: str
    article: str
    said: str
    owed: str
    late: bool
    number: str
    href: str


@dataclass(frozen=True, slots=True)
class Within:
    """What an objection is against."""

    said: str
    number: str
    href: str


@dataclass(frozen=True, slots=True)
class NoObjection:
    """What a regulation without objection says of it."""

    said: str
    article: str


def objections(desk: Desk) -> list[Objection]:
    """The objections against this dossier and the appeals against those, oldest first."""
    return [_objection(desk, other) for other in desk.matter.against(desk.dossier)]


def within(desk: Desk) -> Within | None:
    """For an objection: the dossier that it is against."""
    against = desk.dossier.against
    row = desk.rows.get(against.name) if against else None
    if row is None or against is None:
        return None
    said = _("Tegen de uitspraak in dossier") if against.against else _("Tegen de beslissing in dossier")
    return Within(said, row.number, reverse("desk:dossier", args=[row.number]))


def no_objection(desk: Desk) -> NoObjection | None:
    """Said where one would look for the objection, of a complaint under a regulation that knows none (Concreet)."""
    matter, dossier = desk.matter, desk.dossier
    if matter.procedure.instances or dossier is not matter.first or dossier.instance == "year":
        return None
    why = why_not(matter, dossier, _OBJECT) if rule_for(dossier, _OBJECT) else None
    if why is None:
        return NoObjection(_("Deze regeling kent geen bezwaar en geen beroep."), "")
    return NoObjection(told(why.reason), article(matter.procedure, why.clause))


def _objection(desk: Desk, other: Dossier) -> Objection:
    matter, row = desk.matter, desk.rows.get(other.name)
    instance = next(one for one in matter.procedure.instances if one.id == other.instance)
    owed, late = next(_owed(desk, other), ("", False))
    return Objection(
        title=spoken(instance.name),
        article=first_article(matter.procedure, instance.clause),
        said=words.together(_standing(desk, other), between=" "),
        owed=owed,
        late=late,
        number=row.number if row else "",
        href=reverse("desk:dossier", args=[row.number]) if row else "",
    )


def _standing(desk: Desk, other: Dossier) -> Iterator[str]:
    matter = desk.matter
    stages = matter.procedure.stages
    stage = next((spoken(one.name).lower() for one in stages if one.id == other.stage and one.instance == other.instance and one.name), "")
    received = day_said(other.records[0].day, matter.calendar.local_day(desk.seat.now))
    yield words.filled(_("Ontvangen {day}. Nu: {stage}."), day=received, stage=stage or words.word("stage", other.stage))
    if fact(other, "late") is True:
        yield _("Na de termijn ingediend.")
    outcome = fact(other, "rule.outcome")
    if outcome:
        yield _("Uitspraak: {outcome}.").format(outcome=words.word("outcome_objection", str(outcome)))


def _owed(desk: Desk, other: Dossier) -> Iterator[tuple[str, bool]]:
    """What is owed in it, what is due first on top."""
    now = desk.seat.now
    open_ones = [view for view in duties(desk.matter, now) if view.dossier is other and view.occurrence.pending and view.id != DESTRUCTION]
    for view in sorted(open_ones, key=lambda one: (one.due is None, str(one.due))):
        name = told(label(view.occurrence))
        left = left_of(desk.matter, view, now=now) if view.due is not None else ""
        yield (
            words.filled(_("Te doen: {duty}, {left}"), duty=name, left=left) if left else words.filled(_("Te doen: {duty}"), duty=name),
            view.status == "overdue",
        )
