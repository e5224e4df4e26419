"""Closing: what the register asks and where to fill it, and how often it was closed and opened again, each time once."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.utils.translation import gettext as _

from wederhoor.actions.said import Sources, by_whom, done_label
from wederhoor.core.demand import registered
from wederhoor.core.facts import holds
from wederhoor.core.norm import Registered
from wederhoor.core.permit import rule_for
from wederhoor.core.state import Dossier, Matter, Record
from wederhoor.desk.shown.articles import first_article
from wederhoor.web import words
from wederhoor.web.words import spoken

_ANSWERS: Final = ("reply", "rule")
_JUDGING: Final = ("judge", "rule")


@dataclass(frozen=True, slots=True)
class Datum:
    """A datum of the register. `fills`: the acts that fill it, as (act, label, whether I may take it now)."""

    name: str
    article: str
    filled: bool
    applies: bool
    fills: tuple[tuple[str, str, bool], ...] = ()


@dataclass(frozen=True, slots=True)
class Register:
    """What closing asks: each datum, and how many of those that apply are there."""

    data: tuple[Datum, ...]

    @property
    def asked(self) -> int:
        """How many apply."""
        return sum(datum.applies for datum in self.data)

    @property
    def there(self) -> int:
        """How many of those are filled."""
        return sum(datum.applies and datum.filled for datum in self.data)


@dataclass(frozen=True, slots=True)
class Turn:
    """A time that it was answered, closed or opened again."""

    title: str
    at: datetime
    by: str
    said: str = ""


@dataclass(frozen=True, slots=True)
class Unhappy:
    """The complainant was asked and is not satisfied; `reopens`: the dossier may be opened again for it."""

    score: str
    reopens: bool
    article: str


def register_of(matter: Matter, dossier: Dossier, possible: Collection[str]) -> Register | None:
    """What closing asks of an open dossier; None where the regulation asks nothing, or it is closed. `possible`: acts that I may take."""
    if dossier.closed or not dossier.plan.registered:
        return None
    return Register(tuple(_datum(matter, dossier, item, possible) for item in dossier.plan.registered))


def _datum(matter: Matter, dossier: Dossier, item: Registered, possible: Collection[str]) -> Datum:
    applies = item.when is None or holds(item.when, dossier)
    there = registered(item, dossier)
    fills = () if there else tuple(_fills(matter, dossier, item, possible))
    return Datum(spoken(item.name), first_article(matter.procedure, item.clause), there, applies, fills)


def _fills(matter: Matter, dossier: Dossier, item: Registered, possible: Collection[str]) -> Iterator[tuple[str, str, bool]]:
    """The acts from which this datum comes: `judge.outcome` from judging."""
    for source in item.sources:
        act = source.removeprefix("fact:").partition(".")[0]
        if act in matter.procedure.specs:
            rule = rule_for(dossier, act)
            label = spoken(rule.name) if rule and rule.name else words.word("act", act)
            yield act, label, act in possible


def turns_of(matter: Matter, dossier: Dossier, sources: Sources) -> list[Turn]:
    """Every answer, closing and opening again, in order; nothing for a dossier that was never opened again."""
    if not dossier.by_act.get("reopen"):
        return []
    answers = [record for act in _ANSWERS for record in dossier.by_act.get(act, ())]
    closings = [record for record in dossier.records if _closes(dossier, record)]
    found = sorted(
        {record.index: record for record in (*answers, *closings, *dossier.by_act["reopen"])}.values(), key=lambda one: one.index
    )
    first = answers[0].index if answers else -1
    return [_turn(matter, dossier, record, sources, first=record.index == first) for record in found]


def _turn(matter: Matter, dossier: Dossier, record: Record, sources: Sources, *, first: bool) -> Turn:
    title = _("Eerste antwoord") if first else done_label(rule_for(dossier, record.act), record.act)
    said = sources.texts.get(record.index, {}).get("reason", "")
    if record.act not in {"reopen", *_ANSWERS}:
        said = _outcome(dossier, record) or said
    return Turn(title, record.sent or record.at, by_whom(matter, record, sources), said)


def _outcome(dossier: Dossier, closing: Record) -> str:
    """How it stood when it was closed that time."""
    judged = [record for act in _JUDGING for record in dossier.by_act.get(act, ()) if record.index < closing.index]
    last = max(judged, key=lambda record: record.index, default=None)
    return words.value_word("outcome", str(last.data.get("outcome"))) if last and last.data.get("outcome") else ""


def _closes(dossier: Dossier, record: Record) -> bool:
    """Whether this act closed it: it can, and at its moment the dossier was closed."""
    entered = (stage for event in (record.act, f"{record.act}.sent") for stage, _trigger in dossier.plan.stages.get(event, ()))
    return record.at in dossier.closings and any(stage.id == "closed" for stage in entered)


def unhappy_of(matter: Matter, dossier: Dossier, possible: Collection[str]) -> Unhappy | None:
    """The last follow-up, where the complainant was not satisfied and nobody did anything with that; None else."""
    asked = dossier.by_act.get("follow_up")
    last = asked[-1] if asked else None
    again = any(record.index > last.index for record in dossier.by_act.get("reopen", ())) if last else True
    if last is None or last.data.get("satisfied") is not False or again:
        return None
    rule = rule_for(dossier, "reopen")
    score = last.data.get("score")
    return Unhappy(
        str(score) if score is not None else "", "reopen" in possible, first_article(matter.procedure, rule.clause) if rule else ""
    )
