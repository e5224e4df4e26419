"""One act further: what an entry does to the dossier it belongs to. The only module that changes the state of a replay.

The order within one act is fixed: record, facts, stage, duties met, duties arisen, rights, what holds no longer, and then the
same again for its letter when that leaves (`<act>.sent`), at once where no letter is needed.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from wederhoor.core import granting, owing
from wederhoor.core.act import INTAKE_ACTS, LETTER_CHANNELS, ActSpec, Value
from wederhoor.core.clockwork import deadline, end_of
from wederhoor.core.facts import fact, fits, holds, missing
from wederhoor.core.log import BEGINNINGS, FIRST, OBJECTS_TO, Entry
from wederhoor.core.parts import note_parts, with_roles
from wederhoor.core.second import APPROVE, SEND_BACK, letter_read
from wederhoor.core.state import Dossier, Hush, Matter, Record

#: Data of a filing that the first one settles: a later writing does not change by which door and on which day it came.
_SETTLED = frozenset({"channel", "filed_on"})
#: By a correction whoever complains says anew how he wants to hear from us.
_CHANGED_HIS_MIND = ("correct", "prefers")


def advance(matter: Matter, entry: Entry) -> None:
    """Takes one entry into the matter. Trusts it: what is in the log was permitted when it was recorded."""
    index = matter.length
    matter.length += 1
    pass_time(matter, entry.recorded_at)
    if entry.act in {"sent", "bounced"}:
        _post(matter, entry)
        return
    dossier = _dossier_of(matter, entry)
    record = _record(matter, dossier, entry, index)
    matter.where[index] = dossier
    dossier.records.append(record)
    dossier.by_act[entry.act].append(record)
    note_parts(matter, dossier, record)
    _take_facts(matter, dossier, record)
    closing = _occur(matter, dossier, record, entry.act)
    if not record.letter:
        record.sent = record.at
        closing |= _occur(matter, dossier, record, f"{entry.act}.sent")
    _follow(matter, dossier, record, closing=closing)
    if entry.act in {APPROVE, SEND_BACK}:
        _read_again(matter, record)


def pass_time(matter: Matter, now: datetime) -> None:
    """Draws what silence has brought by `now`. Passing time is never an act: nothing is added to the log."""
    for dossier in list(matter.dossiers.values()):
        for name, hush in list(dossier.hushes.items()):
            if not hush.told and deadline(hush.ends, matter.calendar) <= now:
                hush.told = True
                dossier.facts[hush.silence.fact] = hush.silence.value
                _happen(matter, dossier, _silent(matter, hush), f"silence.{name}")


def _silent(matter: Matter, hush: Hush) -> Record:
    """What was followed by silence, as an occasion at the end of that silence: on its last day, or at its moment for hours."""
    over = deadline(hush.ends, matter.calendar)
    at = over if isinstance(hush.ends, datetime) else over - timedelta(seconds=1)
    return replace(hush.record, at=at, day=matter.calendar.local_day(at), letter=False, sent=at)


def _dossier_of(matter: Matter, entry: Entry) -> Dossier:
    found = matter.named(entry.dossier)
    if found is None:
        found = open_dossier(matter, entry.dossier if matter.first else BEGINNINGS.get(entry.act, FIRST), entry.data.get(OBJECTS_TO))
        matter.dossiers[found.name] = found
    return found


def open_dossier(matter: Matter, name: str, objects_to: Value = None) -> Dossier:
    """A new, empty dossier of the matter: the first, a year, or by its name ("objection 2") an instance of objection.

    It is against the dossier with the number `objects_to`, else against the newest that it can be against.
    """
    instance = name.rpartition(" ")[0] or name
    declared = next((item for item in matter.procedure.instances if item.id == instance), None)
    if declared is None:
        instance = "year" if name == "year" else FIRST
        return Dossier(name=instance, instance=instance, plan=matter.plans[instance])
    possible = [item for item in matter.dossiers.values() if item.instance == declared.against]
    named = [item for item in possible if item.name == f"{declared.against} {objects_to}"]
    against = next(reversed([*possible, *named]), matter.first)
    return Dossier(name=name, instance=instance, plan=matter.plans[instance], against=against)


def _record(matter: Matter, dossier: Dossier, entry: Entry, index: int) -> Record:
    spec = matter.procedure.specs[entry.act]
    channel = channel_of(spec, entry.data, dossier)
    data = entry.data if channel is None or "channel" in entry.data else {**entry.data, "channel": channel}
    return Record(
        index=index,
        act=entry.act,
        at=entry.at,
        recorded_at=entry.recorded_at,
        day=matter.calendar.local_day(entry.at),
        by=entry.by,
        person=entry.person,
        data=data,
        named=with_roles(matter, data),
        letter=channel in LETTER_CHANNELS,
    )


def channel_of(spec: ActSpec, data: Mapping[str, Value], dossier: Dossier) -> str | None:
    """By which channel an act informs; None: it informs no one.

    Where none is given: the one that an open duty asks of this act (EXT-10: by e-mail, also where post was preferred), else the
    complainant's preference, else mail.
    """
    if spec.letter == "never":
        return None
    given = data.get("channel")
    if given is None and spec.letter == "always":
        given = _channel_owed(spec.id, dossier) or fact(dossier, "prefers") or "mail"
    return None if given is None else str(given)


def _channel_owed(act: str, dossier: Dossier) -> Value:
    for item in dossier.occurrences:
        asked = [trigger.data["channel"] for trigger in item.duty.met_by if trigger.act == act and "channel" in trigger.data]
        if item.pending and asked and len(asked[0]) == 1:
            return asked[0][0]
    return None


# Facts ---------------------------------------------------------------------------------------------------------------------


def _take_facts(matter: Matter, dossier: Dossier, record: Record) -> None:
    facts = dossier.facts
    # What opens an objection or appeal may be an act of the regulation's own.
    filing = record.act in INTAKE_ACTS or (dossier.against is not None and len(dossier.records) == 1)
    for name, value in record.data.items():
        facts[f"{record.act}.{name}"] = record.named[name]
        if (filing and not (name in _SETTLED and name in facts)) or (record.act, name) == _CHANGED_HIS_MIND:
            facts[name] = value
    if filing:
        facts.setdefault("filed_on", record.day.isoformat())
        if len(dossier.records) == 1 and dossier.instance == FIRST:
            facts.setdefault("kind", _unsaid_kind(matter))
    if record.act in {"hold", "release"}:
        dossier.holds = max(0, dossier.holds + (1 if record.act == "hold" else -1))
    _derive(dossier, filing=filing or len(dossier.records) == 1)


def _unsaid_kind(matter: Matter) -> str:
    """What comes in without saying what it is: a complaint, or what a regulation that knows no complaints names first."""
    kinds = [kind.id for kind in matter.procedure.kinds]
    return kinds[0] if kinds and "complaint" not in kinds else "complaint"


def _derive(dossier: Dossier, *, filing: bool = False) -> None:
    """Facts that follow from others are worked out anew each time, so that they go when their ground goes (ECM-07).

    Whether a filing is complete changes only with the filing and with what follows from facts, unless a datum is asked only at times.
    """
    before, dossier.derived = dossier.derived, {}
    for rule in dossier.plan.derives:
        if holds(rule.when, dossier):
            dossier.derived[rule.fact] = rule.value
    if filing or dossier.plan.asks_at_times or dossier.derived != before:
        dossier.facts["complete"] = next(iter(missing(dossier)), None) is None


# Letters -------------------------------------------------------------------------------------------------------------------


def _post(matter: Matter, entry: Entry) -> None:
    """A letter left, or came back undelivered."""
    index = entry.data.get("of")
    dossier = matter.where.get(index) if isinstance(index, int) else None
    if dossier is None:
        return
    record = next(item for item in dossier.records if item.index == index)
    if entry.act == "sent":
        if record.sent is not None:
            return
        if entry.data.get("channel"):  # it left by another way than it was written for
            record.data = {**record.data, "channel": entry.data["channel"]}
            record.named = {**record.named, "channel": entry.data["channel"]}
        if record.bounced:
            owing.send_off(dossier, record, record.act)
        record.sent, record.bounced = entry.at, False
        _happen(matter, dossier, record, f"{record.act}.sent")
        return
    if record.letter:
        record.sent, record.bounced = None, True
        _take_back(matter, dossier, record)


def _take_back(matter: Matter, dossier: Dossier, record: Record) -> None:
    """A letter that does not reach whom it is for, so far, met and brought about nothing."""
    owing.retract(matter, dossier, record)
    granting.retract(dossier, record)
    for name in [name for name, hush in dossier.hushes.items() if hush.record is record and not hush.told]:
        del dossier.hushes[name]
    _follow(matter, dossier, record, closing=False)


def _read_again(matter: Matter, record: Record) -> None:
    """A second reader approved a letter, or sent it back."""
    letter = letter_read(matter, record.data.get("of"))
    if letter is None or not letter.to_approve:
        return
    if record.act == APPROVE:
        letter.approved = True
    else:
        letter.sent_back = True
        _take_back(matter, matter.where[letter.index], letter)


# Events --------------------------------------------------------------------------------------------------------------------


def _happen(matter: Matter, dossier: Dossier, record: Record, event: str) -> None:
    _follow(matter, dossier, record, closing=_occur(matter, dossier, record, event))


def _occur(matter: Matter, dossier: Dossier, record: Record, event: str) -> bool:
    """What an event brings by itself; True if it closes the dossier."""
    if event not in dossier.plan.heard and dossier.against is None:
        return False
    closing = _enter_stage(dossier, record, event)
    owing.meet(matter, dossier, record, event)
    owing.move(matter, dossier, record, event)
    owing.arise(matter, dossier, record, event)
    granting.rights(matter, dossier, record, event)
    _silences(matter, dossier, record, event)
    if event in {"suspend", "resume"}:
        owing.suspend(matter, dossier, record, event)
    if event == "waive":
        owing.waive(dossier, record)
    if closing:
        owing.restart_retention(matter, dossier, record)
    if dossier.plan.derives:
        _derive(dossier)
    return closing


def _follow(matter: Matter, dossier: Dossier, record: Record, *, closing: bool) -> None:
    """What follows once an act is taken in, here and in the dossiers that this one is against."""
    _settle(matter, dossier)
    _tell_upwards(matter, dossier, record, closing=closing)


def _enter_stage(dossier: Dossier, record: Record, event: str) -> bool:
    """Moves the dossier to the first stage whose occasion this is; True if that closes it."""
    entered = next((stage for stage, trigger in dossier.plan.stages.get(event, ()) if fits(trigger, record, dossier)), None)
    if entered is None:
        return False
    was_closed, dossier.stage = dossier.closed, entered.id
    if was_closed and not dossier.closed:
        owing.end_retention(dossier, record)
    if dossier.closed and not was_closed:
        dossier.closings.append(record.at)
    if dossier.closed:
        owing.lapse_on_closing(dossier, record, event)
        granting.lapse_on_closing(dossier, record)
    return dossier.stage == "closed"


def _silences(matter: Matter, dossier: Dossier, record: Record, event: str) -> None:
    for silence, trigger in dossier.plan.speaks.get(event, ()):
        if silence.id in dossier.hushes and fits(trigger, record, dossier):
            del dossier.hushes[silence.id]
            dossier.facts.pop(silence.fact, None)
    for silence, trigger in dossier.plan.hushes.get(event, ()):
        if fits(trigger, record, dossier):
            start = record.sent or record.at
            dossier.hushes[silence.id] = Hush(silence, record, end_of(silence.term, start, matter))


def _settle(matter: Matter, dossier: Dossier) -> None:
    """What follows once the act is taken in."""
    _derive(dossier)
    owing.settle(matter, dossier)
    granting.settle(matter, dossier)


def _tell_upwards(matter: Matter, dossier: Dossier, record: Record, *, closing: bool) -> None:
    """The dossier objected to knows whether an objection is open and whether it was ruled on."""
    for above in dossier.line():
        if above is dossier:
            continue
        same = [other for other in matter.against(above) if other.instance == dossier.instance]
        above.facts[f"{dossier.instance}.open"] = any(not other.closed for other in same)
        if any(ruling.sent is not None for other in same for ruling in other.by_act.get("rule", ())):
            above.facts[f"{dossier.instance}.ruled"] = True
        else:
            # Not given yet, or come back undelivered.
            above.facts.pop(f"{dossier.instance}.ruled", None)
        if closing:
            owing.restart_retention(matter, above, record)
        _settle(matter, above)
