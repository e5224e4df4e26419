"""The stages of a regulation, the steps taken in each and the ways between them: what a drawing shows, and sentences that say the same."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from wederhoor.core.act import STAGES
from wederhoor.core.condition import Trigger
from wederhoor.core.norm import Duty, Right, Stage
from wederhoor.core.phrase import filled
from wederhoor.core.procedure import BUILT_IN_INSTANCES, Procedure, spoken
from wederhoor.core.spoken import together
from wederhoor.core.text_steps import Step, act_words, steps
from wederhoor.core.words import Language, word

_SAYS: Final = {
    "nl": {
        "title": "Fasen van {name}",
        "begin": "Het begint bij {to}: {acts}.",
        "step": "In de fase {source}: {name} ({said}).",
        "may": "{who} mag dit",
        "file": "de klacht komt binnen",
        "any": "Uit elke fase naar {to}: {acts}.",
        "move": "Van {source} naar {to}: {acts}.",
        "sent": "{act} (verzonden)",
        "silence": "geen bericht",
    },
    "en": {
        "title": "Stages of {name}",
        "begin": "It begins in {to}: {acts}.",
        "step": "In the stage {source}: {name} ({said}).",
        "may": "{who} may do this",
        "file": "the complaint comes in",
        "any": "From any stage to {to}: {acts}.",
        "move": "From {source} to {to}: {acts}.",
        "sent": "{act} (sent)",
        "silence": "no message",
    },
}
BEGIN: Final = "begin"
ANY: Final = "any"


@dataclass(frozen=True, slots=True)
class Edge:
    """A way from one stage to another, with the acts that lead along it; `source` may be BEGIN or ANY."""

    source: str
    to: str
    acts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Diagram:
    """The stages of one kind of dossier: (id, name) in order, the edges, the steps by stage; and the same in sentences, by stage."""

    instance: str
    title: str
    language: Language
    stages: tuple[tuple[str, str], ...]
    edges: tuple[Edge, ...]
    steps: Mapping[str, tuple[Step, ...]]
    told: Mapping[str, tuple[str, ...]]

    @property
    def sentences(self) -> tuple[str, ...]:
        """All of it in words."""
        return tuple(sentence for stage, _name in self.stages for sentence in self.told[stage])


def diagrams(procedure: Procedure, *, language: Language = "nl") -> tuple[Diagram, ...]:
    """One diagram for each kind of dossier that has stages."""
    first, *rest = BUILT_IN_INSTANCES
    names = {first: spoken(procedure.title, language), "year": word("term", "year", language=language)}
    names.update({item.id: spoken(item.name, language) for item in procedure.instances})
    order = [first, *(item.id for item in procedure.instances), *rest]
    return tuple(_diagram(procedure, instance, names[instance], language) for instance in order if _stages(procedure, instance))


def _stages(procedure: Procedure, instance: str) -> list[Stage]:
    mine = [stage for stage in procedure.stages if stage.instance == instance]
    return sorted(mine, key=lambda stage: STAGES.index(stage.id))


def _diagram(procedure: Procedure, instance: str, name: str, language: Language) -> Diagram:
    stages = _stages(procedure, instance)
    named = {stage.id: spoken(stage.name, language) or word("stage", stage.id, language=language) for stage in stages}
    edges = _edges(procedure, instance, stages, language)
    placed = _placed(procedure, instance, stages, language)
    told = {stage: tuple(_sentences(stage, named, edges, placed.get(stage, ()), language)) for stage in named}
    return Diagram(instance, filled(_SAYS[language]["title"], name=name), language, tuple(named.items()), edges, placed, told)


def who_by_when(step: Step, language: Language) -> str:
    """Who does a step, or may do it, and within which term."""
    who = step.who if step.kind == "duty" else filled(_SAYS[language]["may"], who=step.who)
    return together(filter(None, (who, step.within)), between=", ")


def _edges(procedure: Procedure, instance: str, stages: Sequence[Stage], language: Language) -> tuple[Edge, ...]:
    known = {BEGIN, ANY, *(stage.id for stage in stages)}
    found: dict[tuple[str, str], list[str]] = {}
    for stage in stages:
        for trigger in stage.entered_by:
            said = _trigger_words(procedure, trigger, language)
            for source in _sources(procedure, instance, trigger):
                if source != stage.id and source in known:
                    found.setdefault((source, stage.id), []).append(said)
    return tuple(Edge(source, to, tuple(dict.fromkeys(acts))) for (source, to), acts in found.items())


def _sentences(stage: str, named: Mapping[str, str], edges: Sequence[Edge], done: Sequence[Step], language: Language) -> Iterator[str]:
    """Of one stage: what leads in from outside, what is done there, what leads on."""
    says, name = _SAYS[language], named[stage]
    for edge in edges:
        if edge.to == stage and edge.source in (BEGIN, ANY):
            yield filled(says[edge.source], to=name, acts=together(edge.acts, between=", "))
    for step in done:
        yield filled(says["step"], source=name, name=step.name, said=who_by_when(step, language))
    for edge in edges:
        if edge.source == stage:
            yield filled(says["move"], source=name, to=named[edge.to], acts=together(edge.acts, between=", "))


# Steps in stages -----------------------------------------------------------------------------------------------------------


def _placed(procedure: Procedure, instance: str, stages: Sequence[Stage], language: Language) -> dict[str, tuple[Step, ...]]:
    """The steps by the stage in which each is taken first."""
    every: tuple[Duty | Right, ...] = (*procedure.duties, *procedure.rights)
    norms = {(isinstance(norm, Duty), norm.id): norm for norm in every if norm.instance == instance}
    found: dict[str, list[Step]] = {}
    for step in steps(procedure, language=language):
        if step.instance == instance:
            found.setdefault(_place(procedure, norms[step.kind == "duty", step.id], stages), []).append(step)
    return {stage.id: tuple(found[stage.id]) for stage in stages if stage.id in found}


def _place(procedure: Procedure, norm: Duty | Right, stages: Sequence[Stage]) -> str:
    """Where a step stands: in a stage, from the one in which it arises on, in which an act that meets it is allowed.

    That is the first such stage; of an act that leads on to another stage, the last one before that.
    """
    order = [stage.id for stage in stages]
    occasions, done = (norm.arises, norm.met_by) if isinstance(norm, Duty) else (norm.opens, norm.used_by)
    arises = min((order.index(stage) for one in occasions for stage in _leads_to(procedure, norm.instance, one, stages)), default=0)
    allowed = [order.index(stage) for one in done for stage in _allowed(procedure, norm.instance, one) if stage in order]
    able = [place for place in allowed if place >= arises] or [arises]
    onward = min((order.index(stage) for one in done for stage in _entered(one, stages)), default=0)
    return order[max((place for place in able if place < onward), default=min(able))]


def _leads_to(procedure: Procedure, instance: str, occasion: Trigger, stages: Sequence[Stage]) -> Sequence[str]:
    """In which stages a dossier may be right after an act: those that it enters, else those in which it is allowed."""
    allowed = _allowed(procedure, instance, occasion)
    return _entered(occasion, stages) or [stage.id for stage in stages if stage.id in allowed]


def _entered(occasion: Trigger, stages: Sequence[Stage]) -> list[str]:
    act = occasion.act.removesuffix(".sent")
    return [stage.id for stage in stages if any(one.act.removesuffix(".sent") == act for one in stage.entered_by)]


def _allowed(procedure: Procedure, instance: str, occasion: Trigger) -> Sequence[str]:
    act = occasion.act.removesuffix(".sent")
    return next((rule.stages for rule in procedure.acts if rule.id == act and rule.instance == instance), ())


# Ways between stages -------------------------------------------------------------------------------------------------------


def _sources(procedure: Procedure, instance: str, trigger: Trigger) -> Sequence[str]:
    """From which stages an act leads on: those the occasion names, else those in which its rule allows it."""
    act = trigger.act.removesuffix(".sent")
    openers = {"file", "open_year", *(item.opened_by for item in procedure.instances if item.id == instance)}
    if act in openers:
        return (BEGIN,)
    if trigger.when and "stage" in trigger.when.facts:
        return [str(stage) for stage in trigger.when.facts["stage"]]
    rule = next((rule for rule in procedure.acts if rule.id == act and rule.instance == instance), None)
    return rule.stages if rule and rule.stages else (ANY,)


def _trigger_words(procedure: Procedure, trigger: Trigger, language: Language) -> str:
    says = _SAYS[language]
    if trigger.act.startswith("silence."):
        return says["silence"]
    if trigger.act == "file":
        return says["file"]
    said = act_words(procedure, trigger.act.removesuffix(".sent"), language)
    return filled(says["sent"], act=said) if trigger.act.endswith(".sent") else said
