"""A procedure made ready to run: which norms listen to which event, so that an act looks only at what concerns it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TypeVar

from wederhoor.core.condition import Trigger, Triggers
from wederhoor.core.norm import ActRule, Derive, Duty, Registered, Required, Right, Silence, Stage
from wederhoor.core.procedure import Procedure

N = TypeVar("N", Stage, Duty, Right, Silence, Derive, Required, Registered, ActRule)


def _table() -> defaultdict[str, list[tuple[Duty, Trigger]]]:
    return defaultdict(list)


@dataclass(slots=True)
class Plan:
    """The norms of one instance, by event. Events are `act`, `act.sent` and `silence.<id>`."""

    stages: dict[str, list[tuple[Stage, Trigger]]] = field(default_factory=lambda: defaultdict(list))
    arises: dict[str, list[tuple[Duty, Trigger]]] = field(default_factory=_table)
    meets: dict[str, dict[str, list[Trigger]]] = field(default_factory=lambda: defaultdict(lambda: defaultdict(list)))
    moves: dict[str, list[tuple[Duty, Trigger]]] = field(default_factory=_table)
    lapses: dict[str, list[tuple[Duty, Trigger]]] = field(default_factory=_table)
    extends: set[str] = field(default_factory=set)
    opens: dict[str, list[tuple[Right, Trigger]]] = field(default_factory=lambda: defaultdict(list))
    uses: dict[str, list[tuple[Right, Trigger]]] = field(default_factory=lambda: defaultdict(list))
    ends: dict[str, list[tuple[Right, Trigger]]] = field(default_factory=lambda: defaultdict(list))
    hushes: dict[str, list[tuple[Silence, Trigger]]] = field(default_factory=lambda: defaultdict(list))
    speaks: dict[str, list[tuple[Silence, Trigger]]] = field(default_factory=lambda: defaultdict(list))
    derives: tuple[Derive, ...] = ()
    required: tuple[Required, ...] = ()
    asks_at_times: bool = False
    registered: tuple[Registered, ...] = ()
    rules: dict[str, ActRule] = field(default_factory=dict)
    duties: dict[str, Duty] = field(default_factory=dict)
    heard: frozenset[str] = frozenset()


@lru_cache(maxsize=256)
def plans(procedure: Procedure) -> Mapping[str, Plan]:
    """The plan of each instance of a procedure, made once."""
    return {instance: _plan(procedure, instance) for instance in procedure.instance_ids}


def _plan(procedure: Procedure, instance: str) -> Plan:
    plan = Plan(
        derives=tuple(_within(instance, procedure.derives)),
        required=tuple(_within(instance, procedure.required)),
        asks_at_times=any(datum.when for item in procedure.required if item.instance == instance for datum in item.data),
        registered=tuple(_within(instance, procedure.registered)),
        rules={rule.id: rule for rule in _within(instance, procedure.acts)},
    )
    for stage in _within(instance, procedure.stages):
        _listen(plan.stages, stage, stage.entered_by)
    for duty in _within(instance, (*procedure.duties, *_destruction(procedure))):
        _plan_duty(plan, duty)
    for right in _within(instance, procedure.rights):
        _listen(plan.opens, right, right.opens)
        _listen(plan.uses, right, right.used_by)
        _listen(plan.ends, right, right.lapses)
    for silence in _within(instance, procedure.silences):
        _listen(plan.hushes, silence, silence.after)
        _listen(plan.speaks, silence, silence.unless)
    plan.heard = frozenset(_heard(plan))
    return plan


def _within(instance: str, norms: Iterable[N]) -> Iterator[N]:
    return (norm for norm in norms if norm.instance == instance)


def _heard(plan: Plan) -> Iterator[str]:
    """Every event at which something may happen in a dossier; at any other only facts change."""
    for table in (plan.stages, plan.arises, plan.moves, plan.lapses, plan.opens, plan.uses, plan.ends, plan.hushes, plan.speaks):
        yield from table
    for act in (*plan.meets, *plan.extends):
        yield from (act, f"{act}.sent")
    yield from ("suspend", "resume", "waive")


def _plan_duty(plan: Plan, duty: Duty) -> None:
    plan.duties[duty.id] = duty
    _listen(plan.arises, duty, duty.arises)
    _listen(plan.lapses, duty, duty.lapses)
    for trigger in duty.met_by:
        plan.meets[trigger.act.removesuffix(".sent")][duty.id].append(trigger)
    if duty.moved_by:
        plan.moves[f"{duty.moved_by.act.removesuffix('.sent')}.sent"].append((duty, duty.moved_by))
    if duty.extension:
        plan.extends.add(duty.extension.act)


def _listen(table: dict[str, list[tuple[N, Trigger]]], norm: N, triggers: Triggers | Iterable[Trigger]) -> None:
    for trigger in triggers:
        table[trigger.act].append((norm, trigger))


def _destruction(procedure: Procedure) -> tuple[Duty, ...]:
    """The end of the retention as a duty: due on the first day on which destroying is allowed, never overdue before."""
    keep = procedure.retention
    if keep is None:
        return ()
    return (
        Duty(
            id="destroy",
            name={"nl": "Dossier vernietigen", "en": "Destroy the dossier"},
            clause=keep.clause,
            holder=keep.holder,
            arises=keep.arises,
            start=keep.start,
            term=keep.term,
            met_by=(Trigger(act="destroy"),),
            again=True,
            survives=True,
        ),
    )
