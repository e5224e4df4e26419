"""Objection and appeal on the complainant's own page: where each stands; or that the regulation knows none."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from django.utils.translation import gettext as _

from wederhoor.actions.public import Followed
from wederhoor.core.dossier import why_not
from wederhoor.core.facts import fact
from wederhoor.core.permit import rule_for
from wederhoor.core.state import Dossier, Matter
from wederhoor.portal.articles import article
from wederhoor.portal.shown.timeline import anchor_of
from wederhoor.web import words
from wederhoor.web.words import spoken, told

#: The act by which one objects, also where the regulation has it only to say that one cannot.
_OBJECT: Final = "object"


@dataclass(frozen=True, slots=True)
class Objection:
    """One objection or appeal. `anchor`: where on the page its letters lead to; `outcome`: what was ruled, empty until then."""

    anchor: str
    title: str
    number: str
    stage: str
    received: date
    late: bool
    outcome: str
    article: str


@dataclass(frozen=True, slots=True)
class NoObjection:
    """What a regulation without objection says of it."""

    said: str
    article: str


def objections_of(followed: Followed) -> tuple[Objection, ...]:
    """Every objection and appeal of the matter, oldest first."""
    return tuple(_objection(followed, item) for item in followed.matter.dossiers.values() if item.against is not None and item.records)


def no_objection(matter: Matter) -> NoObjection | None:
    """Said where one would look for it, under a regulation that knows no objection (Concreet)."""
    first = matter.first
    if first is None or matter.procedure.instances:
        return None
    why = why_not(matter, first, _OBJECT) if rule_for(first, _OBJECT) else None
    if why is None:
        return NoObjection(_("Deze regeling kent geen bezwaar en geen beroep."), "")
    return NoObjection(told(why.reason), article(matter.procedure, (why.clause,) if why.clause else ()))


def _objection(followed: Followed, item: Dossier) -> Objection:
    matter = followed.matter
    instance = next(one for one in matter.procedure.instances if one.id == item.instance)
    row = followed.rows.get(item.name)
    ruled = fact(item, "rule.outcome") if any(record.sent is not None for record in item.by_act.get("rule", ())) else None
    return Objection(
        anchor=anchor_of(item),
        title=spoken(instance.name),
        number=row.number if row else "",
        stage=_stage(matter, item),
        received=item.records[0].day,
        late=fact(item, "late") is True,
        outcome=words.word("outcome_objection", str(ruled)) if ruled else "",
        article=article(matter.procedure, instance.clause),
    )


def _stage(matter: Matter, item: Dossier) -> str:
    stages = matter.procedure.stages
    named = next((one.name for one in stages if one.id == item.stage and one.instance == item.instance and one.name), "")
    if not named and item.stage == "intake":
        return _("ontvangen")
    return spoken(named).lower() if named else words.word("stage", item.stage)
