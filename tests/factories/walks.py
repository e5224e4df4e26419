"""A walk through a regulation: whatever is permitted, chosen by chance, with data that fit where they can."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from tests.factories.house import a_dossier, a_member, send_all
from wederhoor.actions.loading import take
from wederhoor.actions.record import Actor, Log, NewParty, Recorded, record
from wederhoor.actions.sweep import sweep
from wederhoor.core.act import Field
from wederhoor.core.dossier import permitted
from wederhoor.core.procedure import Procedure
from wederhoor.dossiers.models import Dossier
from wederhoor.organisations.models import Organisation


class Walk:
    """A dossier that things happen to."""

    def __init__(self, organisation: Organisation, now: datetime) -> None:
        self.now = now
        dossier = a_dossier(organisation, at=now)
        self.matter_id = dossier.matter_id
        [shelf] = take([self.matter_id])
        self.members = {role.id: a_member(organisation, role.id) for role in shelf.procedure.roles if not role.part}

    def step(self, choice: int) -> bool:
        """Time passes, letters leave, and one act that is permitted is tried; whether it was taken."""
        self.now += timedelta(hours=choice % 97)
        for dossier in Dossier.objects.filter(matter_id=self.matter_id):
            send_all(dossier, at=self.now)
        if choice % 5 == 0:
            sweep(self.now)
        [shelf] = take([self.matter_id])
        matter = shelf.replayed(self.now)
        options = [
            (name, role, act)
            for name, dossier in matter.dossiers.items()
            for role, acts in permitted(matter, dossier).items()
            for act in acts
            if act not in {"destroy", "recalculate"}
        ]
        if not options:
            return False
        name, role, act = options[choice % len(options)]
        actor = Actor(role, self.members.get(role), None if role in self.members else self._holder(matter.dossiers[name].holders, role))
        data = self._data(shelf.procedure, act, choice)
        done = record(Log(self.matter_id, name), act, by=actor, at=self.now, now=self.now, data=data)
        return isinstance(done, Recorded)

    def _holder(self, holders: Mapping[str, list[str]], role: str) -> str | None:
        held = holders.get(role)
        return held[-1] if held else None

    def _data(self, procedure: Procedure, act: str, choice: int) -> dict[str, object]:
        fields = procedure.specs[act].fields
        given = {name: self._value(name, field, choice) for name, field in fields.items() if not name.startswith(("members.", "findings."))}
        return {name: value for name, value in given.items() if value is not None}

    def _value(self, name: str, field: Field, choice: int) -> object:
        if field.kind == "text":
            return ["tekst"] if field.many else f"tekst {choice}"
        if field.kind == "date":
            return (self.now.date() + timedelta(days=5)).isoformat() if name == "until" else None
        if field.kind == "flag":
            return True
        if name == "missing":
            return ["description"]
        if field.kind == "code" and field.options:
            return [field.options[0]] if field.many else field.options[choice % len(field.options)]
        return NewParty(name="Vreemde Vos") if name in {"to", "mediator"} and field.kind == "reference" else None
