"""What an act does, told before it is taken: what it meets, where the dossier goes, what follows."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from wederhoor.core.dossier import DutyView, label
from wederhoor.core.norm import Duty
from wederhoor.core.owing import DESTRUCTION
from wederhoor.core.state import Dossier, Matter
from wederhoor.desk.shown.articles import first_article
from wederhoor.desk.shown.term import left_of
from wederhoor.web import words
from wederhoor.web.words import filled, spoken, told


@dataclass(frozen=True, slots=True)
class Effect:
    """One sentence, with its article."""

    text: str
    article: str = ""


def effects_of(matter: Matter, seat: Dossier, duties: Iterable[DutyView], act: str, *, now: datetime) -> list[Effect]:
    """What taking this act brings about, as far as the regulation says so beforehand."""
    return [*_met(matter, duties, act, now), *_stages(matter, seat, act), *_follows(matter, seat, act)]


def follows_of(matter: Matter, seat: Dossier, act: str) -> list[Effect]:
    """What may be owed after an act, by name, as far as the regulation says so beforehand."""
    return [Effect(spoken(duty.name) + ".", first_article(matter.procedure, duty.clause)) for duty in _arising(seat, act)]


def _met(matter: Matter, duties: Iterable[DutyView], act: str, now: datetime) -> Iterator[Effect]:
    for view in duties:
        item = view.occurrence
        if item.pending and any(trigger.act.removesuffix(".sent") == act for trigger in item.duty.met_by):
            until = f", {left_of(matter, view, now=now)}" if view.due is not None else ""
            text = filled(_("Nodig voor: {duty}{until}."), duty=told(label(item)), until=until)
            yield Effect(text, first_article(matter.procedure, item.duty.clause))


def _stages(matter: Matter, seat: Dossier, act: str) -> Iterator[Effect]:
    found = {stage.id: stage for event in (act, f"{act}.sent") for stage, _trigger in seat.plan.stages.get(event, ())}
    for stage in found.values():
        if stage.id != seat.stage:
            name = spoken(stage.name).lower() or words.word("stage", stage.id)
            yield Effect(
                filled(_("Het dossier kan hierdoor naar de fase: {stage}."), stage=name), first_article(matter.procedure, stage.clause)
            )


def _follows(matter: Matter, seat: Dossier, act: str) -> Iterator[Effect]:
    for duty in _arising(seat, act):
        yield Effect(filled(_("Daarna te doen: {duty}."), duty=spoken(duty.name)), first_article(matter.procedure, duty.clause))


def _arising(seat: Dossier, act: str) -> list[Duty]:
    found = {duty.id: duty for event in (act, f"{act}.sent") for duty, _trigger in seat.plan.arises.get(event, ())}
    return [duty for duty in found.values() if duty.id != DESTRUCTION]
