"""The promise guard: by which message a term can be kept that is about to lapse, and which new date it may name."""

from datetime import date, datetime
from typing import Final

from wederhoor.core.clockwork import day_of, deadline, end_of
from wederhoor.core.demand import furthest
from wederhoor.core.permit import impossible
from wederhoor.core.state import Dossier, Due, Matter, Occurrence
from wederhoor.core.term import Term, Unit

PROGRESS: Final = "report_progress"
#: How much later a notice says that it will be, where the regulation allows that much.
_USUALLY: Final = Term(10, Unit.WORKING_DAYS)
#: Parts of the vocabulary whose acts tell what came of a complaint: for these one waits, and wants to hear when it takes longer.
_ANSWERS: Final = frozenset({"decision", "objection"})


def guard(matter: Matter, dossier: Dossier, item: Occurrence, now: datetime) -> str | None:
    """The act by which a duty that is about to lapse can still be kept honest: its extension, else a word on how it stands.

    None where neither is possible, or where nobody waits for an answer.
    """
    if item.due is None or not item.pending or now >= deadline(item.due, matter.calendar):
        return None
    rule = item.duty.extension
    if rule is not None and may_extend(item, item.due, matter, now) and impossible(matter, dossier, rule.act) is None:
        return rule.act
    told = PROGRESS in dossier.plan.rules and impossible(matter, dossier, PROGRESS) is None
    return PROGRESS if told and _is_answer(matter, item) else None


def may_extend(item: Occurrence, due: Due, matter: Matter, now: datetime) -> bool:
    """Whether a notice would still move this term: it has not lapsed, and it was not extended as often as it may be."""
    rule = item.duty.extension
    if rule is None or now >= deadline(due, matter.calendar):
        return False
    return not rule.times or sum(notice.moved for notice in item.moved) < rule.times


def new_date(matter: Matter, item: Occurrence) -> date | None:
    """The date that a drafted notice names: ten working days on, or as far as the regulation allows; None without a term to extend."""
    rule = item.duty.extension
    if rule is None or item.due is None:
        return None
    wanted = day_of(end_of(_USUALLY, item.due, matter), matter.calendar)
    limit = furthest(matter, rule, item.due, [notice for notice in item.moved if notice.moved])
    return min(wanted, limit) if limit else wanted


def _is_answer(matter: Matter, item: Occurrence) -> bool:
    acts = {trigger.act.removesuffix(".sent") for trigger in item.duty.met_by}
    specs = [matter.procedure.specs[act] for act in acts if act in matter.procedure.specs]
    return any(spec.group in _ANSWERS and spec.letter != "never" for spec in specs)
