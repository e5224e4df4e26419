"""Someone from outside whom an act names for the first time: described beside the field in which the others are chosen."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from wederhoor.actions.values import NewParty
from wederhoor.web.fields import Errors, Field, Values, filled


@dataclass(frozen=True, slots=True)
class Newcomer:
    """The fields that describe him; `many`: he may be named besides those who are chosen, instead of in their place."""

    name: str
    fields: tuple[Field, ...]
    many: bool = False

    @property
    def unfolded(self) -> bool:
        """Whether something of him is typed or wrong."""
        return any(field.errors or field.value for field in self.fields)

    def with_values(self, values: Mapping[str, Any], errors: Errors) -> "Newcomer":
        """The same with what was typed and what is wrong with it."""
        return Newcomer(self.name, filled(self.fields, values, errors), self.many)


def newcomer(name: str, *, many: bool = False) -> Newcomer:
    """He may be named in the field with this name."""
    reached = _("Hiernaar sturen wij de link waarmee deze persoon zich aanmeldt.")
    fields = (
        Field(f"{name}-name", "text", _("Naam"), autocomplete="off"),
        Field(f"{name}-organisation", "text", _("Organisatie"), autocomplete="off"),
        Field(f"{name}-email", "email", _("E-mailadres"), reached, autocomplete="off"),
    )
    return Newcomer(name, fields, many)


def described(values: Values, name: str, part: str = "") -> NewParty | None:
    """Whoever is described beside this field, with the part that the act gives him; None where nobody is."""
    said = {word: str(values.get(f"{name}-{word}", "")) for word in ("name", "organisation", "email")}
    return NewParty(said["name"], part, said["organisation"], said["email"]) if said["name"] else None


def with_newcomer(values: Values, name: str, chosen: object, *, part: str = "") -> object:
    """What was chosen in this field, with whoever is described beside it; nothing where neither was done."""
    found = described(values, name, part)
    if isinstance(chosen, list):
        return [*chosen, *([found] if found else [])]
    return found or chosen


def faults_of(one: Newcomer, values: Values) -> Iterator[tuple[str, str]]:
    """What is wrong with how he is named: the field and the reason."""
    first = one.fields[0].name
    if any(field.name in values for field in one.fields) and first not in values:
        yield first, _("Vul de naam in van wie u bedoelt")
    if first in values and one.name in values and not one.many:
        yield first, _("U koos ook al iemand. Kies iemand, of noem iemand van buiten")
