"""A case tried on a regulation: the JSON face of the engine, for `procedure replay` and for whoever tries before publishing."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from wederhoor.core.act import Value
from wederhoor.core.advance import advance, pass_time
from wederhoor.core.calendar import DEFAULT, Calendar
from wederhoor.core.clockwork import Start
from wederhoor.core.demand import Refusal, first
from wederhoor.core.dossier import DutyView, RightView, begin, duties, permitted, rights, stage_of
from wederhoor.core.explain import explain_duty, explain_right
from wederhoor.core.facts import fact
from wederhoor.core.fault import Unreckonable
from wederhoor.core.log import BEGINNINGS, FIRST, SYSTEM, Entry, fold_data
from wederhoor.core.permit import refusal, rule_for, target
from wederhoor.core.procedure import Procedure
from wederhoor.core.state import Dossier, Due, Matter
from wederhoor.core.trial_acts import Item, Malformed, items_of

__all__ = ["Malformed", "trial"]


def trial(
    procedure: Procedure,
    acts: Sequence[Mapping[str, object]],
    *,
    at: datetime | None = None,
    calendar: Calendar = DEFAULT,
    calendars: Mapping[str, Calendar] | None = None,
    strict: bool = False,
) -> dict[str, object]:
    """Replays a list of acts as design section 9 writes it and prints what the matter is then.

    A refused act is listed with its index and skipped; with `strict` it ends the run. Without `at` the matter is seen at its
    last act. Raises Malformed for an item that is no act.
    """
    matter = begin(procedure, calendar=calendar, calendars=calendars)
    # Dates reckoned by another calendar than the term names would be wrong without a word.
    matter.calendars = calendars or {}
    items = sorted(items_of(procedure, acts, calendar), key=lambda item: item.order)
    moment = at or max((item.recorded_at for item in items), default=datetime(1970, 1, 1, tzinfo=UTC))
    refused: list[dict[str, object]] = []
    where: dict[int, int] = {}
    for item in items:
        if item.recorded_at > moment:
            continue
        try:
            found = _take(matter, item, where)
        except Unreckonable as fault:
            raise Malformed(item.index, fault.fault.message) from None
        if found is not None:
            refused.append({"index": item.index, "act": item.act, "reason": _why(found), "clause": found.clause})
            if strict:
                break
    pass_time(matter, moment)
    shown = _show(matter, moment, refused)
    return {**shown, "stopped": True} if strict and refused else shown


# Taking the acts in --------------------------------------------------------------------------------------------------------


def _take(matter: Matter, item: Item, where: dict[int, int]) -> Refusal | None:
    """One item into the matter; `where` maps the index in the list to the place in the log."""
    if item.letter_of is not None:
        _send(matter, item, where)
        return None
    spec = matter.procedure.specs.get(item.act)
    folded = fold_data(spec, item.data) if spec else None
    if folded and folded.faults:
        return Refusal("; ".join(folded.faults), _clause_of(matter, item.act))
    data = folded.codes if folded else {}
    if item.act in {"sent", "bounced"}:
        data = {**data, "of": _place(where, item, matter)}
    pass_time(matter, item.recorded_at)
    entry, found = _route(matter, item, data)
    if found is None:
        where[item.index] = matter.length
        advance(matter, entry)
    return found


def _clause_of(matter: Matter, act: str) -> str | None:
    """The clause that a first dossier's rule for an act carries out: what cannot be read is against that rule."""
    rule = next((rule for rule in matter.procedure.acts if rule.id == act), None)
    return first(rule.clause) if rule else None


def _place(where: Mapping[int, int], item: Item, matter: Matter) -> Value:
    """The letter meant by `of`, an index in the list of acts; without it the last letter that was written."""
    of = item.data.get("of")
    if isinstance(of, int) and of in where:
        return where[of]
    letters = [record.index for dossier in matter.dossiers.values() for record in dossier.records if record.letter]
    return max(letters, default=-1)


def _send(matter: Matter, item: Item, where: Mapping[int, int]) -> None:
    place = where.get(item.letter_of if item.letter_of is not None else -1)
    dossier = matter.where.get(place) if place is not None else None
    if place is None or dossier is None:
        return
    record = next(found for found in dossier.records if found.index == place)
    if record.letter and record.sent is None:
        advance(matter, Entry("sent", item.at, item.recorded_at, SYSTEM, None, {"of": place}, dossier.name))


def _route(matter: Matter, item: Item, data: Mapping[str, Value]) -> tuple[Entry, Refusal | None]:
    """An act without a dossier goes to the open objection if it is permitted there, else to the first dossier (design, 9)."""
    tried: list[tuple[Entry, Refusal | None]] = []
    for name in _candidates(matter, item):
        entry = _entry(item, data, name)
        tried.append((entry, refusal(matter, entry)))
        if tried[-1][1] is None:
            return tried[-1]
    return next((pair for pair in tried if _knows(matter, pair[0])), tried[-1])


def _knows(matter: Matter, entry: Entry) -> bool:
    """Whether the dossier of an entry has a rule for its act: the refusal that tells most is the one of that dossier."""
    dossier = target(matter, entry)
    return isinstance(dossier, Dossier) and rule_for(dossier, entry.act) is not None


def _candidates(matter: Matter, item: Item) -> list[str]:
    if matter.first is None:
        return [BEGINNINGS.get(item.act, FIRST)]
    if item.dossier:
        return [item.dossier]
    opening = [instance.id for instance in matter.procedure.instances if instance.opened_by == item.act]
    if opening:
        return _new_names(matter, opening) or [f"{opening[0]} 1"]
    names = [matter.first.name]
    if item.act == "carry_out_ruling":
        ruled = [found.name for found in matter.dossiers.values() if "rule" in found.by_act]
        return [*reversed(ruled), *names]
    newest = matter.newest_open()
    return [newest.name, *names] if newest else names


def _new_names(matter: Matter, instances: Sequence[str]) -> list[str]:
    """Names for a new objection, the instance that stands highest and can be reached first: an appeal once there was a ruling."""
    names = []
    for instance in reversed(instances):
        number = 1 + sum(dossier.instance == instance for dossier in matter.dossiers.values())
        declared = next(item for item in matter.procedure.instances if item.id == instance)
        if declared.against == FIRST or any(dossier.instance == declared.against for dossier in matter.dossiers.values()):
            names.append(f"{instance} {number}")
    return names


def _entry(item: Item, data: Mapping[str, Value], dossier: str) -> Entry:
    return Entry(item.act, item.at, item.recorded_at, item.by, item.person, data, dossier)


# Showing what came of it ---------------------------------------------------------------------------------------------------


def _why(found: Refusal) -> str:
    """The reason; of several each with its own clause behind it."""
    return " ".join(f"{part.reason} ({part.clause})" if part.clause else part.reason for part in found.parts) or found.reason


def _show(matter: Matter, moment: datetime, refused: list[dict[str, object]]) -> dict[str, object]:
    first = matter.first
    return {
        "procedure": matter.procedure.name,
        "at": _written(moment, matter),
        "kind": fact(first, "kind") if first else None,
        "stage": stage_of(matter),
        "outcome": fact(first, "judge.outcome") if first else None,
        "duties": [_duty(view, matter) for view in duties(matter, moment)],
        "rights": [_right(view, matter) for view in rights(matter, moment)],
        "permitted": permitted(matter, now=moment),
        "refused": refused,
    }


def _duty(view: DutyView, matter: Matter) -> dict[str, object]:
    item = view.occurrence
    reckoning = explain_duty(item, matter)
    return {
        "id": item.duty.id,
        "clause": item.duty.clause[0],
        "holder": item.duty.holder,
        "arose": _written(item.record.at, matter),
        "due": _written(view.due, matter),
        "status": view.status,
        "met": _written(item.met_at, matter),
        "because": reckoning.as_text() if reckoning else [f"artikel {', '.join(item.duty.clause)}: geen termijn genoemd"],
        **({"item": item.item} if item.item is not None else {}),
        **_whose(view.dossier),
    }


def _right(view: RightView, matter: Matter) -> dict[str, object]:
    item = view.opening
    reckoning = explain_right(item, matter)
    return {
        "id": item.right.id,
        "clause": item.right.clause[0],
        "holder": item.right.holder,
        "opened": _written(item.start if item.start is not None else item.record.at, matter),
        "closes": _written(view.closes, matter),
        "status": view.status,
        "because": reckoning.as_text() if reckoning else [],
        **_whose(view.dossier),
    }


def _whose(dossier: Dossier) -> dict[str, object]:
    return {} if dossier.against is None else {"dossier": dossier.name}


def _written(value: Due | Start | None, matter: Matter) -> str | None:
    """Dates print as dates, moments with their offset, in the organisation's time."""
    if value is None:
        return None
    if isinstance(value, datetime):
        return value.astimezone(matter.calendar.zone).isoformat()
    return value.isoformat()
