"""What is asked of an institution: how it is called, a contact person, the products that it uses, and to which one a dossier is put."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from wederhoor.web import words
from wederhoor.web.contact_fields import EMAIL, FUNCTION, NAME, PHONE, contact_fields, product_fields
from wederhoor.web.fields import Field

if TYPE_CHECKING:
    from wederhoor.organisations.models import ContactPerson, Customer

CODE = "code"
#: What one does on a page with several forms, to which contact person, and to which institution a dossier is put.
STEP, WHO, CUSTOMER, REASON = "step", "contact", "customer", "reason"
#: Not `name`: a contact person's name is asked on the same page, and each control has an id of its own.
INSTITUTION = "institution"


def customer_fields(customer: "Customer | None" = None) -> tuple[Field, ...]:
    """How it is called."""
    told = _("Uw eigen klantnummer. Aan deze code herkent een import de instelling.")
    return (
        Field(INSTITUTION, "text", _("Naam van de instelling"), required=True, autocomplete="off", value=customer.name if customer else ""),
        Field(CODE, "code", _("Code"), told, required=True, autocomplete="off", value=customer.code if customer else ""),
    )


def person_fields(contact: "ContactPerson | None" = None) -> tuple[Field, ...]:
    """What a contact person is known by."""
    if contact is None:
        return contact_fields(_("Hiernaar mailen wij een link waarmee deze persoon zich aanmeldt."))
    return contact_fields("", {name: getattr(contact, name) for name in (NAME, EMAIL, PHONE, FUNCTION)})


def used_fields(products: Sequence[tuple[str, str, bool]]) -> tuple[Field, ...]:
    """Which products it uses; each can be ticked."""
    return product_fields(_("Deze producten gebruikt de instelling"), products)


def put_fields(found: Iterable["Customer"], typed: str) -> tuple[Field, ...]:
    """To which institution. `found`: those that may be meant."""
    choices = tuple((one.code, f"{one.name} ({one.code})") for one in found)
    which = (
        Field(CUSTOMER, "choice", _("Welke instelling bedoelt u"), required=True, choices=choices)
        if choices
        else Field(CUSTOMER, "text", _("Naam of code van de instelling"), _("Een deel van de naam is genoeg."), required=True, value=typed)
    )
    return (which, Field(REASON, "longtext", words.word("field", REASON)))
