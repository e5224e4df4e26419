"""The persons of a matter: who has what part in it, and who can be named in it."""

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext as _

from wederhoor.core import words
from wederhoor.core.procedure import Procedure, spoken
from wederhoor.desk.shown.timeline import person_said
from wederhoor.web.fields import Choice

#: Acts that give someone work in the matter, and the parts of those whom it is about.
_GIVES_WORK: Final = frozenset({"take", "pass_on", "assign", "appoint"})
_SIDES: Final = ("complainant", "customer", "concerned")

if TYPE_CHECKING:
    from wederhoor.dossiers.models import Party
    from wederhoor.organisations.models import Member


def people_of(procedure: Procedure, holders: Callable[[str], list[str]], parties: Mapping[str, "Party"]) -> list[tuple[str, str]]:
    """Who has a part in it, by name, with where he is reached; who has several parts stands there once."""
    parts: dict[tuple[str, ...], list[str]] = {}
    for role in procedure.roles:
        found = tuple(ref for ref in holders(role.part) if ref in parties) if role.part else ()
        if found and spoken(role.name) not in parts.setdefault(found, []):
            parts[found].append(spoken(role.name))
    return [(_labelled(names), "\n".join(_reached(parties[ref]) for ref in refs)) for refs, names in parts.items()]


def _labelled(names: list[str]) -> str:
    said = words.join_words([names[0], *(name[:1].lower() + name[1:] for name in names[1:])])
    return said[:1].upper() + said[1:]


def whose(holders: Callable[[str], list[str]], parties: Mapping[str, "Party"]) -> str:
    """Whose complaint it is, as a list calls him: by organisation where there is one."""
    found = next((parties[ref] for ref in holders("complainant") if ref in parties), None)
    return (found.organisation_name or found.name) if found else ""


def people_choices(
    procedure: Procedure, parties: Mapping[str, "Party"], members: Iterable["Member"], *, act: str = ""
) -> tuple[Choice, ...]:
    """Whom an act can name: the persons of this matter, and the members of the organisation who are not in it yet.

    Whoever complains, or is complained of, is not offered to handle or judge it.
    """
    left_out = _SIDES if act in _GIVES_WORK else ()
    known = {party.member_id for party in parties.values() if party.member_id is not None}
    here = [
        (ref, person_said(party))
        for ref, party in parties.items()
        if (party.name or party.organisation_name) and party.part not in left_out
    ]
    functions = {role.id: spoken(role.name).lower() for role in procedure.roles}
    others = []
    for member in members:
        if member.pk not in known:
            held = words.join_words([functions.get(role.role, role.role) for role in member.roles.all()])
            others.append((f"m-{member.pk}", f"{member.name} ({held or _('van buiten')})"))
    return (*here, *others)


def _reached(party: "Party") -> str:
    parts = (party.name, party.organisation_name, party.email, party.phone, party.address, party.city)
    return "\n".join(part for part in parts if part) or _("geen gegevens")
