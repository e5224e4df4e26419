"""The parties of a dossier: who has what part, how each is reached, and what the complainant wishes."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from wederhoor.core.facts import fact
from wederhoor.core.procedure import Procedure
from wederhoor.core.state import Dossier
from wederhoor.web import words
from wederhoor.web.words import spoken

if TYPE_CHECKING:
    from wederhoor.dossiers.models import Party

_COMPLAINS = ("complainant", "customer")


@dataclass(frozen=True, slots=True)
class Person:
    """Someone in this dossier, with how he is reached. `ours`: a member, whose data are not kept here."""

    ref: str
    name: str
    organisation: str
    email: str
    phone: str
    address: tuple[str, ...]
    ours: bool

    @property
    def unreachable(self) -> bool:
        """Nothing is known by which to reach him."""
        return not (self.email or self.phone or self.address)


@dataclass(frozen=True, slots=True)
class Part:
    """A part, or several that the same persons have, with who has it and what he wishes."""

    label: str
    persons: tuple[Person, ...]
    wishes: tuple[str, ...] = ()


def parts_of(procedure: Procedure, dossier: Dossier, holders: Callable[[str], list[str]], parties: Mapping[str, "Party"]) -> list[Part]:
    """Who has a part in it; who has several parts stands there once."""
    parts: dict[tuple[str, ...], list[str]] = {}
    complains: set[tuple[str, ...]] = set()
    for role in procedure.roles:
        found = tuple(ref for ref in holders(role.part) if ref in parties) if role.part else ()
        if found:
            names = parts.setdefault(found, [])
            names += [spoken(role.name)] if spoken(role.name) not in names else []
            if role.part in _COMPLAINS:
                complains.add(found)
    return [
        Part(_label(names), tuple(_person(parties[ref]) for ref in refs), tuple(wishes_of(dossier)) if refs in complains else ())
        for refs, names in parts.items()
    ]


def wishes_of(dossier: Dossier) -> Iterator[str]:
    """What the complainant wishes, in sentences; what he did not say is not there."""
    prefers, wants = fact(dossier, "prefers"), fact(dossier, "wants_reply")
    if prefers:
        yield _("Wil bericht per {channel}.").format(channel=words.value_word("prefers", str(prefers)))
    if isinstance(wants, bool):
        yield _("Wil een inhoudelijke reactie.") if wants else _("Hoeft geen inhoudelijke reactie.")
    if fact(dossier, "anonymous") is True:
        yield _("Wil niet bij naam genoemd worden.")


def _label(names: list[str]) -> str:
    said = words.join_words([names[0], *(name[:1].lower() + name[1:] for name in names[1:])])
    return said[:1].upper() + said[1:]


def _person(party: "Party") -> Person:
    address = tuple(part for part in (party.address, party.city) if part)
    ours = party.member_id is not None
    return Person(party.ref, party.name, party.organisation_name, party.email, party.phone, address, ours)
