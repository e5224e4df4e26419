"""Where people turn: the addresses that the regulations of an organisation name and who holds each role, as its settings give them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from django.db import transaction

from wederhoor.core.procedure import Procedure
from wederhoor.core.wording import Words
from wederhoor.organisations.models import Organisation

#: As the settings call them: mail addresses, postal addresses, and names of who hold a role.
MAIL, POST, HOLDER = "mailboxes", "post", "holders"
_GROUPS: Final = (MAIL, POST, HOLDER)


@dataclass(frozen=True, slots=True)
class Place:
    """Something that a regulation leaves to the settings: in which group, under which key, and for whose attention it is."""

    group: str
    key: str
    roles: tuple[Words, ...] = field(compare=False)


#: Where one asks about his data; no regulation has to name it.
PRIVACY: Final = Place(MAIL, "privacy", ())


def places(procedures: Iterable[Procedure]) -> tuple[Place, ...]:
    """All that these regulations leave to the settings, each once: mail, post and holder of one address after another; privacy last."""
    found: dict[tuple[str, str], tuple[Words, ...]] = {}
    for procedure in procedures:
        names: dict[str, Words] = {role.id: role.name for role in procedure.roles}
        for address in procedure.addresses:
            role = names.get(address.role, address.role)
            for group, key in ((MAIL, address.mailbox), (POST, address.post), (HOLDER, address.role)):
                before = found.get((group, key), ())
                if key and role not in before:
                    found[group, key] = (*before, role)
    named = [Place(group, key, roles) for (group, key), roles in found.items()]
    return (*named, *(() if PRIVACY in named else (PRIVACY,)))


def told(organisation: Organisation, place: Place) -> str:
    """What the settings say of it; empty where they say nothing."""
    return str(organisation.settings.get(place.group, {}).get(place.key, ""))


def save_addresses(organisation: Organisation, said: Mapping[Place, str]) -> None:
    """Keeps these; what is empty is left out, and what no regulation names any more stays as it was."""
    with transaction.atomic():
        held = Organisation.objects.select_for_update().get(pk=organisation.pk)
        for group in _GROUPS:
            own = {place.key: text.strip() for place, text in said.items() if place.group == group}
            kept = {**held.settings.get(group, {}), **own}
            held.settings = {**held.settings, group: {key: text for key, text in kept.items() if text}}
        held.save(update_fields=["settings"])
    organisation.settings = held.settings
