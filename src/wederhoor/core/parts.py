"""Persons in a matter: whom an act names, which part that gives them, and whether a person may be named at all.

The independence guard: whoever handled it, advised in it, is complained of or belongs to the department concerned is refused
where the regulation says so, with the reason (EXA-23, EXT-22, KLI-10, KLI-15).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from wederhoor.core.act import PERSON_FIELDS, Value
from wederhoor.core.facts import fact
from wederhoor.core.norm import Capacity, Persons
from wederhoor.core.phrase import Phrase, say
from wederhoor.core.procedure import fold
from wederhoor.core.state import Dossier, Matter, Record

#: The part that an act gives by itself to whomever it names, unless the procedure says otherwise.
_GIVES: Mapping[str, tuple[tuple[str, str], ...]] = {
    "file": (("subject.person", "concerned"),),
    "inform_concerned": (("person", "concerned"),),
    "assign": (("to", "handler"), ("members", "handler")),
    "appoint": (("to", "committee"), ("members", "committee")),
    "consult": (("of", "adviser"),),
    "mediate": (("mediator", "mediator"),),
    "talk": (("mediator", "mediator"),),
}
#: Parts of which a matter has one holder at a time: naming another replaces him.
_SINGLE = frozenset({"handler"})
#: What ties a person to a matter, by the part that he has in it; the strongest first.
_TIES: Mapping[str, Phrase] = {
    "concerned": say("De klacht gaat over deze persoon."),
    "complainant": say("Deze persoon diende de klacht in."),
    "customer": say("Deze persoon diende de klacht in."),
    "handler": say("Deze persoon behandelde deze zaak al."),
    "mediator": say("Deze persoon bemiddelde in deze zaak."),
    "committee": say("Deze persoon oordeelde al in deze zaak."),
    "expert": say("Deze persoon oordeelde al in deze zaak."),
    "adviser": say("Deze persoon gaf advies in deze zaak."),
    "appointer": say("Wie aanwijst, kan niet zichzelf aanwijzen."),
}
#: Parts that a person takes by acting, where nobody was named for them yet.
TAKEN_BY_ACTING = frozenset({"complainant", "customer", "concerned", "mediator"})


@dataclass(frozen=True, slots=True)
class Named:
    """A person as an act names him, with what the record says of him."""

    person: str
    capacity: str | None = None
    department: str | None = None
    independent: bool | None = None
    outside: bool | None = None
    expertise: bool | None = None


def named_by(data: Mapping[str, Value]) -> list[Named]:
    """The persons whom an act names, by `members`, by `to` or by whatever else it calls them."""
    members = data.get("members")
    if isinstance(members, tuple):
        return [_named(item) if isinstance(item, Mapping) else Named(str(item)) for item in members]
    to, of = data.get("to") or data.get("person") or data.get("mediator"), data.get("of")
    several = (to,) if to else of if isinstance(of, tuple) else (of,)
    return [_named({**data, "person": person}) for person in several if isinstance(person, str)]


def _named(row: Mapping[str, Value]) -> Named:
    independent = row.get("independent")
    return Named(
        person=str(row.get("person")),
        capacity=_text(row.get("capacity")),
        department=_text(row.get("department")),
        independent=True if independent is None and row.get("ground") else _flag(independent),
        outside=_flag(row.get("outside")),
        expertise=_flag(row.get("expertise")),
    )


def _text(value: Value) -> str | None:
    return value if isinstance(value, str) else None


def _flag(value: Value) -> bool | None:
    return value if isinstance(value, bool) else None


def note_parts(matter: Matter, dossier: Dossier, record: Record) -> None:
    """Writes down who took the act and which part it gives to whom."""
    matter.parts[record.person or record.by].add(record.by)
    if record.person is not None:
        own = next((role.part for role in matter.procedure.roles if role.id == record.by), "")
        if own in TAKEN_BY_ACTING and not dossier.holders.get(own):
            _give(matter, dossier, own, [record.person])
    rule = dossier.plan.rules.get(record.act)
    given = rule.gives_part if rule else ""
    for name, part in _GIVES.get(record.act, tuple((name, given) for name in ("to", "members", "person") if given)):
        _give(matter, dossier, given or part, _persons(record.data, name))


def called(matter: Matter, person: str) -> str:
    """A person by his reference; a script without persons may name a role, which then counts as the person (EXA-23, KLI-15)."""
    return matter.procedure.role_names.get(fold(person), person)


def with_roles(matter: Matter, data: Mapping[str, Value]) -> dict[str, Value]:
    """The data of an act as conditions see them: whoever is named stands there with the roles that he has in the matter (KLI-11)."""
    return {name: _with_roles(matter, value) if name in PERSON_FIELDS else value for name, value in data.items()}


def _with_roles(matter: Matter, value: Value) -> Value:
    found: dict[Value, None] = {}
    for person in value if isinstance(value, tuple) else (value,):
        if not isinstance(person, str):
            return value
        found |= dict.fromkeys((person, called(matter, person), *sorted(matter.parts.get(person, ()))))
    return tuple(found) if isinstance(value, tuple) or len(found) > 1 else value


def _persons(data: Mapping[str, Value], name: str) -> list[str]:
    value = data.get(name)
    if name == "members":
        return [item.person for item in named_by(data)] if isinstance(value, tuple) else []
    return [str(item) for item in value] if isinstance(value, tuple) else [value] if isinstance(value, str) else []


def _give(matter: Matter, dossier: Dossier, part: str, persons: Iterable[str]) -> None:
    persons = [called(matter, person) for person in persons]
    if not persons:
        return
    holders = dossier.holders[part]
    if part in _SINGLE:
        holders.clear()
    holders.extend(person for person in persons if person not in holders)
    for person in persons:
        matter.parts[person].add(part)


def objection_to(rule: Persons, data: Mapping[str, Value], dossier: Dossier, matter: Matter, *, by: str | None) -> Phrase | None:
    """Why these persons may not be named, in Dutch; None if they may. `by` names them; an act that names nobody names `by`."""
    named = named_by(data)
    people = named or ([Named(by)] if by and "members" not in data else [])
    fault = _count(rule, people)
    if fault or (rule.override and data.get("override")):
        return fault
    for person in people:
        fault = _stated(rule, person) or tie_of(rule, person, dossier, matter, by=by if named else None)
        if fault:
            return fault
    return _composition(rule, people)


def _count(rule: Persons, people: list[Named]) -> Phrase | None:
    if len({item.person for item in people}) < len(people):
        return say("Dezelfde persoon is twee keer genoemd.")
    if len(people) < rule.least:
        return say("Er zijn ten minste {least} personen nodig.", least=rule.least) if rule.least > 1 else say("Noem de persoon.")
    if rule.most is not None and len(people) > rule.most:
        return say("Er zijn ten hoogste {most} personen mogelijk.", most=rule.most)
    return None


def _stated(rule: Persons, person: Named) -> Phrase | None:
    if person.independent is False and rule.independent:
        return say("Deze persoon is niet onafhankelijk.")
    if rule.independent == "stated" and person.independent is None:
        return say("Er is niet vastgelegd dat deze persoon onafhankelijk is.")
    if person.outside is False and rule.outside:
        return say("Deze persoon komt niet van buiten de organisatie.")
    if rule.outside == "stated" and person.outside is None:
        return say("Er is niet vastgelegd dat deze persoon van buiten de organisatie komt.")
    if rule.expertise and not (person.expertise or person.capacity):
        return say("Er is niet vastgelegd waarin deze persoon deskundig is.")
    return None


def tie_of(rule: Persons, person: Named, dossier: Dossier, matter: Matter, *, by: str | None) -> Phrase | None:
    """Why a person may not be named whatever else is recorded of him: what ties him to the matter; None if nothing does.

    `by`: who names him. Of several ties the one that says most is told.
    """
    parts = set(matter.parts.get(called(matter, person.person), ()))
    if by == person.person:
        parts.add("appointer")
    barred = parts if "any" in rule.no_part else parts & set(rule.no_part)
    if barred:
        return next((said for part, said in _TIES.items() if part in barred), say("Deze persoon had al een rol in deze zaak."))
    if rule.not_department and person.department and person.department in _departments(dossier):
        return say("Deze persoon werkt op de afdeling waar de klacht over gaat.")
    return None


def _departments(dossier: Dossier) -> set[str]:
    found = {fact(dossier, name) for name in ("subject.department", "assign.department")}
    if dossier.against is not None:
        found |= _departments(dossier.against)
    return {str(item) for item in found if item}


def _composition(rule: Persons, people: list[Named]) -> Phrase | None:
    if not rule.capacities:
        return None
    left = list(people)
    for capacity in rule.capacities:
        fitting = [item for item in left if _fits(capacity, item)]
        if capacity.count is not None and len(fitting) < capacity.count:
            return say("Er ontbreekt: {what}.", what=capacity.name)
        for item in fitting[: capacity.count]:
            left.remove(item)
    return say("De samenstelling klopt niet met de regeling.") if left else None


def _fits(capacity: Capacity, person: Named) -> bool:
    spoken_names = capacity.name.values() if isinstance(capacity.name, dict) else (capacity.name,)
    names = {fold(name) for name in (capacity.id, *capacity.aliases, *spoken_names)}
    if person.capacity is not None and fold(person.capacity) not in names:
        return False
    if capacity.outside is not None and person.outside is not None and person.outside != capacity.outside:
        return False
    if capacity.outside and person.outside is None and person.capacity is None:
        return False
    return not (capacity.independent and person.independent is False)
