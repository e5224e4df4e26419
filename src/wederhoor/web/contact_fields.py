"""What is asked of a contact person of an institution, and of the products that it uses, by itself and by staff alike."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Final

from django.utils.translation import gettext as _

from wederhoor.web.fields import Field, Values

NAME, EMAIL, PHONE, FUNCTION, PRODUCTS = "name", "email", "phone", "function", "products"
#: As long as the store has it.
_LONGEST: Final = {NAME: 200, EMAIL: 254, PHONE: 60, FUNCTION: 100}
_NOBODY: Final[Mapping[str, str]] = MappingProxyType({})


def contact_fields(told: str, known: Mapping[str, str] = _NOBODY) -> tuple[Field, ...]:
    """What another is known by. `told`: what becomes of his address."""
    return (
        Field(NAME, "text", _("Naam"), required=True, autocomplete="off", value=known.get(NAME, "")),
        Field(EMAIL, "email", _("E-mailadres"), told, required=True, autocomplete="off", value=known.get(EMAIL, "")),
        Field(PHONE, "phone", _("Telefoonnummer"), autocomplete="off", value=known.get(PHONE, "")),
        Field(FUNCTION, "text", _("Functie"), autocomplete="off", value=known.get(FUNCTION, "")),
    )


def product_fields(label: str, products: Sequence[tuple[str, str, bool]]) -> tuple[Field, ...]:
    """Which products are used; each can be ticked. `products`: code, name, whether it is used now."""
    choices = tuple((code, name) for code, name, _used in products)
    used = tuple(code for code, _name, uses in products if uses)
    return (Field(PRODUCTS, "choices", label, choices=choices, value=used),)


def typed_of(values: Values) -> dict[str, str]:
    """What was typed of a contact person, by the names of `actions.customers.Known`."""
    return {name: str(values.get(name, ""))[:longest] for name, longest in _LONGEST.items()}
