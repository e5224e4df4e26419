"""What waits for the complainant: a proposal or an invitation that he did not answer yet; and acts for which there is no reason now.

The engine says what is permitted; here is what still has a purpose for him, so that nobody is asked what he answered or was never asked.
"""

from collections.abc import Iterable, Mapping
from typing import Final

from wederhoor.core.facts import fact
from wederhoor.core.norm import ActRule
from wederhoor.core.state import Dossier, Record

#: Roles of the one who follows.
OWN: Final = frozenset({"complainant", "customer"})
#: By these something is put to him that he accepts or declines, and what takes the place of his answer.
_PUT: Final[Mapping[str, frozenset[str]]] = {
    "invite": frozenset({"talk", "mediate", "hear", "waive_hearing", "propose", "reply"}),
    "propose": frozenset({"reply"}),
    "reply": frozenset(),
}
ANSWERS: Final = frozenset({"accept", "decline"})
_ORAL: Final = frozenset({"phone", "talk"})
#: Stages in which a complaint is a formal one.
_IS_FORMAL: Final = frozenset({"formal", "decided", "objection"})


def unanswered(dossier: Dossier, rule: ActRule | None) -> Record | None:
    """What was put to him last and still waits for his yes or no; None where nothing does. `rule`: of the act that would answer it.

    A reply waits for an answer only where that rule speaks of it.
    """
    last = put_last(dossier, replies=rule is None or _speaks_of_a_reply(rule))
    if last is None or any(one.act in ANSWERS | _PUT[last.act] and one.index > last.index for one in dossier.records):
        return None
    return last


def put_last(dossier: Dossier, *, before: int | None = None, replies: bool = True) -> Record | None:
    """The last invitation or proposal that he got, or with `replies` the last reply. `before`: this place in the log."""
    asked = _PUT if replies else _PUT.keys() - {"reply"}
    records = (one for one in reversed(dossier.records) if before is None or one.index < before)
    return next((one for one in records if one.act in asked and (one.sent is not None or not one.letter)), None)


def has_no_purpose(dossier: Dossier, act: str, rule: ActRule | None) -> bool:
    """Whether what this act would bring about is so already, or there is nothing that it would be about."""
    if act == "formalise":
        return dossier.stage in _IS_FORMAL and dossier.against is None
    if act == "classify":
        return fact(dossier, "kind") == "complaint"
    if act in ANSWERS:
        return unanswered(dossier, rule) is None
    if act == "confirm_in_writing":
        return not is_oral(dossier) or bool(dossier.by_act.get(act))
    if act == "comment":
        return not _has_something_before_him(dossier)
    return act == "follow_up" and _said_already(dossier)


def _speaks_of_a_reply(rule: ActRule) -> bool:
    asked = (trigger for need in rule.needs for one in need.that.within() for trigger in one.done)
    return any(trigger.act.removesuffix(".sent") == "reply" for trigger in asked)


def is_oral(dossier: Dossier) -> bool:
    """Whether what it began with was said and not written."""
    first = dossier.records[0] if dossier.records else None
    return first is not None and (first.data.get("channel") in _ORAL or first.data.get("in_writing") is False)


def _has_something_before_him(dossier: Dossier) -> bool:
    own = {"complainant", *(one.person for one in dossier.records if one.by in OWN and one.person)}
    return any(_is_for(one, own) for near in dossier.line() for one in near.records)


def _is_for(record: Record, own: Iterable[str]) -> bool:
    shown = record.act == "disclose" and bool({record.data.get("party"), record.data.get("to")} & set(own))
    return shown or (record.act == "grant_inspection" and record.sent is not None)


def _said_already(dossier: Dossier) -> bool:
    """Whether he told whether he is satisfied since the solution was last carried out."""
    told = [one for one in dossier.by_act.get("follow_up", ()) if one.by in OWN]
    carried = dossier.by_act.get("carry_out", ())
    return bool(told) and (not carried or told[-1].index > carried[-1].index)
