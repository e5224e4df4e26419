"""What the institutions of the demonstration keep themselves: the products that each uses, and a colleague who was invited."""

from datetime import datetime

from faker import Faker

from wederhoor.actions.access import of_customer
from wederhoor.actions.customers import Known, contacts_at, invite_contact, keep_products
from wederhoor.site.demo.cast import Stage

#: So many of an organisation's products each institution uses.
_USES = 2


def keep(stage: Stage, now: datetime, *, fake: Faker) -> None:
    """Each institution uses some products; the first invited a colleague."""
    codes = [code for code, _name in stage.products]
    for place, customer in enumerate(stage.institutions.values()):
        [contact] = contacts_at(customer)
        keep_products(customer, {codes[(place + more) % len(codes)] for more in range(_USES)}, by=contact)
        if place == 0:
            known = Known(fake.name(), f"collega@{stage.casting.slug}-klant.example", function="Examencoördinator")
            invite_contact(customer, known, by=contact, now=now)


def busiest(stage: Stage) -> str:
    """The address of the contact person whose institution has most complaints of its own."""
    return max(stage.institutions, key=lambda mail: of_customer(stage.institutions[mail]).count())
