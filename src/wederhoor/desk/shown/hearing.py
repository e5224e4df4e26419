"""Hearing both sides as one object: of each side the invitation, the account or waiver, what he said of it and what he was shown.

Also what still lacks before anyone may judge, in the words of the regulation that asks it.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Literal, get_args

from django.utils.http import urlencode
from django.utils.translation import gettext as _

from wederhoor.actions.said import Sources, by_whom, done_label, facts_of, person_said
from wederhoor.core.condition import Condition, Trigger
from wederhoor.core.facts import fact, holds
from wederhoor.core.permit import rule_for
from wederhoor.core.state import Dossier, Matter, Record
from wederhoor.desk.shown.articles import first_article
from wederhoor.web import words
from wederhoor.web.words import spoken

Side = Literal["complainant", "concerned"]
SIDES: Final[tuple[Side, ...]] = get_args(Side)
_PARTS: Final = {"complainant": ("complainant", "customer"), "concerned": ("concerned",)}
#: Acts that make up a hearing; an invitation does only where it is not for a talk to settle the matter.
_OF_HEARING: Final = ("invite", "hear", "waive_hearing", "comment", "disclose")
_DONE: Final = ("hear", "waive_hearing")
_JUDGING: Final = ("judge", "rule")
#: The purpose of an invitation to be heard.
HEARING: Final = "hearing"
#: What one does next for a side: before it was heard, and after.
_BEFORE: Final = ("invite", "hear", "waive_hearing")
_AFTER: Final = ("disclose", "comment")


@dataclass(frozen=True, slots=True)
class Event:
    """One thing of a side's hearing. `about`: of which account it is, or what was shown."""

    title: str
    at: datetime
    by: str
    facts: tuple[tuple[str, str], ...] = ()
    text: str = ""
    about: tuple[str, ...] = ()
    seq: int = -1


@dataclass(frozen=True, slots=True)
class Lack:
    """What a side still lacks, with the article that asks it; `hard`: without it nobody may judge."""

    reason: str
    article: str = ""
    hard: bool = True


@dataclass(frozen=True, slots=True)
class Column:
    """A side: what it is called and by whom it is, what happened, what lacks, and the steps that can be taken for it.

    Of a step: the act, its label and what its form has chosen beforehand, as the query of an address.
    """

    side: Side
    title: str
    who: str
    events: tuple[Event, ...]
    lacks: tuple[Lack, ...]
    steps: tuple[tuple[str, str, str], ...] = ()

    @property
    def heard(self) -> bool:
        """Nothing that the regulation asks of this side is still to come."""
        return not any(lack.hard for lack in self.lacks)


def hearing_of(matter: Matter, dossier: Dossier, sources: Sources, possible: Collection[tuple[str, str]]) -> tuple[Column, ...]:
    """Both sides, where one was heard or the regulation asks it before judging; else nothing.

    `possible`: the acts that I may take, by id and label.
    """
    records = {side: [record for record in _records(dossier) if _side_of(dossier, record) == side] for side in SIDES}
    asked = {side: tuple(_demanded(matter, dossier, side)) for side in SIDES}
    if not any(records.values()) and not (any(asked.values()) and not dossier.closed):
        return ()
    labels = dict(possible)
    return tuple(
        Column(
            side,
            _title(matter, side),
            _who(dossier, sources, side),
            tuple(_event(matter, dossier, record, sources) for record in records[side]),
            () if dossier.closed else (*asked[side], *_unshown(dossier, records, side)),
            tuple((act, labels[act], urlencode(_chosen(dossier, records, side, act))) for act in _next(records[side]) if act in labels),
        )
        for side in SIDES
    )


def _records(dossier: Dossier) -> list[Record]:
    settles = any(stage.id == "informal" for entered in dossier.plan.stages.values() for stage, _trigger in entered)
    found = [record for act in _OF_HEARING for record in dossier.by_act.get(act, ()) if _is_of_hearing(record, settles=settles)]
    return sorted(found, key=lambda record: record.index)


def _is_of_hearing(record: Record, *, settles: bool) -> bool:
    """An invitation is to be heard where it says so, or names a side and there is no talk to settle it (`settles`) that it can be for.

    What was shown or said belongs here where it is of an account.
    """
    if record.act == "invite":
        return record.data.get("purpose") == HEARING or (bool(record.data.get("party")) and not settles)
    if record.act == "comment":
        return record.data.get("of") is not None or bool(record.data.get("party"))
    return record.act != "disclose" or record.data.get("of") is not None or record.data.get("party") in SIDES


def _side_of(dossier: Dossier, record: Record) -> Side:
    """The side that an act is of: as it says, by whom it names or was taken; else the complainant."""
    said = record.data.get("party")
    for side in SIDES:
        held = {ref for part in _PARTS[side] for line in dossier.line() for ref in line.holders.get(part, ())}
        named = {record.data.get("person"), record.data.get("to"), record.person if record.act in {"comment", "waive_hearing"} else None}
        if said == side or (said is None and (record.by in _PARTS[side] or held & named)):
            return side
    return "complainant"


def _title(matter: Matter, side: Side) -> str:
    role = next((role for role in matter.procedure.roles if role.part in _PARTS[side]), None)
    said = spoken(role.name) if role else words.word("party", side)
    return said[:1].upper() + said[1:]


def _who(dossier: Dossier, sources: Sources, side: Side) -> str:
    refs = dict.fromkeys(ref for line in dossier.line() for part in _PARTS[side] for ref in line.holders.get(part, ()))
    named = [sources.parties[ref].name or sources.parties[ref].organisation_name for ref in refs if ref in sources.parties]
    department = fact(dossier, "subject.department") if side == "concerned" else None
    return words.join_words([name for name in named if name]) or (_("afdeling {name}").format(name=department) if department else "")


def _event(matter: Matter, dossier: Dossier, record: Record, sources: Sources) -> Event:
    said = sources.texts.get(record.index, {})
    hidden = {words.word("field", name) for name in ("party", "of", "purpose")}
    facts = tuple((name, value) for name, value in facts_of(matter, record.act, record.data, sources) if name not in hidden)
    return Event(
        title=done_label(rule_for(dossier, record.act), record.act),
        at=record.at,
        by=by_whom(matter, record, sources),
        facts=facts,
        text=words.together((body for name, body in said.items() if name != "reasons" or record.act != "invite"), between="\n"),
        about=tuple(_about(dossier, record, sources)),
        seq=record.index,
    )


def _about(dossier: Dossier, record: Record, sources: Sources) -> Iterator[str]:
    """The accounts that were shown or spoken of, and the documents that were shown, each by name."""
    of = record.data.get("of")
    for index in of if isinstance(of, tuple) else (of,):
        entry = next((one for one in dossier.records if one.index == index), None)
        if entry is not None:
            whom = _whose(dossier, entry, sources)
            yield done_label(rule_for(dossier, entry.act), entry.act) + f"{f' ({whom})' if whom else ''}, {words.day_in_words(entry.day)}"
    if record.act == "disclose":
        names = {document.ref: document.name for document in sources.documents}
        shown = record.data.get("documents")
        yield from (names[str(ref)] for ref in (shown if isinstance(shown, tuple) else ()) if str(ref) in names)


def _whose(dossier: Dossier, record: Record, sources: Sources) -> str:
    person = str(record.data.get("person") or "")
    if person in sources.parties:
        return person_said(sources.parties[person])
    return words.word("party", _side_of(dossier, record)) if record.act in _DONE else ""


def _next(records: list[Record]) -> tuple[str, ...]:
    """What one does next for a side; whatever else is possible stands under what now."""
    return _AFTER if any(record.act in _DONE for record in records) else _BEFORE


def _chosen(dossier: Dossier, records: Mapping[Side, list[Record]], side: Side, act: str) -> dict[str, str | int]:
    """What a step for this side is about: the side itself, and of showing or speaking of an account which one."""
    found: dict[str, str | int] = {"party": side}
    if act == "invite":
        found["purpose"] = HEARING
    if act == "disclose" and (waits := _waiting(dossier, records, side)):
        found["of"] = waits[0].index
    own = [record.index for record in records[side] if record.act == "hear"]
    return {**found, "of": own[-1]} if act == "comment" and own else found


# What lacks ----------------------------------------------------------------------------------------------------------------


def _demanded(matter: Matter, dossier: Dossier, side: Side) -> Iterator[Lack]:
    """What the regulation asks of this side before judging, and that is not there yet (ECM-11)."""
    for act in _JUDGING:
        rule = dossier.plan.rules.get(act)
        for need in rule.needs if rule else ():
            if not holds(need.that, dossier) and _speaks_of(need.that, side):
                yield Lack(spoken(need.reason), first_article(matter.procedure, need.clause or (rule.clause if rule else ())))


def _speaks_of(condition: Condition, side: Side) -> bool:
    """Whether a condition asks that this side was heard."""
    triggers: list[Trigger] = [trigger for inner in condition.within() for trigger in inner.done]
    return any(trigger.act in _DONE and side in trigger.data.get("party", (side,)) for trigger in triggers)


def _unshown(dossier: Dossier, records: Mapping[Side, list[Record]], side: Side) -> Iterator[Lack]:
    """Hearing the other side means knowing what the one said: whether this side was shown it all."""
    if _waiting(dossier, records, side):
        yield Lack(_("Het verslag van de andere kant is hier nog niet voorgelegd."), "", hard=False)


def _waiting(dossier: Dossier, records: Mapping[Side, list[Record]], side: Side) -> list[Record]:
    """Accounts of the other side that this side was not shown; none for a side that waived its hearing."""
    other: Side = "concerned" if side == "complainant" else "complainant"
    shown = {index for record in records[side] if record.act == "disclose" for index in _indexes(record)}
    waits = [record for record in records[other] if record.act == "hear" and record.data.get("account") and record.index not in shown]
    return waits if _is_there(dossier, side) else []


def _is_there(dossier: Dossier, side: Side) -> bool:
    """Whether this side is there to be shown anything: one that waived its hearing asked to be left alone."""
    return not any(_side_of(dossier, record) == side for record in dossier.by_act.get("waive_hearing", ()))


def _indexes(record: Record) -> tuple[object, ...]:
    of = record.data.get("of")
    return of if isinstance(of, tuple) else (of,)
