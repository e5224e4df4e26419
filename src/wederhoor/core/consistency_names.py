"""Names of one thing each: ids that come twice, and every plain reference to a clause, role, stage, instance or calendar."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from wederhoor.core.act import CHANNELS, KINDS
from wederhoor.core.condition import Norm
from wederhoor.core.known import Known
from wederhoor.core.locator import Path
from wederhoor.core.norm import ActRule, Duty, Retention, Right, Role
from wederhoor.core.procedure import ANYONE, STAFF, Procedure, fold, spoken
from wederhoor.core.provision import Access, Address, Report
from wederhoor.core.shape import Wrong, nearest
from wederhoor.core.term import Term

_ID: Final = re.compile(r"\w[\w.\-]*")
#: Whoever holds these parts acts from the outside, by mail, form or code: there the role is called as its part.
_BY_CODE: Final = ("complainant", "customer")


def faults(known: Known) -> Iterator[Wrong]:
    """Every id that comes twice and every name that points nowhere."""
    yield from _ids(known)
    yield from _role_names(known.procedure)
    yield from _references(known)
    yield from _roles(known)
    yield from _other(known)
    for path, norm in known.norms:
        yield from _terms(known, path, norm)


def unknown(what: str, name: str, names: Iterable[str]) -> str:
    """That a name is not known, with the one that was probably meant."""
    return f'{what} "{name}" is niet bekend.{nearest(name, names)}'


def _ids(known: Known) -> Iterator[Wrong]:
    groups: dict[tuple[str, str, str], Path] = {}
    for path, norm in known.norms:
        name = vars(norm).get("id")
        if not isinstance(name, str):
            continue
        if not _ID.fullmatch(name):
            yield Wrong((*path, "id"), f'"{name}" kan geen id zijn: schrijf letters, cijfers, punten en streepjes, zonder spaties.')
        group = (str(path[:-1]), getattr(norm, "instance", "") if path[0] in ("act", "stage") else "", name)
        if group in groups:
            yield Wrong((*path, "id"), f'"{name}" komt hier twee keer voor.')
        groups.setdefault(group, path)


def _role_names(procedure: Procedure) -> Iterator[Wrong]:
    """A role may be called by any of its names; so no two roles may share one."""
    taken: dict[str, str] = {}
    for index, role in enumerate(procedure.roles):
        words = role.name.values() if isinstance(role.name, dict) else (role.name,)
        for name in (role.id, *words, *role.aliases):
            holder = taken.setdefault(fold(name), role.id)
            if holder != role.id:
                yield Wrong(("role", index), f'de naam "{name}" is ook van rol "{holder}".')
        if fold(role.id) in (STAFF, ANYONE):
            yield Wrong(("role", index, "id"), f'"{role.id}" staat al voor meer dan één rol tegelijk.')
        if role.id != role.part and (role.id in _BY_CODE or role.part in _BY_CODE):
            code = role.part if role.part in _BY_CODE else role.id
            yield Wrong(
                ("role", index, "id"), f'de rol met part "{code}" heeft ook id "{code}"; hoe uw regeling haar noemt, staat bij name.'
            )


def _references(known: Known) -> Iterator[Wrong]:
    """Clauses and instances, wherever they are named."""
    instances = known.procedure.instance_ids
    for path, norm in known.norms:
        said = vars(norm)
        for number, clause in enumerate(said.get("clause", ())):
            if clause not in known.clauses:
                yield Wrong((*path, "clause", number), unknown("artikel", clause, known.clauses))
        for key in ("instance", "against"):
            name = said.get(key, "dossier")
            if name not in instances:
                yield Wrong((*path, key), unknown("soort dossier", name, instances))


def _roles(known: Known) -> Iterator[Wrong]:
    staff, anyone = known.roles | {STAFF}, known.roles | {STAFF, ANYONE}
    keys: Mapping[type[Norm], tuple[str, frozenset[str]]] = {
        Duty: ("holder", staff),
        Right: ("holder", anyone),
        Retention: ("holder", staff),
        Report: ("holder", staff),
        Address: ("role", known.roles),
        Role: ("stand_in", known.roles | {""}),
        Access: ("roles", staff),
        ActRule: ("by", anyone),
    }
    for path, norm in known.norms:
        if type(norm) in keys:
            key, names = keys[type(norm)]
            yield from _listed((*path, key), getattr(norm, key), "rol", names)


def _other(known: Known) -> Iterator[Wrong]:
    procedure = known.procedure
    for index, kind in enumerate(procedure.kinds):
        yield from _listed(("kind", index, "id"), kind.id, "soort", KINDS)
    for index, address in enumerate(procedure.addresses):
        yield from _listed(("address", index, "channels"), address.channels, "kanaal", CHANNELS)
        yield from _listed(("address", index, "stages"), address.stages, "fase", known.stages)
    for index, access in enumerate(procedure.access):
        yield from _listed(("access", index, "stages"), access.stages, "fase", stages_of(procedure, access.instance))
    for index, required in enumerate(procedure.required):
        yield from _listed(("required", index, "kinds"), required.kinds, "soort", [kind.id for kind in procedure.kinds])
    for index, instance in enumerate(procedure.instances):
        yield from _listed(("instance", index, "opened_by"), instance.opened_by, "handeling", known.acts)
    for index, field in enumerate(procedure.fields):
        yield from _listed(("field", index, "acts"), field.acts, "handeling", known.acts)
    yield from _floating(procedure)
    yield from _words_language(procedure)


def _floating(procedure: Procedure) -> Iterator[Wrong]:
    """Objections that are only against each other: none of them can ever be opened."""
    against = {instance.id: instance.against for instance in procedure.instances}
    for index, instance in enumerate(procedure.instances):
        above = instance.id
        for _ in against:
            above = against.get(above, above)
        if above in against:
            yield Wrong(("instance", index, "against"), f'"{instance.id}" komt zo nooit uit bij de klacht zelf.')


def _words_language(procedure: Procedure) -> Iterator[Wrong]:
    for index, clause in enumerate(procedure.clauses):
        if not spoken(clause.text, procedure.language).strip():
            yield Wrong(("clause", index, "text"), "dit artikel heeft geen tekst.")


def stages_of(procedure: Procedure, instance: str) -> frozenset[str]:
    """The stages of one instance; the complaint's also `objection`, which an open objection brings about."""
    found = {stage.id for stage in procedure.stages if stage.instance == instance}
    if any(item.against == instance for item in procedure.instances):
        found.add("objection")
    return frozenset(found)


def _listed(path: Path, names: str | tuple[str, ...], what: str, allowed: Iterable[str]) -> Iterator[Wrong]:
    known = frozenset(allowed)
    for number, name in enumerate((names,) if isinstance(names, str) else names):
        if name not in known:
            yield Wrong((*path, number), unknown(what, name, known))


def _terms(known: Known, path: Path, norm: Norm) -> Iterator[Wrong]:
    for name, value in vars(norm).items():
        for key, term in value.items() if isinstance(value, dict) else [(None, value)]:
            if isinstance(term, Term) and term.calendar and term.calendar not in known.procedure.calendars:
                place = (*path, name) if key is None else (*path, name, str(key))
                yield Wrong(
                    place, unknown("kalender", term.calendar, known.procedure.calendars) + " Noem haar boven in het bestand bij calendars."
                )
