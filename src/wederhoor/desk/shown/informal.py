"""The informal stage: where it stands, the ways out of it, and what going formal sets in motion; nothing where a regulation has none."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.utils.translation import gettext as _

from wederhoor.actions.said import Sources, by_whom, done_label
from wederhoor.core.permit import rule_for
from wederhoor.core.state import Dossier, Matter, Record
from wederhoor.desk.shown.articles import first_article
from wederhoor.desk.shown.hearing import HEARING
from wederhoor.desk.shown.kept import lines_of
from wederhoor.desk.shown.now import Act
from wederhoor.web import words
from wederhoor.web.words import spoken

_STAGE: Final = "informal"
_STEPS: Final = ("invite", "talk", "mediate")
#: By these the informal stage is left for the formal one.
_FORMAL: Final = ("formalise", "confirm_in_writing")
_BEFORE: Final = frozenset({"intake", _STAGE})


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that was tried."""

    title: str
    at: datetime
    by: str
    lines: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Way:
    """A way on: an act, where it leads by its outcome, and its article."""

    act: Act
    leads: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Informal:
    """`standing`: where it stands, in a sentence. `ways`: what can be done now. `follows`: what is owed once it is formal."""

    standing: str
    steps: tuple[Step, ...]
    ways: tuple[Way, ...]
    follows: tuple[tuple[str, str], ...]
    formal_at: datetime | None = None
    article: str = ""


def informal_of(matter: Matter, dossier: Dossier, sources: Sources, possible: Collection[Act]) -> Informal | None:
    """The section; None where the regulation has no informal stage, or this dossier never was in one. `possible`: what I may take now."""
    stage = next((stage for entered in dossier.plan.stages.values() for stage, _trigger in entered if stage.id == _STAGE), None)
    tried = [record for act in _STEPS for record in dossier.by_act.get(act, ()) if record.data.get("purpose") != HEARING]
    now_in = dossier.stage in _BEFORE
    if stage is None or not dossier.records or not (tried or dossier.stage == _STAGE):
        return None
    tried.sort(key=lambda record: record.index)
    formal = _formal(dossier)
    names = {act.id: act for act in possible}
    ways = tuple(Way(names[act], tuple(_leads(dossier, act))) for act in (*_STEPS, *_FORMAL, "close") if act in names) if now_in else ()
    return Informal(
        standing=_standing(dossier, tried, formal),
        steps=tuple(_step(matter, dossier, record, sources) for record in tried),
        ways=ways,
        follows=tuple(_follows(matter, dossier, ways)),
        formal_at=formal.at if formal else None,
        article=first_article(matter.procedure, stage.clause),
    )


def _formal(dossier: Dossier) -> Record | None:
    """The act by which it went formal; None while it did not."""
    if dossier.stage in _BEFORE:
        return None
    found = [record for act in _FORMAL for record in dossier.by_act.get(act, ())]
    return min(found, key=lambda record: record.index, default=None)


def _standing(dossier: Dossier, tried: list[Record], formal: Record | None) -> str:
    """Where it stands, by the last thing that was tried."""
    if formal is not None:
        return _("Niet opgelost in gesprek. Sinds de formele klacht lopen de termijnen daarvan; wat hiervoor gebeurde, blijft staan.")
    if dossier.stage in _BEFORE and any(dossier.by_act.get(act) for act in _FORMAL):
        return _("De formele klacht is binnen, maar nog niet volledig. Vraag om wat ontbreekt.")
    if not tried:
        return _("Er is nog niet geprobeerd om het samen op te lossen. Dat mag worden overgeslagen.")
    return _since(dossier, tried[-1])


def _since(dossier: Dossier, last: Record) -> str:
    if last.act == "invite":
        return _("Er is uitgenodigd. Leg het gesprek vast als het is geweest, of dat de klager het niet wil.")
    if last.data.get("outcome") == "solved":
        return _("Samen opgelost. Is de klager het daar toch niet mee eens, dan kan het alsnog formeel.")
    if dossier.stage in _BEFORE:
        return _("Niet opgelost. De klager moet horen hoe hij er een formele klacht van maakt.")
    return _("Niet opgelost in gesprek. De klacht is formeel behandeld.")


def _step(matter: Matter, dossier: Dossier, record: Record, sources: Sources) -> Step:
    title = done_label(rule_for(dossier, record.act), record.act)
    return Step(title, record.at, by_whom(matter, record, sources), tuple(lines_of(matter, record, sources)))


def _leads(dossier: Dossier, act: str) -> Iterator[str]:
    """To which stage an act leads, by its outcome where that decides."""
    for event in (act, f"{act}.sent"):
        for stage, trigger in dossier.plan.stages.get(event, ()):
            if stage.id == dossier.stage or (trigger.when and _other_stage(trigger.when.facts.get("stage"), dossier)):
                continue
            name = spoken(stage.name).lower() or words.word("stage", stage.id)
            outcomes = [words.value_word("outcome", str(code)) for code in trigger.data.get("outcome", ())]
            if outcomes:
                yield words.filled(_("{outcome}: dan {stage}"), outcome=words.join_words(outcomes), stage=name)
            else:
                yield words.filled(_("dan {stage}"), stage=name)


def _other_stage(wanted: Collection[object] | None, dossier: Dossier) -> bool:
    return wanted is not None and dossier.stage not in wanted


def _follows(matter: Matter, dossier: Dossier, ways: tuple[Way, ...]) -> Iterator[tuple[str, str]]:
    """What is owed once it is formal, with the article of each: told before one goes that way."""
    acts = {way.act.id for way in ways} & set(_FORMAL)
    found = {duty.id: duty for act in sorted(acts) for duty, _trigger in dossier.plan.arises.get(act, ())}
    for duty in found.values():
        yield spoken(duty.name), first_article(matter.procedure, duty.clause)
