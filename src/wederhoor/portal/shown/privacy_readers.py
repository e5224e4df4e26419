"""Who reads a dossier, in words: each role with how much of it, from the rules by which dossiers are read (`dossiers.readers`)."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from wederhoor.core.log import FIRST
from wederhoor.core.procedure import Procedure
from wederhoor.dossiers.readers import OWN, WHOLE, Extent, extents
from wederhoor.portal.articles import articles
from wederhoor.portal.shown.regulation import stage_name
from wederhoor.web import words
from wederhoor.web.words import filled, join_words, spoken, together

#: Of a dossier in this stage nothing is left that is about someone.
_EMPTY = "destroyed"


@dataclass(frozen=True, slots=True)
class Reads:
    """A role by its name, how much it reads, and the articles that say so."""

    name: str
    says: str
    articles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Scene:
    """The readers of one kind of dossier: the complaint itself, an objection. `title` as a heading."""

    title: str
    readers: tuple[Reads, ...]


def scenes(procedure: Procedure) -> Iterator[Scene]:
    """The complaint, and what may follow on it; the year of the organisation holds nobody's complaint."""
    yield Scene(_("Uw klacht"), tuple(_readers(procedure, FIRST)))
    for one in procedure.instances:
        yield Scene(spoken(one.name).capitalize(), tuple(_readers(procedure, one.id)))


def _readers(procedure: Procedure, instance: str) -> Iterator[Reads]:
    found: dict[str, list[Extent]] = {}
    for extent in extents(procedure, instance):
        found.setdefault(extent.role.id, []).append(extent)
    for each in found.values():
        said = dict.fromkeys(_said(procedure, instance, one) for one in each)
        clauses = (clause for one in each for clause in one.clauses)
        name = spoken(each[0].role.name)
        yield Reads(name[:1].upper() + name[1:], together(said, between="; "), articles(procedure, clauses))


def _said(procedure: Procedure, instance: str, extent: Extent) -> str:
    what = _how_much(extent)
    stages = [_stage(procedure, instance, stage) for stage in extent.stages if stage != _EMPTY]
    return filled(_("{what}, in de fase: {stages}"), what=what, stages=join_words(stages)) if stages else what


def _how_much(extent: Extent) -> str:
    if extent.content == WHOLE:
        if extent.role.part:
            return _("alles, in dossiers waarin hij of zij deze rol heeft")
        return _("alles, in dossiers waaraan hij of zij meewerkt") if extent.by_part else _("alles")
    if extent.content == OWN:
        return _("alleen wat van hem of haar zelf is")
    return _("alleen wat daarover is afgesproken") if extent.content == "agreed" else _("alleen wat wij voorleggen")


def _stage(procedure: Procedure, instance: str, stage: str) -> str:
    """A stage by the regulation's own name for it in this kind of dossier."""
    if instance == FIRST:
        return stage_name(procedure, stage)
    own = (one.name for one in procedure.stages if one.id == stage and one.instance == instance and one.name)
    name = next(own, "")
    return (spoken(name) if name else words.word("stage", stage)).lower()
