"""To whom a letter goes: which parties an act informs, and where each is reached."""

from collections.abc import Iterator
from dataclasses import dataclass

from wederhoor.actions.people import People
from wederhoor.core.log import Entry
from wederhoor.core.state import Dossier
from wederhoor.dossiers.before import told
from wederhoor.dossiers.models import Party
from wederhoor.organisations.models import ContactPerson


@dataclass(frozen=True, slots=True)
class Addressee:
    """Someone to write to. `party` is None for a contact person of a customer, who has no part in the matter."""

    party: Party | None
    name: str
    email: str
    post: str

    def at(self, channel: str) -> str:
        """The address by this channel; "" where none is known."""
        return self.post if channel == "post" else self.email


def addressees(people: People, dossier: Dossier, entry: Entry) -> list[Addressee]:
    """Whom an act informs; the complainant unless it says otherwise."""
    if entry.act == "notify_customers":
        found = list(_customers(people, entry))
        if found:
            return found
    parties = [people.get(ref) for ref in dict.fromkeys(told(entry.act, entry.data, dossier, people.complainant))]
    return [addressee_of(party) for party in parties if party is not None]


def addressee_of(party: Party) -> Addressee:
    """A person of the matter with his addresses."""
    lines = (party.name, party.organisation_name, party.address, party.city)
    post = "\n".join(line for line in lines if line) if party.address else ""
    return Addressee(party, party.name or party.organisation_name, party.email, post)


def _customers(people: People, entry: Entry) -> Iterator[Addressee]:
    """The contact persons of every customer that uses the product."""
    contacts = ContactPerson.objects.filter(customer__organisation_id=people.shelf.row.organisation_id).order_by("pk")
    if entry.data.get("product"):
        contacts = contacts.filter(customer__uses__product__code=entry.data["product"]).distinct()
    for contact in contacts:
        yield Addressee(None, contact.name, contact.email, "")
