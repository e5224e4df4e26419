"""What the institutions of the demonstration keep themselves: the products that each uses, and a colleague who was invited."""

from datetime import datetime

from faker import Faker

from wederhoor.actions.access import of_customer
from wederhoor.actions.customers import Known, contacts_at, invite_contact, keep_products
from wederhoor.actions.installation import add_customer
from wederhoor.site.demo.cast import Stage

#: So many of an organisation's products each institution uses.
_USES = 2


def supply(stage: Stage) -> None:
    """Each institution uses some products; one that uses the first named no contact person."""
    codes = [code for code, _name in stage.products]
    for place, customer in enumerate(stage.institutions.values()):
        [contact] = contacts_at(customer)
        keep_products(customer, {codes[(place + more) % len(codes)] for more in range(_USES)}, by=contact)
    if codes:
        unreached = add_customer(stage.organisation, name="Vakschool De Werf", code="K007")
        keep_products(unreached, {codes[0]}, by=next(iter(stage.members.values()))[0])


def keep(stage: Stage, now: datetime, *, fake: Faker) -> None:
    """The first institution invited a colleague."""
    customer = next(iter(stage.institutions.values()))
    known = Known(fake.name(), f"collega@{stage.casting.slug}-klant.example", function="Examencoördinator")
    invite_contact(customer, known, by=contacts_at(customer)[0], now=now)


def busiest(stage: Stage) -> str:
    """The address of the contact person whose institution has most complaints of its own."""
    return max(stage.institutions, key=lambda mail: of_customer(stage.institutions[mail]).count())
