"""The data of made-up acts: what a form would have asked, filled in from the rule, the duty and a little chance."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from random import Random
from typing import Final

from wederhoor.actions.record import NewParty
from wederhoor.core.dossier import Matter
from wederhoor.core.facts import fact
from wederhoor.core.norm import ActRule, Persons
from wederhoor.core.permit import rule_for
from wederhoor.core.state import Dossier
from wederhoor.site.demo import texts
from wederhoor.site.demo.choice import Next

#: Gives a reference to a new person from outside for this matter.
Outsider = Callable[[str], NewParty]
Data = dict[str, object]

#: The part of complaints that is possibly structural, of those about a product that is a critical error, and of talks that help.
_STRUCTURAL: Final = 0.15
_CRITICAL: Final = 0.07
_SATISFIED: Final = 0.7
_ADOPTED: Final = 0.6
_NAMED: Final = frozenset({"assign", "appoint", "consult", "mediate", "take", "pass_on"})


def deed(step: Next, matter: Matter, dossier: Dossier, *, day: date, chance: Random, outsider: Outsider) -> Data:
    """The data with which this step can be recorded."""
    rule = rule_for(dossier, step.act)
    data: Data = {**_PLAIN.get(step.act, {}), **{name: say(chance) for name, say in _WORDED.get(step.act, {}).items()}}
    maker = _MAKERS.get(step.act)
    if maker:
        data |= maker(chance, dossier)
    if step.act in {"reply", "propose"}:
        data |= {"channel": "mail", "states": ["appeal"]}
    if step.duty is not None:
        data |= _asked(step, data, chance)
    data |= _required(rule, data, matter, step.act, day, chance)
    if step.act in _NAMED:
        data |= _persons(rule, step.act, outsider, matter, dossier)
    return data


def _asked(step: Next, made: Data, chance: Random) -> Data:
    """What the duty wants of the act that meets it: the data its trigger names, what its letter must say, which item it is about."""
    duty = step.duty.occurrence.duty if step.duty else None
    if duty is None:
        return {}
    data: Data = {}
    trigger = next(item for item in duty.met_by if item.act.removesuffix(".sent") == step.act)
    for name, values in trigger.data.items():
        wanted = [value for value in values if value not in {"unknown", "given"}]
        if wanted and made.get(name) not in wanted:
            data[name] = [_one_of(wanted, chance)] if name == "states" else _one_of(wanted, chance)
    if duty.must_state:
        data["states"] = list(duty.must_state)
    if duty.each and step.duty and step.duty.occurrence.item:
        data[duty.each.match] = step.duty.occurrence.item
        data.setdefault("version", f"{chance.randint(2, 6)}")
    return data


def _one_of(values: Sequence[object], chance: Random) -> object:
    """One of the values; of channels mail, since a letter by post waits for somebody to post it."""
    return "mail" if "mail" in values else chance.choice(values)


def _required(rule: ActRule | None, data: Data, matter: Matter, act: str, day: date, chance: Random) -> Data:
    fields = matter.procedure.specs[act].fields
    found: Data = {}
    names = [datum.field.split("|")[0] for datum in rule.requires] if rule else []
    values = rule.values if rule else {}
    for name in (*names, *values):
        if name in data or name in found:
            continue
        allowed = [value for value in values.get(name, ()) if value not in {"unknown", "given"}]
        if allowed:
            found[name] = _one_of(allowed, chance)
        elif name in fields:
            found[name] = _value(fields[name].kind, day, chance, options=fields[name].options)
    return found


def _value(kind: str, day: date, chance: Random, *, options: tuple[str, ...]) -> object:
    if options:
        return chance.choice(options)
    plain: Mapping[str, object] = {
        "text": texts.note(chance),
        "date": day.isoformat(),
        "flag": True,
        "number": day.year,
        "code": "algemeen",
        "reference": "ref-1",
    }
    return plain[kind]


def _persons(rule: ActRule | None, act: str, outsider: Outsider, matter: Matter, dossier: Dossier) -> Data:
    wanted = rule.persons if rule and rule.persons else Persons()
    if act == "consult":
        return {"of": [_counsel(matter, dossier) or outsider("adviseur")]}
    if act in {"take", "pass_on"} and not (rule and rule.persons):
        return {}
    if act == "mediate":
        return {"mediator": outsider("bemiddelaar"), "independent": True}
    if act == "assign" and not wanted.capacities:
        return {"to": outsider("behandelaar"), "independent": True, "outside": True}
    if wanted.capacities:
        return {
            "members": [
                _member(item.id, outsider, outside=bool(item.outside)) for item in wanted.capacities for _ in range(item.count or 1)
            ]
        }
    return {"members": [_member("beoordelaar", outsider, outside=True) for _ in range(max(1, wanted.least))]}


def _counsel(matter: Matter, dossier: Dossier) -> str | None:
    """Whom a need of judging asks to have been consulted: a role that the regulation names."""
    judging = rule_for(dossier, "judge")
    names = {role.id for role in matter.procedure.roles if not role.part}
    for need in judging.needs if judging else ():
        for inner in need.that.within():
            for trigger in inner.done:
                found = names & {str(value) for value in trigger.data.get("of", ())}
                if found:
                    return min(found)
    return None


def _member(capacity: str, outsider: Outsider, *, outside: bool) -> Data:
    return {
        "person": outsider(capacity),
        "capacity": capacity,
        "independent": True,
        "outside": outside,
        "expertise": "onderwijs en examens",
    }


def _assess(chance: Random, dossier: Dossier) -> Data:
    data: Data = {
        "nature": chance.choice(texts.NATURES),
        "severity": chance.choice(("low", "normal", "high")),
        "structural": chance.random() < _STRUCTURAL,
    }
    product = fact(dossier, "subject.product")
    if product and chance.random() < _CRITICAL:
        data |= {"critical": True, "products": [product]}
    return data


def _hear(chance: Random, dossier: Dossier) -> Data:
    heard = {record.data.get("party") for record in dossier.by_act.get("hear", ())}
    return {"party": "concerned" if "complainant" in heard else "complainant", "account": texts.note(chance)}


def _judge(chance: Random, _: Dossier) -> Data:
    return {"outcome": chance.choices(("upheld", "rejected"), (6, 5))[0], "reasons": texts.reasons(chance)}


def _rule(chance: Random, _: Dossier) -> Data:
    return {"outcome": chance.choices(("upheld", "rejected"), (3, 7))[0], "reasons": texts.reasons(chance)}


def _follow_up(chance: Random, _: Dossier) -> Data:
    return {"satisfied": chance.random() < _SATISFIED, "score": chance.randint(4, 9), "account": texts.note(chance)}


#: Acts of which the data are always the same.
_PLAIN: Final[Mapping[str, Data]] = {
    "acknowledge": {"channel": "mail", "states": ["steps", "terms"]},
    "explain_procedure": {"channel": "mail", "states": ["steps", "terms"]},
    "send_copies": {"channel": "mail", "to": ["complainant", "handler"]},
    "notify_customers": {"channel": "mail"},
    "formalise": {"channel": "mail"},
    "confirm_in_writing": {"channel": "mail"},
}
#: Acts with words or chance in them. The names of the data to be filled with a kind of text, or a function.
_WORDED: Final[Mapping[str, Mapping[str, Callable[[Random], str]]]] = {
    "reply": {"reasons": texts.reasons},
    "propose": {"solution": texts.solution},
    "publish_version": {"line": texts.change},
    "consult": {"question": texts.note, "answer": texts.reasons},
    "carry_out": {"account": texts.solution},
    "agree_communication": {"complainant": texts.note, "concerned": texts.note},
    "formalise": {"description": texts.wish, "reasons": texts.wish, "steps_taken": texts.note},
    "confirm_in_writing": {"description": texts.wish, "reasons": texts.wish, "steps_taken": texts.note},
    "complete": {"description": texts.wish, "reasons": texts.wish, "steps_taken": texts.note},
    "pass_on": {"reason": texts.note},
    "take": {"reason": texts.note},
    "recommend": {"recommendation": texts.note, "reason": texts.note},
    "excuse_lateness": {"reason": texts.excuse},
}
_MAKERS: Final[Mapping[str, Callable[[Random, Dossier], Data]]] = {
    "assess": _assess,
    "hear": _hear,
    "judge": _judge,
    "rule": _rule,
    "talk": lambda chance, _: {"outcome": chance.choice(("solved", "unsolved", "unsolved")), "account": texts.note(chance)},
    "mediate": lambda chance, _: {"outcome": chance.choice(("solved", "unsolved")), "account": texts.note(chance)},
    "find_cause": lambda chance, _: {"category": chance.choice(texts.CAUSES), "cause": texts.reasons(chance)},
    "follow_up": _follow_up,
    "weigh_revision": lambda chance, _: {"adopted": chance.random() < _ADOPTED, "reasons": texts.reasons(chance)},
}
