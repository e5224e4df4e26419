"""What may still be done: how rights open, are used and lapse, act by act."""

from wederhoor.core.clockwork import deadline, reckon_opening
from wederhoor.core.condition import Trigger
from wederhoor.core.facts import fits, holds
from wederhoor.core.norm import Right
from wederhoor.core.state import Dossier, Matter, Opening, Record


def rights(matter: Matter, dossier: Dossier, record: Record, event: str) -> None:
    """Rights that this act uses, ends and opens, in that order."""
    _use(matter, dossier, record, event)
    for right, trigger in dossier.plan.ends.get(event, ()):
        if fits(trigger, record, dossier):
            for item in dossier.openings:
                if item.right is right and item.standing:
                    item.lapsed_at, item.lapsed_by = record.at, "trigger"
    for right, trigger in dossier.plan.opens.get(event, ()):
        if fits(trigger, record, dossier):
            _open(matter, dossier, record, right, trigger)


def _open(matter: Matter, dossier: Dossier, record: Record, right: Right, trigger: Trigger) -> None:
    """A right opens; if it stands open already, it runs from the newer occasion."""
    dossier.openings[:] = [item for item in dossier.openings if item.right is not right or (item.used_at is not None and not right.repeat)]
    opening = Opening(right=right, record=record, start_from=trigger.moment or right.start)
    dossier.openings.append(opening)
    reckon_opening(opening, dossier, matter)


def _use(matter: Matter, dossier: Dossier, record: Record, event: str) -> None:
    """An act in an objection uses the right of the dossier objected to; what comes after the window makes the objection late."""
    for holder in (dossier, dossier.against):
        if holder is None:
            continue
        for right, trigger in holder.plan.uses.get(event, ()):
            for item in holder.openings:
                if item.right is right and item.standing and fits(trigger, record, dossier):
                    item.used_at, item.used_by = record.at, record.index
                    if item.closes is not None and record.at >= deadline(item.closes, matter.calendar):
                        dossier.facts["late"] = True


def retract(dossier: Dossier, record: Record) -> None:
    """A letter that came back undelivered opened no window: what its leaving opened is gone until it leaves again, unless used."""
    left = f"{record.act}.sent"
    dossier.openings[:] = [
        item
        for item in dossier.openings
        if item.record is not record or item.used_at is not None or all(trigger.act != left for trigger in item.right.opens)
    ]


def lapse_on_closing(dossier: Dossier, record: Record) -> None:
    """Rights that do not survive the closing of the dossier."""
    for item in dossier.openings:
        if item.standing and not item.right.survives:
            item.lapsed_at, item.lapsed_by = record.at, "closing"


def settle(matter: Matter, dossier: Dossier) -> None:
    """Windows whose start became known since, and rights whose ground fell away or came back."""
    for item in dossier.openings:
        if item.start is None or item.start_from.moves:
            reckon_opening(item, dossier, matter)
        if item.right.lasting is None or item.used_at is not None or item.lapsed_by not in {"", "ground"}:
            continue
        if holds(item.right.lasting, dossier):
            item.lapsed_at, item.lapsed_by = None, ""
        elif item.lapsed_at is None:
            item.lapsed_at, item.lapsed_by = dossier.records[-1].at, "ground"
