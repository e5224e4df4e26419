"""To whom a letter goes: which parties an act informs, and where each is reached."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from django.db.models import QuerySet

from wederhoor.actions.people import People
from wederhoor.core.log import Entry
from wederhoor.core.state import Dossier
from wederhoor.dossiers.before import told
from wederhoor.dossiers.models import Party
from wederhoor.organisations.models import ContactPerson, Customer

#: The act that tells customers of a new version of what they use.
NOTIFY: Final = "notify_customers"


@dataclass(frozen=True, slots=True)
class Addressee:
    """Someone to write to. `party` is None for a contact person of a customer, who has no part in the matter: `customer` is its key."""

    party: Party | None
    name: str
    email: str
    post: str
    customer: int | None = None

    def at(self, channel: str) -> str:
        """The address by this channel; "" where none is known."""
        return self.post if channel == "post" else self.email


def addressees(people: People, dossier: Dossier, entry: Entry) -> list[Addressee]:
    """Whom an act informs; the complainant unless it says otherwise."""
    if entry.act == NOTIFY:
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
    users = users_of(people.shelf.row.organisation_id, str(entry.data.get("product") or ""))
    for contact in ContactPerson.objects.filter(customer__in=users.values("pk")).order_by("pk"):
        yield Addressee(None, contact.name, contact.email, "", contact.customer_id)


def users_of(organisation: int, product: str) -> QuerySet[Customer]:
    """The customers that use a product, by its code; without one every customer."""
    found = Customer.objects.filter(organisation=organisation)
    return found.filter(uses__product__code=product) if product else found
