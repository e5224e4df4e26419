"""What is asked of where people turn: addresses, and names of who hold a role."""

from collections.abc import Iterable, Mapping
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wederhoor.actions.addresses import HOLDER, MAIL, POST, PRIVACY, Place
from wederhoor.web.fields import Field, Kind
from wederhoor.web.words import filled, join_words, spoken

_KINDS: Final[Mapping[str, Kind]] = {MAIL: "email", POST: "longtext", HOLDER: "text"}
_LABELS: Final = {
    MAIL: gettext_lazy("E-mailadres ter attentie van: {roles}"),
    POST: gettext_lazy("Postadres ter attentie van: {roles}"),
    HOLDER: gettext_lazy("Naam bij de functie: {roles}"),
}


def address_fields(places: Iterable[Place], told: Mapping[Place, str]) -> tuple[Field, ...]:
    """One question for each; none has to be answered."""
    return tuple(_field(place, told.get(place, "")) for place in places)


def name_of(place: Place) -> str:
    """How its question is called."""
    return f"{place.group}.{place.key}"


def _field(place: Place, told: str) -> Field:
    if place == PRIVACY and not place.roles:
        helped = _("Het staat op de pagina over privacy. Leeg: dan staat daar het adres voor klachten.")
        return Field(name_of(place), "email", _("E-mailadres voor vragen over privacy"), helped, value=told)
    label = filled(str(_LABELS[place.group]), roles=join_words([spoken(role) for role in place.roles]))
    helped = _("Iedereen leest deze naam. Leeg: dan staat er alleen de functie.") if place.group == HOLDER else ""
    return Field(name_of(place), _KINDS[place.group], label, helped, value=told)
