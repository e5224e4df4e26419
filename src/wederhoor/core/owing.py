"""What is owed: how duties arise, are met, moved on, suspended, waived and lapse, act by act."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta

from wederhoor.core.act import Value
from wederhoor.core.clockwork import day_of, deadline, end_of, last_suspended, last_timely_day, reckon_occurrence
from wederhoor.core.condition import Trigger
from wederhoor.core.facts import fact, fits, holds
from wederhoor.core.norm import Duty, Extension
from wederhoor.core.state import Dossier, Due, Matter, Moved, Occurrence, Record

#: The duty at the end of the retention; every closing starts it anew.
DESTRUCTION = "destroy"


def meets(dossier: Dossier, item: Occurrence, record: Record, event: str) -> bool:
    """Whether an act meets a duty: a trigger fits, its letter says what it must, and it is about this item of the list."""
    triggers = dossier.plan.meets.get(event.removesuffix(".sent"), {}).get(item.duty.id, ())
    if not any(fits(trigger, record, dossier) for trigger in triggers):
        return False
    if item.duty.must_state:
        states = record.data.get("states")
        if not isinstance(states, tuple) or any(state not in states for state in item.duty.must_state):
            return False
    return item.duty.each is None or _is_about(record.data, item.duty.each.match, item.item)


def _is_about(data: Mapping[str, Value], match: str, item: str | None) -> bool:
    """Whether an act is about an item of the list; one that names no item is about them all."""
    value = data.get(match)
    if value is None:
        return True
    return item in {str(part) for part in value} if isinstance(value, tuple) else str(value) == item


def meet(matter: Matter, dossier: Dossier, record: Record, event: str) -> None:
    """Duties that this act meets: when its letter left, or at once where it needs none."""
    if not event.endswith(".sent"):
        if record.letter:
            send_off(dossier, record, event)
        return
    for item in dossier.occurrences:
        if item.pending and (item.on_its_way == record.index or (not record.letter and meets(dossier, item, record, event))):
            item.on_its_way = None
            item.met_by = record.index
            item.met_at = _received(matter, item, record)


def send_off(dossier: Dossier, record: Record, event: str) -> None:
    """Duties that this act meets once its letter leaves are on their way until then."""
    for item in dossier.occurrences:
        if item.pending and meets(dossier, item, record, event):
            item.on_its_way = record.index


def _received(matter: Matter, item: Occurrence, record: Record) -> datetime:
    """When a letter counts as received: when it left, or later where the regulation allows the post its time (KLI-09)."""
    sent = record.sent or record.at
    journey = item.duty.arrival.get(str(record.data.get("channel")))
    if journey is None:
        return sent
    arrived = end_of(journey, sent, matter)
    return arrived if isinstance(arrived, datetime) else matter.calendar.start_of_day(arrived)


def move(matter: Matter, dossier: Dossier, record: Record, event: str) -> None:
    """A notice in time moves the due date to the date it gives; a promise makes one (EXT-14, KLI-16, CON-14)."""
    until = record.data.get("until")
    if not isinstance(until, str) or not event.endswith(".sent"):
        return
    day = date.fromisoformat(until)
    for duty, trigger in dossier.plan.moves.get(event, ()):
        if fits(trigger, record, dossier):
            for item in dossier.occurrences:
                if item.duty is duty and item.pending:
                    item.promised = day
                    reckon_occurrence(item, dossier, matter)
    for item, rule, due in extendable(dossier, record.act, record.data):
        _extend(matter, item, rule, due, record, day)
        reckon_occurrence(item, dossier, matter)


def extendable(dossier: Dossier, act: str, data: Mapping[str, Value]) -> Iterator[tuple[Occurrence, Extension, Due]]:
    """The duties whose due date a notice would move: the one it names, else every one that is owed and may be extended so."""
    named = data.get("duty")
    for item in dossier.occurrences:
        rule = item.duty.extension
        if rule is not None and rule.act == act and item.pending and item.due is not None and named in (None, item.duty.id):
            yield item, rule, item.due


def _extend(matter: Matter, item: Occurrence, rule: Extension, due: Due, record: Record, until: date) -> None:
    left = record.sent or record.at
    in_time = left < deadline(due, matter.calendar)
    timely = in_time
    if in_time and rule.timely is not None:
        timely = day_of(left, matter.calendar) <= last_timely_day(rule.timely, due, matter)
    free = not rule.times or sum(notice.moved for notice in item.moved) < rule.times
    item.moved.append(Moved(until, due, day_of(left, matter.calendar), timely, in_time and free, record.index))


def arise(matter: Matter, dossier: Dossier, record: Record, event: str) -> None:
    """Duties that this act brings about, after those that it lets lapse."""
    for duty, trigger in dossier.plan.lapses.get(event, ()):
        if fits(trigger, record, dossier):
            for item in dossier.occurrences:
                if item.duty is duty and item.pending:
                    item.lapsed_at, item.lapsed_by = record.at, "trigger"
    for duty, trigger in dossier.plan.arises.get(event, ()):
        if fits(trigger, record, dossier):
            for name in _items(dossier, duty):
                _arise_once(matter, dossier, record, duty, trigger, name)


def _items(dossier: Dossier, duty: Duty) -> list[str | None]:
    if duty.each is None:
        return [None]
    names: dict[str | None, None] = {}
    for name in duty.each.of.split("|"):
        listed = fact(dossier, name)
        for item in listed if isinstance(listed, tuple) else () if listed is None else (listed,):
            names[str(item.get(duty.each.match, item)) if isinstance(item, Mapping) else str(item)] = None
    return list(names)


def _arise_once(matter: Matter, dossier: Dossier, record: Record, duty: Duty, trigger: Trigger, name: str | None) -> None:
    """A duty that is owed does not arise twice; one that was met arises again only if the procedure says so."""
    same = [item for item in dossier.occurrences if item.duty is duty and item.item == name]
    if any(_bars(item) for item in same):
        return
    item = Occurrence(duty=duty, record=record, start_from=trigger.moment or duty.start, item=name)
    if duty.moved_by:
        item.promised = _promised(dossier, duty.moved_by)
    dossier.occurrences.append(item)
    reckon_occurrence(item, dossier, matter)


def _bars(item: Occurrence) -> bool:
    """Whether this occurrence keeps the same duty from arising once more. What its own ground took away, that ground gives back."""
    if item.pending or item.lapsed_by == "ground":
        return True
    done = item.met_at is not None or item.waived_at is not None
    return done and not item.duty.again


def restart_retention(matter: Matter, dossier: Dossier, record: Record) -> None:
    """The retention runs anew from every closing, also of an objection (EXT-17), unless it counts from an act of its own."""
    for item in dossier.occurrences:
        if item.duty.id == DESTRUCTION and item.pending and item.start_from.name == "at":
            item.record = record
            reckon_occurrence(item, dossier, matter)


def end_retention(dossier: Dossier, record: Record) -> None:
    """A dossier that was closed and is opened again is not destroyed; its next closing starts the retention."""
    for item in dossier.occurrences:
        if item.duty.id == DESTRUCTION and item.pending:
            item.lapsed_at, item.lapsed_by = record.at, "reopened"


def _promised(dossier: Dossier, trigger: Trigger) -> date | None:
    """A date promised before the duty arose."""
    for record in reversed(dossier.by_act.get(trigger.act.removesuffix(".sent"), [])):
        until = record.data.get("until")
        if isinstance(until, str) and record.sent is not None and fits(trigger, record, dossier):
            return date.fromisoformat(until)
    return None


def suspend(matter: Matter, dossier: Dossier, record: Record, event: str) -> None:
    """Stops (`suspend`) and starts (`resume`) the clocks of the duties that may be suspended."""
    named = record.data.get("duty")
    for item in dossier.occurrences:
        if not item.duty.suspendable or not item.pending or named not in (None, item.duty.id):
            continue
        if event == "suspend" and not item.standing_still:
            item.suspended.append((record.day + timedelta(days=1), None))
        elif item.standing_still and event == "resume":
            _resume(matter, item, record.day)
        reckon_occurrence(item, dossier, matter)


def _resume(matter: Matter, item: Occurrence, day: date) -> None:
    """Suspended are the days between; whether the day of resumption is one of them is a setting (law.md 2.5, both readings)."""
    first, _ = item.suspended.pop()
    last = last_suspended(day, matter)
    if last >= first:
        item.suspended.append((first, last))


def waive(dossier: Dossier, record: Record) -> None:
    """Takes away the duty that is said not to be relevant, with its reason in the log."""
    for item in dossier.occurrences:
        if item.duty.id == record.data.get("duty") and item.pending and record.data.get("item") in (None, item.item):
            item.waived_at = record.at
            item.waived_by = record.index


def lapse_on_closing(dossier: Dossier, record: Record, event: str) -> None:
    """A dossier that closes lets go of what is still owed in it, save what survives closing or is met by this very act."""
    for item in dossier.occurrences:
        if item.pending and not item.duty.survives and item.on_its_way is None and not meets(dossier, item, record, event):
            item.lapsed_at, item.lapsed_by = record.at, "closing"


def retract(matter: Matter, dossier: Dossier, record: Record) -> None:
    """A letter that came back undelivered met, moved and brought about nothing: what it met is owed again, a date it moved is as before."""
    left = f"{record.act}.sent"
    dossier.occurrences[:] = [item for item in dossier.occurrences if not _brought_by(item, record, left)]
    for item in dossier.occurrences:
        if record.index in {item.met_by, item.on_its_way}:
            item.met_at = item.met_by = item.on_its_way = None
        notices = [notice for notice in item.moved if notice.by != record.index]
        promised = _promised(dossier, item.duty.moved_by) if item.duty.moved_by else item.promised
        if item.pending and (notices != item.moved or promised != item.promised):
            item.moved, item.promised = notices, promised
            reckon_occurrence(item, dossier, matter)


def _brought_by(item: Occurrence, record: Record, event: str) -> bool:
    """Whether a duty that is still owed arose from this event alone."""
    acts = {trigger.act for trigger in item.duty.arises}
    return item.record is record and item.pending and event in acts and record.act not in acts and item.duty.id != DESTRUCTION


def settle(matter: Matter, dossier: Dossier) -> None:
    """Starts that became known since, and duties whose ground fell away or came back."""
    for item in dossier.occurrences:
        if not item.pending and item.lapsed_by != "ground":
            continue
        if item.start is None or item.start_from.moves or item.duty.outer is not None or item.duty.id == DESTRUCTION:
            reckon_occurrence(item, dossier, matter)
        _ground(dossier, item)


def _ground(dossier: Dossier, item: Occurrence) -> None:
    """A duty lasts as long as its ground; it comes back with it, but not in a dossier that has been closed since."""
    if item.duty.lasting is None:
        return
    if not holds(item.duty.lasting, dossier):
        if item.lapsed_at is None:
            item.lapsed_at, item.lapsed_by = dossier.records[-1].at, "ground"
    elif not dossier.closed or item.duty.survives or item.lapsed_at is None:
        item.lapsed_at, item.lapsed_by = None, ""
