"""How an organisation shows itself: its name, its accent and its logo, as whoever keeps its settings saves them."""

import hashlib
import re
import struct
from dataclasses import dataclass
from typing import Final

from django.db import transaction

from wederhoor.actions.content import content_type
from wederhoor.core.phrase import say
from wederhoor.organisations.models import Logo, Organisation
from wederhoor.web.booklet import drawable
from wederhoor.web.colour import ACCENTS, DARK, HEX, LEAST, LIGHT, Mode, nearest, weakest
from wederhoor.web.identity import colours
from wederhoor.web.paper import Look

#: Of a logo: in bytes, and in pixels along its longer side.
LARGEST: Final = 300_000
LONGEST: Final = 3_000
_LONGEST_NAME: Final = 200
NAME_FIELD, ACCENT_FIELD, LIGHT_FIELD, DARK_FIELD, ORIGINS_FIELD, LOGO_FIELD = "name", "accent", "light", "dark", "origins", "logo"
#: Begins and ends of the parts of a JPEG file that tell its size.
_SIZES: Final = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})


@dataclass(frozen=True, slots=True)
class Chosen:
    """A look as someone chose it: `accent` is the name of one of ours, or "own" with a colour for the light and one for the dark."""

    name: str
    accent: str
    light: str
    dark: str
    origins: tuple[str, ...] = ()


#: A site: its address without a page; http only on the own machine.
_SITE: Final = re.compile(r"https://[a-z0-9-]+(\.[a-z0-9-]+)+(:\d{1,5})?|http://(localhost|127\.0\.0\.1)(:\d{1,5})?")
#: What is chosen instead of an accent of ours.
OWN: Final = "own"


def faults_of(chosen: Chosen) -> dict[str, str]:
    """What is wrong with it, by field: a colour that cannot be read everywhere names the nearest that can."""
    faults: dict[str, str] = {}
    strange = [site for site in chosen.origins if not _SITE.fullmatch(site)]
    if strange:
        faults[ORIGINS_FIELD] = say("Dit is geen site: {sites}. Schrijf alleen het adres, zoals https://www.voorbeeld.nl.", sites=strange)
    if chosen.accent != OWN:
        return faults if chosen.accent in ACCENTS else {**faults, ACCENT_FIELD: say("Kies een van de kleuren.")}
    found = ((LIGHT_FIELD, chosen.light, LIGHT), (DARK_FIELD, chosen.dark, DARK))
    return {**faults, **{field: fault for field, colour, mode in found if (fault := _fault(colour, mode))}}


def _fault(colour: str, mode: Mode) -> str:
    if not HEX.fullmatch(colour):
        return say("Vul een kleur in als # met zes cijfers of letters, bijvoorbeeld #0b5567.")
    found = weakest(colour, mode)
    if found >= LEAST:
        return ""
    return say(
        "Het contrast van deze kleur is {found} op 1 en moet 4,5 op 1 zijn. De dichtstbijzijnde kleur die wel kan, is {nearest}.",
        found=f"{int(found * 10) / 10:.1f}".replace(".", ","),
        nearest=nearest(colour, mode),
    )


def save_look(organisation: Organisation, chosen: Chosen) -> dict[str, str]:
    """Saves a name, an accent and who may frame the regulation; or what is wrong, by field, and then nothing was saved."""
    faults = faults_of(chosen)
    if faults:
        return faults
    own = chosen.accent == OWN
    with transaction.atomic():
        held = Organisation.objects.select_for_update().get(pk=organisation.pk)
        held.name = chosen.name[:_LONGEST_NAME]
        held.accent, held.accent_dark = (chosen.light, chosen.dark) if own else (chosen.accent, "")
        held.settings = {**held.settings, "embed_origins": list(chosen.origins)}
        held.save(update_fields=["name", "accent", "accent_dark", "settings"])
    return {}


def chosen_now(slug: str) -> Chosen | None:
    """The look that an organisation has, by its slug; None where there is no such organisation."""
    held = Organisation.objects.filter(slug=slug).first()
    if held is None:
        return None
    own = held.accent not in ACCENTS
    light, dark = colours(held)
    return Chosen(held.name, OWN if own else held.accent, light, dark, tuple(held.settings.get("embed_origins") or ()))


def dress(slug: str, chosen: Chosen, *, logo: bytes | None = None) -> tuple[str, ...]:
    """Saves a look, and a logo where one is given, by the slug of an organisation; or every reason why not."""
    held = Organisation.objects.filter(slug=slug).first()
    if held is None:
        return (say("Er is geen organisatie {slug}.", slug=slug),)
    faults = tuple(faults_of(chosen).values()) + ((fault,) if logo is not None and (fault := logo_fault(logo)) else ())
    if not faults:
        save_look(held, chosen)
        held.refresh_from_db()
    return faults or tuple(filter(None, (save_logo(held, logo),) if logo is not None else ()))


# The logo ------------------------------------------------------------------------------------------------------------------


def logo_fault(content: bytes) -> str:
    """Why this file cannot be a logo; "" where it can."""
    if len(content) > LARGEST:
        return say("Dit bestand is te groot: een logo is ten hoogste 300 kB.")
    size = _size(content)
    if size is None:
        return say("Dit is geen PNG of JPEG. Sla het logo op als PNG en kies dat bestand.")
    if not 1 <= min(size) <= max(size) <= LONGEST:
        return say("Dit logo is te groot of te klein: ten hoogste 3000 beeldpunten breed en hoog.")
    return "" if drawable(content) else say("Dit bestand is beschadigd: het is niet te tekenen.")


def save_logo(organisation: Organisation, content: bytes) -> str:
    """Keeps a logo instead of the one there was; or says why it cannot be one, and then nothing changed."""
    fault = logo_fault(content)
    size = _size(content)
    if fault or size is None:
        return fault
    with transaction.atomic():
        Logo.objects.update_or_create(organisation=organisation, defaults={"kind": content_type(content), "content": content})
        organisation.logo = {"digest": hashlib.sha256(content).hexdigest(), "width": size[0], "height": size[1]}
        organisation.save(update_fields=["logo"])
    return ""


def remove_logo(organisation: Organisation) -> None:
    """From now on the name stands alone."""
    with transaction.atomic():
        Logo.objects.filter(organisation=organisation).delete()
        organisation.logo = {}
        organisation.save(update_fields=["logo"])


def logo_of(slug: str) -> tuple[bytes, str] | None:
    """The logo of an organisation by its slug, with its media type; None where there is none."""
    found = Logo.objects.filter(organisation__slug=slug).values_list("content", "kind").first()
    return (bytes(found[0]), found[1]) if found else None


def colours_of(slug: str) -> tuple[str, str] | None:
    """The accent of an organisation in the light and in the dark, by its slug; None where there is no such organisation."""
    found = Organisation.objects.filter(slug=slug).first()
    return colours(found) if found else None


def look_of(organisation: Organisation) -> Look:
    """Its look on paper: one query where it has a logo."""
    found = logo_of(organisation.slug) if organisation.logo else None
    return Look(colours(organisation)[0], found[0] if found else b"")


def _size(content: bytes) -> tuple[int, int] | None:
    """Width and height in pixels, by the head of the file; None for what is no PNG or JPEG."""
    kind = content_type(content)
    if kind == "image/png" and content[12:16] == b"IHDR" and len(content) >= 24:  # noqa: PLR2004 -- where the head of a PNG ends
        return struct.unpack(">II", content[16:24])
    return _size_of_jpeg(content) if kind == "image/jpeg" else None


def _size_of_jpeg(content: bytes) -> tuple[int, int] | None:
    """From the first part of a JPEG that tells it: each part begins with 0xff, what it is, and its length."""
    place = 2
    while place + 9 <= len(content) and content[place] == 0xFF:  # noqa: PLR2004 -- how a part begins
        if content[place + 1] in _SIZES:
            height, width = struct.unpack(">HH", content[place + 5 : place + 9])
            return width, height
        place += 2 + int.from_bytes(content[place + 2 : place + 4], "big")
    return None
