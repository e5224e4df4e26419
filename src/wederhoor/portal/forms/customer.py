"""What is asked of a contact person: his address, what he is known by, a colleague, and by what the list is narrowed."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from wederhoor.web.contact_fields import EMAIL, FUNCTION, NAME, PHONE, contact_fields, product_fields
from wederhoor.web.fields import Choice, Field

if TYPE_CHECKING:
    from wederhoor.organisations.models import ContactPerson

#: What one does on a page with several forms, and to whom.
STEP, WHO = "stap", "wie"


def own_fields(contact: "ContactPerson") -> tuple[Field, ...]:
    """What a contact person is known by."""
    proven = _("Wij mailen een link naar een nieuw adres. Tot u die volgt, geldt het oude.")
    return (
        Field(NAME, "text", _("Uw naam"), required=True, autocomplete="name", value=contact.name),
        Field(EMAIL, "email", _("Uw e-mailadres"), proven, required=True, autocomplete="email", value=contact.email),
        Field(PHONE, "phone", _("Uw telefoonnummer"), autocomplete="tel", value=contact.phone),
        Field(FUNCTION, "text", _("Uw functie"), autocomplete="organization-title", value=contact.function),
    )


def colleague_fields() -> tuple[Field, ...]:
    """Whom one invites: his telephone he tells himself."""
    told = _("Hiernaar mailen wij een link waarmee uw collega zich aanmeldt.")
    return tuple(one for one in contact_fields(told) if one.name != PHONE)


def used_fields(products: Sequence[tuple[str, str, bool]]) -> tuple[Field, ...]:
    """Which products are used; each can be ticked."""
    return product_fields(_("Deze producten gebruiken wij"), products)


def choice(name: str, label: str, choices: Iterable[Choice], value: str) -> dict[str, object]:
    """One way to narrow the list, as its select shows it."""
    return {"name": name, "label": label, "choices": tuple(choices), "value": value}
