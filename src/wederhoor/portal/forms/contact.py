"""How the complainant is reached, as he says it anew himself; and how he wants to hear from us."""

from collections.abc import Mapping
from typing import Any, Final

from django.utils.translation import gettext as _

from wederhoor.actions.contact import NOTHING
from wederhoor.core.procedure import Procedure
from wederhoor.portal.forms import asked, said
from wederhoor.web.fields import Errors, Field, Values

#: What he can change, each under the name by which a correction says it.
_PARTS: Final = ("name", "email", "phone", "address", "city")
PREFERS: Final = "prefers"
#: What we need for each way of writing to him.
_NEEDED: Final = {"mail": "email", "post": "address"}


def contact_fields(known: Mapping[str, str], prefers: str, procedure: Procedure) -> tuple[Field, ...]:
    """The questions, with what is known filled in. A name, and what the regulation always asks, he changes but does not take away."""
    kept = {"complainant.name", *(name for name in asked.required(procedure) if name in asked.always(procedure))}
    parts = tuple(
        Field(
            name,
            said.text_kind(name),
            said.of_contact(name),
            required=bool(known.get(name)) and f"complainant.{name}" in kept,
            value=known.get(name, ""),
            autocomplete=said.AUTOCOMPLETE[name],
        )
        for name in _PARTS
    )
    return (*parts, Field(PREFERS, "choice", said.of_contact(PREFERS), value=prefers, choices=said.choices(PREFERS, ("mail", "post"))))


def unreachable(known: Mapping[str, str], prefers: str, values: Values) -> Errors:
    """The fault of who takes away that by which he wants to hear from us."""
    way = _NEEDED.get(str(values.get(PREFERS, prefers)), "")
    if values.get(way) or not known.get(way):
        return {}
    return {way: (_("Hiermee bereiken wij u. Kies eerst een andere manier waarop wij u schrijven"),)}


def changed(known: Mapping[str, str], prefers: str, values: Values, person: str) -> dict[str, Any]:
    """The data of a correction: what differs from what is known; nothing where nothing does. What was wiped out is known no more."""
    fresh: dict[str, Any] = {
        f"contact.{name}": values.get(name) or NOTHING for name in _PARTS if values.get(name, "") != known.get(name, "")
    }
    if values.get(PREFERS, prefers) != prefers:
        fresh[PREFERS] = values[PREFERS]
    return {**fresh, "person": person} if fresh else {}
