"""A filing for an institution: what its form carries along, signed, and who is here to file in its name.

The signature says only that the form was opened for this institution; for as long as it travels whoever sends it is asked to be
signed in as one of its contact persons. So a form that lies open, or goes on from a draft, never turns into a complaint of his own unseen.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Final

from django.core import signing
from django.http import HttpRequest, QueryDict

from wederhoor.portal.customer import contacts_here

if TYPE_CHECKING:
    from wederhoor.organisations.models import ContactPerson, Customer, Organisation

#: The name of the field, also in the address that opens the form. Given once more and empty it is a filing of one's own.
BEHALF: Final = "namens"
_SALT: Final = "wederhoor.portal.filing-for"


@dataclass(frozen=True, slots=True)
class Behalf:
    """For whom a form is: `given` travels along, nothing where one files for oneself; `contact` is here to file for his institution."""

    given: str = ""
    contact: "ContactPerson | None" = None

    @property
    def unproven(self) -> bool:
        """Whether it is for an institution of which nobody is here."""
        return bool(self.given) and self.contact is None

    @property
    def customer(self) -> "Customer | None":
        """The institution that it is filed for."""
        return self.contact.customer if self.contact else None


def on_behalf(customer: int) -> str:
    """For a form that is opened for the institution with this key."""
    return signing.dumps(customer, salt=_SALT)


def behalf_of(request: HttpRequest, organisation: "Organisation", sent: QueryDict, now: datetime) -> Behalf:
    """For whom what was sent is. It asks the session only where it is for an institution."""
    given = sent.get(BEHALF) or ""
    if not given:
        return Behalf()
    try:
        customer = signing.loads(given, salt=_SALT)
    except signing.BadSignature:
        return Behalf(given)
    here = (one.person for one in contacts_here(request, now) if one.customer.pk == customer)
    return Behalf(given, next((one for one in here if one.customer.organisation_id == organisation.pk), None))


def known_of(contact: "ContactPerson") -> dict[str, str]:
    """What he need not fill in again, by the names of the questions."""
    said = {"name": contact.name, "organisation": contact.customer.name, "email": contact.email, "phone": contact.phone}
    return {f"complainant.{name}": text for name, text in said.items()}
