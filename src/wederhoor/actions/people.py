"""The people of a matter while one act is taken: who they are, and a reference for whomever the act names for the first time."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from wederhoor.actions.loading import Shelf
from wederhoor.actions.values import Actor, NewParty
from wederhoor.core.act import CUSTOMER, ActSpec
from wederhoor.core.log import FILED_FOR, SYSTEM
from wederhoor.core.procedure import fold
from wederhoor.dossiers.models import Party
from wederhoor.dossiers.models.personal import SALT
from wederhoor.organisations.models import Customer, Member
from wederhoor.web.numbers import number_of

#: Fields of kind reference that name a person.
PERSONS: Final = frozenset({"to", "of", "mediator", "person", "subject.person", "consulted", "agreed_with", "keeper", "members.person"})
_OF_THINGS: Final = frozenset({"link", "unlink", "split"})


class Nobody(Exception):  # noqa: N818 - turned into a refusal by whoever asked
    """A reference names nobody in this matter; the argument is the field."""


@dataclass(slots=True)
class People:
    """Parties by reference; `written` are those that this act made or changed, `fresh` the references it gave out."""

    shelf: Shelf
    written: dict[str, Party] = field(default_factory=dict)
    fresh: list[str] = field(default_factory=list)

    def get(self, ref: str) -> Party | None:
        """The party of a reference."""
        return self.shelf.parties.get(ref)

    def add(self, part: str, **known: object) -> Party:
        """A new party, with the next reference."""
        row = self.shelf.row
        row.parties_given += 1
        party = Party(matter=row, ref=f"p-{row.parties_given}", part=part, salt=secrets.token_bytes(SALT), **known)
        self.shelf.parties[party.ref] = party
        self.written[party.ref] = party
        self.fresh.append(party.ref)
        return party

    def of_member(self, member: Member, part: str = "") -> Party:
        """The party that a member is in this matter."""
        found = next((party for party in self.shelf.parties.values() if party.member_id == member.pk), None)
        return found or self.add(part, member=member, name=member.name, email=member.email)

    def of_key(self, pk: int) -> Party:
        """The party that a member of the organisation is in this matter, by his key. Raises Nobody where there is none."""
        found = next((party for party in self.shelf.parties.values() if party.member_id == pk), None)
        return found or self.of_member(self._member("by", pk))

    def of_customer(self, customer: Customer) -> Party:
        """The party that an institution is in this matter. Raises Nobody for one of another organisation."""
        if customer.organisation_id != self.shelf.row.organisation_id:
            raise Nobody(CUSTOMER)
        found = next((party for party in self.shelf.parties.values() if party.customer_id == customer.pk), None)
        return found or self.add(CUSTOMER, customer=customer, organisation_name=customer.name)

    def learn(self, ref: str, known: Mapping[str, str]) -> None:
        """Writes down what became known of a party."""
        party = self.shelf.parties[ref]
        fresh = {name: value for name, value in known.items() if getattr(party, name) != value}
        for name, value in fresh.items():
            setattr(party, name, value)
        if fresh:
            self.written[ref] = party

    @property
    def complainant(self) -> str | None:
        """The reference of the one whose complaint it is."""
        first = self.shelf.entries[0] if self.shelf.entries else None
        found = first.data.get(FILED_FOR) if first else None
        return str(found) if found else None

    def bearer(self, by: Actor, role: str) -> str | None:
        """The reference of whoever acts; None for the system. Raises Nobody where it is not known who acts."""
        if by.system or role == SYSTEM:
            return None
        if by.member is not None and by.party is None:
            return self.of_member(by.member, role).ref
        ref = by.party or (self.complainant if role in {"complainant", "customer"} else None)
        if ref is None or ref not in self.shelf.parties:
            raise Nobody("by")
        return ref

    def resolved(self, spec: ActSpec, flat: Mapping[str, object]) -> dict[str, object]:
        """The data with a reference wherever they name a person. Raises Nobody for a name that is no one here."""
        things = spec.id in _OF_THINGS
        return {name: value if things and name != CUSTOMER else self._field(spec, name, value) for name, value in flat.items()}

    def _field(self, spec: ActSpec, name: str, value: object) -> object:
        if name == CUSTOMER:
            return self._institution(value)
        if name == "members" and isinstance(value, list | tuple):
            return [self._row(item) for item in value]
        known = spec.fields.get(name)
        if known is None or known.kind != "reference" or name not in PERSONS:
            return value
        if isinstance(value, list | tuple):
            return [self._person(name, item) for item in value]
        return self._person(name, value) if value else value

    def _institution(self, value: object) -> str:
        if isinstance(value, Customer):
            return self.of_customer(value).ref
        party = self.shelf.parties.get(str(value))
        if party is None or party.customer_id is None:
            raise Nobody(CUSTOMER)
        return party.ref

    def _row(self, item: object) -> object:
        if isinstance(item, Mapping):
            return {**item, "person": self._person("members.person", item.get("person"))}
        return {"person": self._person("members.person", item)}

    def _person(self, name: str, value: object) -> str:
        if isinstance(value, NewParty):
            return self._new(value)
        if isinstance(value, Member):
            return self.of_member(value).ref
        said = str(value or "")
        if said in self.shelf.parties:
            return said
        key = number_of(said[2:]) if said.startswith("m-") else None
        if key is not None:
            return self.of_member(self._member(name, key)).ref
        role = self.shelf.procedure.role_names.get(fold(said))
        if role is not None:
            return role
        if name == "subject.person" and said and not said.startswith("p-"):
            return self._new(NewParty(name=said, part="concerned"))
        raise Nobody(name)

    def _new(self, value: NewParty) -> str:
        known = {name: getattr(value, name) for name in ("name", "organisation_name", "email", "phone", "address", "city")}
        return self.add(value.part, **known).ref

    def _member(self, name: str, pk: int) -> Member:
        found = Member.objects.filter(pk=pk, organisation_id=self.shelf.row.organisation_id).first()
        if found is None:
            raise Nobody(name)
        return found
