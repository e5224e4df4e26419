"""Whether conditions, triggers and moments ask of things that exist, and can ever hold."""

from collections.abc import Iterator, Mapping
from typing import Final

from wederhoor.core.act import Field
from wederhoor.core.condition import Atoms, Condition, Moment, Norm, Trigger, Triggers
from wederhoor.core.consistency_names import unknown
from wederhoor.core.known import Known, impossible
from wederhoor.core.locator import Path
from wederhoor.core.norm import Duty, Outer, Right
from wederhoor.core.procedure import Procedure
from wederhoor.core.shape import Wrong, nearest

#: Keys of a norm that hold the acts it starts from; moments without an act of their own are moments of these.
_OCCASIONS: Final = ("arises", "opens", "after")
#: Keys of a norm of which at least one act must be able to happen, else the norm is dead.
_LIVING: Final = (*_OCCASIONS, "met_by", "used_by", "entered_by")
#: The last day of the year that a yearly cycle is about.
YEAR_END: Final = "year_end"
_PLAIN_MOMENTS: Final = frozenset({"at", "sent", "filed_on"})
END_OF: Final = "end of "
_OVER: Final = "deze termijn is voorbij voordat zij begint."


def faults(known: Known) -> Iterator[Wrong]:
    """Every phrase that names what does not exist, or can never hold."""
    yield from _circles(known.procedure)
    yield from _backward(known.procedure)
    for path, norm in known.norms:
        if isinstance(norm, Condition):
            yield from _asked((*path, "facts"), norm.facts, known.facts)
        elif isinstance(norm, Trigger):
            yield from _trigger(known, path, norm)
        elif not isinstance(norm, Moment):
            yield from _dead(known, path, norm)
            yield from _moments(known, path, norm)


def _asked(path: Path, asked: Mapping[str, Atoms], fields: Mapping[str, Field]) -> Iterator[Wrong]:
    for name, values in asked.items():
        if name not in fields:
            yield Wrong((*path, name), unknown("gegeven", name, fields))
            continue
        for number, value in enumerate(values):
            if can_be := impossible(fields[name], value):
                yield Wrong((*path, name, number), f'"{value}" kan nooit: {name} is {can_be}.')


def _trigger(known: Known, path: Path, trigger: Trigger) -> Iterator[Wrong]:
    if not known.is_event(trigger.act):
        yield Wrong((*path, "act"), unknown("handeling", trigger.act, (*known.acts, *(f"silence.{name}" for name in known.silences))))
        return
    for number, role in enumerate(trigger.by):
        if role not in known.roles:
            yield Wrong((*path, "by", number), unknown("rol", role, known.roles))
    yield from _asked((*path, "data"), trigger.data, known.trigger_fields(trigger.act))
    in_condition = "done" in path or "not_done" in path
    if trigger.after is not None:
        if not in_condition:
            yield Wrong((*path, "after"), "after hoort alleen in een voorwaarde, bij done of not_done.")
        elif trigger.after not in known.acts:
            yield Wrong((*path, "after"), unknown("handeling", trigger.after, known.acts))
    if trigger.moment:
        yield from _moment(known, (*path, "from"), trigger.moment, (trigger,))


def _dead(known: Known, path: Path, norm: Norm) -> Iterator[Wrong]:
    """A norm that waits only for acts that no rule allows in its kind of dossier."""
    said = vars(norm)
    instance = said.get("instance", "dossier")
    for key in _LIVING:
        # A right against a decision is also used by what is done in the objection itself.
        where = known.procedure.instance_ids if key == "used_by" else (instance,)
        triggers: Triggers = said.get(key, ())
        events = [trigger.act for trigger in triggers if known.is_event(trigger.act)]
        if len(events) == len(triggers) > 0 and not any(known.can_happen(event, place) for event in events for place in where):
            yield Wrong((*path, key), f'dit kan nooit gebeuren: "{events[0]}" heeft voor "{instance}" geen [[act]].')


def _moments(known: Known, path: Path, norm: Norm) -> Iterator[Wrong]:
    said = vars(norm)
    occasions: Triggers = next((said[key] for key in _OCCASIONS if key in said), ())
    start: Moment | None = said.get("start")
    if start and occasions:
        yield from _moment(known, (*path, "from"), start, occasions)
    outer: Outer | None = said.get("outer")
    if outer:
        yield from _moment(known, (*path, "outer", "from"), outer.start, occasions)


def _moment(known: Known, path: Path, moment: Moment, occasions: Triggers) -> Iterator[Wrong]:
    for key, several in (("earlier_of", moment.earlier_of), ("later_of", moment.later_of)):
        if len(several) == 1:
            yield Wrong((*path, key), f"{key} kiest uit twee of meer momenten; hier staat er een.")
    for name in moment.names():
        if message := _named_moment(known, name, occasions):
            yield Wrong(path, message)


def _circles(procedure: Procedure) -> Iterator[Wrong]:
    """A term that runs from the end of another, which waits in turn for its own: neither ever gets a date."""
    norms_of = {norm.id: norm for _, group in _groups(procedure) for norm in group}
    ends = {name: {end for start in _starts(norm) for end in start.names() if end.startswith(END_OF)} for name, norm in norms_of.items()}
    for key, group in _groups(procedure):
        for index, norm in enumerate(group):
            seen: set[str] = set()
            ahead = [norm.id]
            while ahead:
                after = {end.removeprefix(END_OF) for end in ends.get(ahead.pop(), ())} - seen
                seen |= after
                ahead += after
            if norm.id in seen:
                yield Wrong((key, index, "from"), "deze termijn wacht op haar eigen einde: zo krijgt zij nooit een datum.")


def _backward(procedure: Procedure) -> Iterator[Wrong]:
    """What counts back from the act that brings it about would be over before it begins; so would keeping and silence."""
    for key, group in _groups(procedure):
        for index, norm in enumerate(group):
            past = all(name.rpartition(".")[2] in _PLAIN_MOMENTS for start in _starts(norm) for name in start.names())
            if norm.term and norm.term.back and past:
                yield Wrong((key, index, "term"), f"{_OVER} Tel terug van een datum, of van het einde van een andere termijn.")
    for index, silence in enumerate(procedure.silences):
        if silence.term.back:
            yield Wrong(("silence", index, "term"), _OVER)
    if procedure.retention and procedure.retention.term.back:
        yield Wrong(("retention", "term"), _OVER)


def _groups(procedure: Procedure) -> tuple[tuple[str, tuple[Duty | Right, ...]], ...]:
    return (("duty", procedure.duties), ("right", procedure.rights))


def _starts(norm: Duty | Right) -> list[Moment]:
    occasions = norm.arises if isinstance(norm, Duty) else norm.opens
    return [trigger.moment or norm.start for trigger in occasions]


def _named_moment(known: Known, name: str, occasions: Triggers) -> str:
    if name == YEAR_END:
        return ""
    if name.startswith(END_OF):
        ends = known.duties | known.rights
        about = name.removeprefix(END_OF)
        return "" if about in ends else unknown("verplichting", about, ends)
    act, dot, of_act = name.partition(".")
    if dot and act in known.acts:
        dates = _dates(known, act)
        return "" if of_act in dates else unknown("moment", of_act, dates)
    dates = _PLAIN_MOMENTS.union(*(_dates(known, trigger.act.removesuffix(".sent")) for trigger in occasions))
    if name in dates:
        return ""
    return f'moment "{name}" is niet bekend.{nearest(name, dates) or (nearest(act, known.acts) if dot else "")}'


def _dates(known: Known, act: str) -> frozenset[str]:
    """The moments of an act: its own, and every date in its data."""
    return _PLAIN_MOMENTS | {name for name, field in known.fields(act).items() if field.kind == "date"}
