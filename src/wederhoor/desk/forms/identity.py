"""What is asked of how an organisation shows itself."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from wederhoor.actions.identity import ACCENT_FIELD, DARK_FIELD, LIGHT_FIELD, LOGO_FIELD, NAME_FIELD, ORIGINS_FIELD, OWN, Chosen
from wederhoor.web.colour import ACCENTS
from wederhoor.web.fields import Field
from wederhoor.web.identity import colours

if TYPE_CHECKING:
    from wederhoor.organisations.models import Organisation


def identity_fields(organisation: "Organisation") -> tuple[Field, ...]:
    """The name, the accent, colours of one's own, and who may show the regulation in a page of theirs."""
    own = organisation.accent not in ACCENTS
    light, dark = colours(organisation)
    names = {"petrol": _("Petrol"), "indigo": _("Indigo"), "bos": _("Bosgroen"), "pruim": _("Pruim"), "leem": _("Leem")}
    choices = (*((code, names[code]) for code in ACCENTS), (OWN, _("Eigen kleuren, hieronder")))
    sites = _("Op elke regel een site, zoals https://www.voorbeeld.nl. Alleen deze sites kunnen de regeling in een eigen pagina tonen.")
    return (
        Field(NAME_FIELD, "text", _("Naam van de organisatie"), required=True, value=organisation.name),
        Field(ACCENT_FIELD, "choice", _("Kleur"), required=True, choices=choices, value=OWN if own else organisation.accent),
        Field(LIGHT_FIELD, "colour", _("Eigen kleur op een lichte achtergrond"), required=True, value=light),
        Field(DARK_FIELD, "colour", _("Eigen kleur op een donkere achtergrond"), required=True, value=dark),
        Field(ORIGINS_FIELD, "longtext", _("Sites die de regeling mogen tonen"), sites, value="\n".join(origins_of(organisation))),
    )


def logo_field() -> Field:
    """The picture."""
    return Field(LOGO_FIELD, "file", _("Bestand met het logo"), _("PNG of JPEG, ten hoogste 300 kB. Het logo staat op wit."), required=True)


def origins_of(organisation: "Organisation") -> list[str]:
    """The sites that may show the regulation."""
    return list(organisation.settings.get("embed_origins") or ())


def chosen_of(values: Mapping[str, Any]) -> Chosen:
    """The look that was chosen."""
    sites = tuple(dict.fromkeys(line.strip().lower().rstrip("/") for line in values.get(ORIGINS_FIELD, "").splitlines() if line.strip()))
    name, accent, light, dark = (str(values.get(field, "")) for field in (NAME_FIELD, ACCENT_FIELD, LIGHT_FIELD, DARK_FIELD))
    return Chosen(name, accent, light, dark, sites)
