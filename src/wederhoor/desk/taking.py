"""How an act would be taken from a dossier: in which role, where it would stand, and the call that goes through the one door."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from wederhoor.actions.public import products
from wederhoor.actions.step import Call
from wederhoor.actions.values import Actor
from wederhoor.core.act import ActSpec
from wederhoor.core.demand import scene_of
from wederhoor.core.dossier import permitted
from wederhoor.core.permit import rule_for
from wederhoor.core.procedure import spoken
from wederhoor.core.state import Dossier, Matter
from wederhoor.desk.forms.asked import Asked
from wederhoor.desk.forms.sheet import BY
from wederhoor.desk.opened import Desk
from wederhoor.desk.shown.now import SPOKEN_FOR
from wederhoor.desk.shown.people import people_choices
from wederhoor.desk.shown.timeline import done_label
from wederhoor.web.fields import Choice


@dataclass(frozen=True)
class Taking:
    """`roles`: those in which whoever sits here can take it; `party`: in whose name, where not in his own."""

    desk: Desk
    asked: Asked
    roles: tuple[str, ...]
    choices: tuple[Choice, ...]
    party: str = ""

    def call(self, data: Mapping[str, Any], at: datetime, values: Mapping[str, Any]) -> Call:
        """The act as it is asked for."""
        role = str(values.get(BY) or self.roles[0])
        by = Actor(role, member=self.desk.seat.member, party=self.party or None)
        return Call(self.asked.act, by, at, self.desk.seat.now, data)


def taking(desk: Desk, spec: ActSpec) -> Taking:
    """How this act would be taken; without roles it cannot be."""
    matter = desk.matter
    seat = seat_of(matter, desk.dossier, spec.id)
    by_role = permitted(matter, desk.dossier)
    able = [role for role in matter.procedure.roles if spec.id in by_role[role.id]]
    roles = tuple(role for role in desk.roles if spec.id in by_role[role])
    party = ""
    if not roles and desk.roles:
        roles, party = _in_name_of(desk, tuple(role.id for role in able if role.part in SPOKEN_FOR))
    names = {role.id: spoken(role.name) for role in matter.procedure.roles}
    choices = tuple((role, names[role]) for role in roles)
    return Taking(desk, _asked(desk, seat, spec, possible=bool(roles)), roles, choices, party)


def seat_of(matter: Matter, dossier: Dossier, act: str) -> Dossier:
    """Where an act taken from this dossier would stand: what opens an objection stands in a new one against it."""
    for instance in matter.procedure.instances:
        if instance.opened_by == act and dossier.instance == instance.against:
            return Dossier(instance.id, instance.id, matter.plans[instance.id], dossier)
    return dossier


def _in_name_of(desk: Desk, roles: tuple[str, ...]) -> tuple[tuple[str, ...], str]:
    parts = {role.id: role.part for role in desk.matter.procedure.roles}
    for role in roles:
        holders = desk.holders(parts[role])
        if holders:
            return (role,), holders[-1]
    return (), ""


def _asked(desk: Desk, seat: Dossier, spec: ActSpec, *, possible: bool) -> Asked:
    rule = rule_for(seat, spec.id)
    if not possible:
        return Asked(desk.matter, seat, scene_of(seat), spec, rule)
    people: tuple[Choice, ...] = ()
    if any(field.kind == "reference" for field in spec.fields.values()):
        members = desk.seat.organisation.members.filter(active=True).prefetch_related("roles").order_by("name")
        people = people_choices(desk.matter.procedure, desk.parties, members, act=spec.id)
    wanted = any(name.endswith("product") or name == "products" for name in spec.fields)
    found = products(desk.seat.organisation) if wanted else ()
    entries: tuple[Choice, ...] = ()
    if "of" in spec.fields and spec.fields["of"].kind == "number":
        rules = desk.dossier.plan.rules
        entries = tuple((str(record.index), done_label(rules.get(record.act), record.act)) for record in desk.dossier.records)
    return Asked(desk.matter, seat, scene_of(seat), spec, rule, people, found, entries)
