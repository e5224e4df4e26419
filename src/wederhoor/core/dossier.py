"""The face of the engine: a log replayed, and everything that can be asked of a matter at a moment.

`replay` trusts the log; `refusal` says whether one more act is possible. All answers are functions of procedure, log, calendar
and now: the screen, the reminder, the report and the auditor's check ask the same ones.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from wederhoor.core.act import Value
from wederhoor.core.advance import advance, open_dossier, pass_time
from wederhoor.core.calendar import Calendar
from wederhoor.core.clockwork import deadline, reckon_occurrence
from wederhoor.core.demand import Refusal, closing_refusal, first, not_yet, registered, scene_of
from wederhoor.core.facts import fact
from wederhoor.core.log import BEGINNINGS, Entry
from wederhoor.core.parts import Named, tie_of
from wederhoor.core.permit import allowed_to, impossible, label, refusal, rule_for
from wederhoor.core.phrase import say
from wederhoor.core.plan import plans
from wederhoor.core.procedure import Procedure
from wederhoor.core.state import Dossier, Due, Matter, Occurrence, Opening, Record

__all__ = [
    "DutyView",
    "Matter",
    "Refusal",
    "RightView",
    "begin",
    "duties",
    "label",
    "next_change",
    "permitted",
    "refusal",
    "replay",
    "rights",
    "step",
    "why_not",
    "why_not_named",
]


@dataclass(frozen=True, slots=True)
class DutyView:
    """A duty as it stands at a moment. `due` is a day, for terms in hours a moment, or None: owed at once, or not yet known."""

    occurrence: Occurrence
    dossier: Dossier
    status: str
    due: Due | None

    @property
    def id(self) -> str:
        """The id of the duty in the procedure."""
        return self.occurrence.duty.id


@dataclass(frozen=True, slots=True)
class RightView:
    """A right as it stands at a moment; `closes` is None for a right without a window."""

    opening: Opening
    dossier: Dossier
    status: str
    closes: Due | None


def begin(procedure: Procedure, *, calendar: Calendar, calendars: Mapping[str, Calendar] | None = None) -> Matter:
    """A matter before its first act. A calendar that the procedure names and that is not given is the organisation's own."""
    named = {**dict.fromkeys(procedure.calendars, calendar), **(calendars or {})}
    return Matter(procedure=procedure, plans=plans(procedure), calendar=calendar, calendars=named)


def replay(
    procedure: Procedure,
    log: Iterable[Entry],
    *,
    calendar: Calendar,
    now: datetime | None = None,
    calendars: Mapping[str, Calendar] | None = None,
) -> Matter:
    """The matter as its log makes it, seen at `now`: entries recorded later are not seen, silence is drawn up to then.

    A logged act is never refused. Without `now` the matter is seen at its last entry.
    """
    matter = begin(procedure, calendar=calendar, calendars=calendars)
    for entry in log:
        if now is None or entry.recorded_at <= now:
            advance(matter, entry)
    if now is not None:
        pass_time(matter, now)
    return matter


def step(matter: Matter, entry: Entry) -> Refusal | None:
    """Takes one more act into the matter if it is possible; else says why not and changes nothing."""
    pass_time(matter, entry.recorded_at)
    found = refusal(matter, entry)
    if found is None:
        advance(matter, entry)
    return found


def duties(matter: Matter, now: datetime) -> Iterator[DutyView]:
    """Every duty of the matter with its status at `now`, in the order in which they arose."""
    for dossier in matter.dossiers.values():
        for item in dossier.occurrences:
            shown = item
            if item.standing_still and item.pending:
                shown = replace(item)
                reckon_occurrence(shown, dossier, matter, now)
            yield DutyView(shown, dossier, duty_status(shown, matter, now), shown.due)


def duty_status(item: Occurrence, matter: Matter, now: datetime) -> str:
    """One of open, on_its_way, suspended, met, met_late, overdue, waived, lapsed."""
    state = item.state
    if item.due is None:
        return state
    end = deadline(item.due, matter.calendar)
    if state == "met" and item.met_at is not None and item.met_at >= end and item.duty.id != "destroy":
        return "met_late"
    if state in {"open", "on_its_way"} and now >= end and item.duty.id != "destroy":
        return "overdue"
    return state


def rights(matter: Matter, now: datetime) -> Iterator[RightView]:
    """Every right of the matter with its status at `now`."""
    for dossier in matter.dossiers.values():
        for item in dossier.openings:
            yield RightView(item, dossier, _right_status(item, dossier, matter, now), item.closes)


def _right_status(item: Opening, dossier: Dossier, matter: Matter, now: datetime) -> str:
    if item.used_at is not None and not item.right.repeat:
        return "expired" if _used_late(item, matter) else "used"
    if item.lapsed_at is not None or dossier.stage == "destroyed":
        return "lapsed"
    if item.closes is not None and now >= deadline(item.closes, matter.calendar):
        return "expired"
    return "open"


def _used_late(item: Opening, matter: Matter) -> bool:
    """Used after its last day, and nobody excused that: the window was over and stays so (EXA-22, KLI-14)."""
    if item.used_at is None or item.closes is None or item.used_at < deadline(item.closes, matter.calendar):
        return False
    user = matter.where.get(item.used_by) if item.used_by is not None else None
    return user is None or not any(user.by_act.get(act) for act in ("excuse_lateness", "admit"))


def permitted(matter: Matter, dossier: Dossier | None = None, *, now: datetime | None = None) -> dict[str, list[str]]:
    """For every role the acts that it may take now, in the order of the vocabulary; of one dossier, or of the whole matter.

    With `now`, closing, destroying, extending and what comes after its window are left out where they would be refused then.
    """
    dossiers = [dossier] if dossier is not None else list(matter.dossiers.values())
    found: dict[str, dict[str, None]] = {role.id: {} for role in matter.procedure.roles}
    begun = matter.first is not None
    for act, spec in matter.procedure.specs.items():
        if spec.system or (act in BEGINNINGS) == begun:
            continue
        for seat in (_seat(matter, item, act) for item in dossiers or _beginning(matter, act)):
            if seat is not None and impossible(matter, seat, act) is None and (now is None or not_yet(matter, seat, act, now) is None):
                for role in matter.procedure.roles:
                    if allowed_to(matter, seat, act, role):
                        found[role.id][act] = None
    return {role: list(acts) for role, acts in found.items()}


def _beginning(matter: Matter, act: str) -> list[Dossier]:
    """The dossier that an act would begin, where nothing has begun yet."""
    return [open_dossier(matter, BEGINNINGS[act])]


def _seat(matter: Matter, dossier: Dossier, act: str) -> Dossier | None:
    """Where an act taken from this dossier would stand: an act that opens an objection stands in a new one against it."""
    if act not in matter.procedure.openers:
        return dossier
    for instance in matter.procedure.instances:
        if instance.opened_by == act:
            if dossier.instance == instance.against:
                return Dossier(instance.id, instance.id, matter.plans[instance.id], dossier)
            if dossier.instance != instance.id:
                return None
    return None


def why_not(matter: Matter, dossier: Dossier, act: str, *, now: datetime | None = None) -> Refusal | None:
    """Why nobody can take this act from this dossier; None if some role can. With `now`: at that moment, not dated back."""
    seat = _seat(matter, dossier, act)
    if seat is None:
        return Refusal(say("Deze handeling hoort niet in dit dossier."))
    found = impossible(matter, seat, act) or (not_yet(matter, seat, act, now) if now is not None else None)
    return closing_refusal(matter, seat, found) if found and act == "close" else found


def why_not_named(
    matter: Matter, dossier: Dossier, act: str, person: str, *, by: str | None = None, department: str | None = None
) -> Refusal | None:
    """Why nobody may name this person by this act, whatever is recorded of him besides; None if it is possible.

    Asked while one chooses, before a form is filled in. `by`: who names him; `department`: where he works, if that is known.
    """
    seat = _seat(matter, dossier, act)
    rule = rule_for(seat, act) if seat else None
    if seat is None or rule is None or rule.persons is None:
        return None
    reason = tie_of(rule.persons, Named(person, department=department), scene_of(seat), matter, by=by)
    return Refusal(reason, first(rule.persons.clause) or first(rule.clause)) if reason else None


def explanation_of(dossier: Dossier, item: Occurrence) -> Record | None:
    """The last time that someone said why this duty was late; who named no duty spoke of all that was owed."""
    said = [record for record in dossier.by_act.get("explain_lateness", ()) if record.data.get("duty") in (None, item.duty.id)]
    return next((record for record in reversed(said) if record.index > item.record.index), None)


def unregistered(dossier: Dossier) -> list[str]:
    """The data of the register that closing would ask and that are not there yet."""
    return [item.id for item in dossier.plan.registered if not registered(item, dossier)]


def next_change(matter: Matter, now: datetime) -> datetime | None:
    """The next moment after `now` at which something changes though nobody acts: a term ends, a window closes, a silence tells."""
    ends: list[Due] = []
    for dossier in matter.dossiers.values():
        running = [item for item in dossier.occurrences if item.pending and not item.standing_still]
        ends += [item.due for item in running if item.due is not None]
        ends += [item.closes for item in dossier.openings if item.standing and item.closes is not None]
        ends += [hush.ends for hush in dossier.hushes.values() if not hush.told]
    moments = [moment for end in ends if (moment := deadline(end, matter.calendar)) > now]
    return min(moments, default=None)


def stage_of(matter: Matter) -> str:
    """The stage of the matter as people see it."""
    return matter.visible_stage(matter.first) if matter.first else ""


def fact_of(dossier: Dossier, name: str) -> Value:
    """A fact of a dossier, None where nobody stated it."""
    return fact(dossier, name)
