"""How an act would be taken from a dossier: in which role, where it would stand, and the call that goes through the one door."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final

from wederhoor.actions.contact import CORRECT
from wederhoor.actions.grounds import grounds_filed
from wederhoor.actions.public import products
from wederhoor.actions.recalculate import RECALCULATE
from wederhoor.actions.said import done_label
from wederhoor.actions.step import Call
from wederhoor.core.act import ActSpec
from wederhoor.core.demand import scene_of
from wederhoor.core.permit import EXPLAINS, rule_for
from wederhoor.core.state import Dossier, Matter, Record
from wederhoor.desk.drafts import drafts_of
from wederhoor.desk.forms.asked import Asked
from wederhoor.desk.forms.sheet import BY
from wederhoor.desk.forms.versions import version_choices
from wederhoor.desk.opened import Desk
from wederhoor.desk.sent_back import SentBack, drafts_anew, sent_back
from wederhoor.desk.shown.guard import marked
from wederhoor.desk.shown.now import SPOKEN_FOR
from wederhoor.desk.shown.people import people_choices
from wederhoor.web import words
from wederhoor.web.days import day_said
from wederhoor.web.fields import Choice
from wederhoor.web.words import spoken

#: Of which acts these speak; others of any.
_ABOUT: Final = {
    "comment": ("hear", "talk", "mediate"),
    "disclose": ("file", "complete", "formalise", "object", "hear", "talk", "mediate", "comment"),
}


@dataclass(frozen=True)
class Taking:
    """`roles`: those in which whoever sits here can take it; `party`: in whose name, where not in his own.

    `again`: the letter of this act that came back from its second reader, where it is written anew.
    """

    desk: Desk
    asked: Asked
    roles: tuple[str, ...]
    choices: tuple[Choice, ...]
    party: str = ""
    again: SentBack | None = None

    def call(self, data: Mapping[str, Any], at: datetime, values: Mapping[str, Any]) -> Call:
        """The act as it is asked for."""
        role = str(values.get(BY) or self.roles[0])
        return Call(self.asked.act, self.desk.seat.actor(role, self.party), at, self.desk.seat.now, data)


def taking(desk: Desk, spec: ActSpec, given: Mapping[str, str] | None = None) -> Taking:
    """How this act would be taken; without roles it cannot be. `given`: what a link to its form chose beforehand; None for no form."""
    matter = desk.matter
    seat = seat_of(matter, desk.dossier, spec.id)
    by_role = desk.permitted
    able = [role for role in matter.procedure.roles if spec.id in by_role[role.id]]
    roles = tuple(role for role in desk.roles if spec.id in by_role[role])
    party = ""
    if not roles and desk.roles and desk.sight.whole:
        roles, party = _in_name_of(desk, tuple(role.id for role in able if role.part in SPOKEN_FOR))
    names = {role.id: spoken(role.name) for role in matter.procedure.roles}
    choices = tuple((role, names[role]) for role in roles)
    again = sent_back(desk, spec.id) if roles else None
    asked = _asked(desk, seat, spec, given if roles else None)
    if again:
        asked = replace(asked, drafts={**drafts_anew(desk, spec, again), **asked.drafts})
    return Taking(desk, asked, roles, choices, party, again)


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


def _asked(desk: Desk, seat: Dossier, spec: ActSpec, given: Mapping[str, str] | None) -> Asked:
    rule = rule_for(seat, spec.id)
    if given is None:
        return Asked(desk.matter, seat, scene_of(seat), spec, rule)
    people: tuple[Choice, ...] = ()
    drafts = drafts_of(desk, spec, given)
    if any(field.kind == "reference" for field in spec.fields.values()):
        people = marked(desk, spec.id, people_choices(desk.matter.procedure, desk.persons_seen, desk.seat.colleagues, act=spec.id))
    if spec.id == CORRECT:
        # Whose data stand in the form is settled: another's would be written over with these.
        people = tuple(choice for choice in people if choice[0] == drafts.get("person"))
    wanted = any(name.endswith("product") or name == "products" for name in spec.fields)
    found = products(desk.seat.organisation) if wanted else ()
    entries = _entries(desk, spec) if "of" in spec.fields and spec.fields["of"].kind == "number" else ()
    grounds = grounds_filed(desk.dossier, desk.texts_seen) if "findings.outcome" in spec.fields else ()
    offered = version_choices(desk) if spec.id == RECALCULATE else _late(desk) if spec.id == EXPLAINS and not desk.sight.whole else {}
    return Asked(desk.matter, seat, scene_of(seat), spec, rule, people, found, entries, grounds, drafts, offered)


def _late(desk: Desk) -> Mapping[str, tuple[Choice, ...]]:
    """Of whoever does not read the dossier as a member: only what he owes himself."""
    mine = {view.id: spoken(view.occurrence.duty.name) for view in desk.duties if view.occurrence.duty.holder in desk.roles}
    return {"duty": tuple(mine.items())}


def _entries(desk: Desk, spec: ActSpec) -> tuple[Choice, ...]:
    """The acts that an act can be about, by their place in the log, each with its day and whose it was."""
    rules, wanted = desk.dossier.plan.rules, _ABOUT.get(spec.id)
    today = desk.matter.calendar.local_day(desk.seat.now)
    return tuple(
        (str(record.index), done_label(rules.get(record.act), record.act) + f"{_whose(record)}, {day_said(record.day, today)}")
        for record in desk.dossier.records
        if (wanted is None or record.act in wanted) and desk.sight.sees_act(record)
    )


def _whose(record: Record) -> str:
    party = record.data.get("party")
    return f" ({words.word('party', str(party))})" if party else ""
