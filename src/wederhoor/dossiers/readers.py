"""Who reads a dossier, as its regulation says: functions that read it whole, and persons with a part, each with what content of it.

A part is what someone holds now, in this dossier or in one above or against it; a function that reads only by its part is whoever acted
in it. What a regulation says nothing of: whoever handles a dossier reads it, any other holder of a part in it reads what was put before
him, and a whole instance (a year, an appeal) is read by the functions that read a complaint in every stage.

Who reads no more than what was put before him is a reader once there is something: whom a complaint is about does not learn of it from a
list. A complainant is never among the readers: his page is the one of the tracking code. An institution is one of a complaint that was
filed for it, or that somebody put to it; it reads what the complainant reads, in the stages that the regulation opens to it (EXA-15).
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

from wederhoor.core.act import CUSTOMER
from wederhoor.core.facts import fact
from wederhoor.core.log import FIRST
from wederhoor.core.norm import Role
from wederhoor.core.procedure import Procedure
from wederhoor.core.provision import Access
from wederhoor.core.state import Dossier, Matter
from wederhoor.dossiers.before import SIDES, before

#: All of a dossier, and less and less of it: what was put before someone, what it was agreed to tell him, what is his.
WHOLE: Final = ""
OWN: Final = "own"
WIDTHS: Final = (WHOLE, "disclosed", "agreed", OWN)
#: Content that only roles named by such a rule read, of those who read the dossier; it opens no dossier by itself.
ADVICE: Final = "advice"
#: Parts of those who come by a tracking code.
BY_CODE: Final = frozenset({"complainant", "customer"})
#: The part of whoever handles a dossier.
HANDLER: Final = "handler"


@dataclass(frozen=True, slots=True)
class Readers:
    """Functions that read all of a dossier; persons, by reference, each with the content that he reads; and institutions, by reference."""

    roles: frozenset[str]
    persons: Mapping[str, str]
    customers: frozenset[str] = frozenset()

    def whole_to(self, functions: Collection[str], refs: Collection[str]) -> bool:
        """Whether someone with these functions and references reads all of it."""
        return bool(self.roles & set(functions)) or any(self.persons.get(ref) == WHOLE for ref in refs)


def readers_of(matter: Matter, dossier: Dossier) -> Readers:
    """Who reads this dossier in the stage that it has now."""
    held = _rules(matter.procedure, dossier.instance)
    stages = {dossier.stage, matter.visible_stage(dossier)}
    roles: set[str] = set()
    persons: dict[str, str] = {}
    for rule, role in held.rules:
        if rule.stages and not stages & set(rule.stages):
            continue
        if rule.only_part or role.part:
            _widen(matter, persons, _with_part(matter, dossier, role), _content(rule))
        elif not rule.content:
            roles.add(role.id)
    for part in held.unsaid:
        _widen(matter, persons, dossier.holders.get(part, ()), WHOLE if part == HANDLER else "disclosed")
    some = {ref: content for ref, content in persons.items() if content == WHOLE or before(matter, dossier, (ref,), content).acts}
    return Readers(frozenset(roles), some, frozenset(institutions_of(dossier)) if _open_to_customers(matter, dossier) else frozenset())


def institutions_of(dossier: Dossier) -> tuple[str, ...]:
    """The institutions, by reference, whose complaint this is: it was filed for them, or put to them and not taken away again.

    Whoever complains without his name is shown to none.
    """
    found: dict[str, None] = {}
    if fact(dossier, "anonymous") is True:
        return ()
    records = sorted((record for one in dossier.line() for record in one.records), key=lambda record: record.index)
    for record in records:
        ref = str(record.data.get(CUSTOMER) or "")
        if ref and record.act == "unlink":
            found.pop(ref, None)
        elif ref:
            found[ref] = None
    return tuple(found)


def reads_advice(matter: Matter, dossier: Dossier, roles: Iterable[str], *, outside: bool = False) -> bool:
    """Whether advice is for someone with these roles; where the regulation says nothing, for each member who reads the dossier whole."""
    named = _rules(matter.procedure, dossier.instance).advice
    return bool(named & set(roles)) if named or outside else True


def always_reading(procedure: Procedure) -> frozenset[str]:
    """The functions that read a complaint in every stage: those who lead, as far as the program can tell."""
    return frozenset(name for rule in _always(procedure) for name in rule.roles)


@dataclass(frozen=True, slots=True)
class Extent:
    """What a regulation lets a role read in one kind of dossier, and in which stages (none named: all of them).

    `by_part`: only of a dossier in which one has a part, or with a function acted. `clauses`: none where the regulation leaves it unsaid.
    """

    role: Role
    content: str
    stages: tuple[str, ...]
    by_part: bool
    clauses: tuple[str, ...]


def extents(procedure: Procedure, instance: str) -> Iterator[Extent]:
    """What each role reads of dossiers of this instance, as `readers_of` applies it; those who come by a code are not among them."""
    held = _rules(procedure, instance)
    for rule, role in held.rules:
        if role.part not in BY_CODE and (rule.only_part or role.part or not rule.content):
            content = _for_a_side(_content(rule)) if role.part in SIDES else _content(rule)
            yield Extent(role, content, rule.stages, rule.only_part or bool(role.part), rule.clause)
    for part in held.unsaid:
        role = next(role for role in procedure.roles if role.part == part)
        yield Extent(role, WHOLE if part == HANDLER else "disclosed", (), by_part=True, clauses=())


@dataclass(frozen=True, slots=True)
class _Held:
    """What a regulation says of one instance: each rule with each of its roles, parts it says nothing of, and who reads advice."""

    rules: tuple[tuple[Access, Role], ...]
    unsaid: tuple[str, ...]
    advice: frozenset[str]


@cache
def _rules(procedure: Procedure, instance: str) -> _Held:
    roles = {role.id: role for role in procedure.roles}
    mine = [rule for rule in procedure.access if rule.instance == instance]
    rules = tuple((rule, roles[name]) for rule in mine or _always(procedure) if ADVICE not in rule.content for name in rule.roles)
    said = {role.part for _, role in rules}
    parts = dict.fromkeys(role.part for role in procedure.roles if role.part and role.part not in BY_CODE)
    advice = frozenset(name for rule in mine if ADVICE in rule.content for name in rule.roles)
    return _Held(rules, tuple(part for part in parts if part not in said), advice)


def _always(procedure: Procedure) -> list[Access]:
    """The rules by which functions read a complaint in every stage."""
    return [rule for rule in procedure.access if rule.instance == FIRST and not (rule.stages or rule.only_part or rule.content)]


def _open_to_customers(matter: Matter, dossier: Dossier) -> bool:
    """Whether institutions read it now: as the complaint is open to them, so is what follows on it.

    A regulation that says nothing of it opens each stage, as it does to whoever complains.
    """
    *_, top = dossier.line()
    stages = {top.stage, matter.visible_stage(top)}
    rules = [rule for rule, role in _rules(matter.procedure, top.instance).rules if role.part == CUSTOMER]
    return not rules or any(not rule.stages or bool(stages & set(rule.stages)) for rule in rules)


def _content(rule: Access) -> str:
    return min(rule.content, key=WIDTHS.index, default=WHOLE)


def _for_a_side(content: str) -> str:
    """Of a complaint about himself nobody reads all."""
    return "disclosed" if content == WHOLE else content


def _with_part(matter: Matter, dossier: Dossier, role: Role) -> Iterator[str]:
    """Whoever holds the part; of a function, whoever acted in it."""
    if role.part:
        for item in (*dossier.line(), *matter.against(dossier)):
            yield from item.holders.get(role.part, ())
    else:
        yield from (person for person, parts in matter.parts.items() if role.id in parts)


def _widen(matter: Matter, persons: dict[str, str], found: Iterable[str], content: str) -> None:
    """A person reads the most that any of his parts lets him read; of a complaint about himself never all of it."""
    for person in found:
        parts = matter.parts.get(person, set())
        if parts & BY_CODE:
            continue
        least = _for_a_side(content) if parts & SIDES else content
        persons[person] = min(least, persons.get(person, least), key=WIDTHS.index)
