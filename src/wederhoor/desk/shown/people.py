"""The persons of a matter: who has what part in it, and who can be named in it."""

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext as _

from wederhoor.actions.said import person_said
from wederhoor.core.procedure import Procedure
from wederhoor.web import words
from wederhoor.web.fields import Choice
from wederhoor.web.words import spoken

#: Acts that give someone work in the matter, and the parts of those whom it is about.
_GIVES_WORK: Final = frozenset({"take", "pass_on", "assign", "appoint"})
#: Acts about persons who are in the matter already.
_TO_WHO_IS_HERE: Final = frozenset({"disclose"})
_SIDES: Final = ("complainant", "customer", "concerned")

if TYPE_CHECKING:
    from wederhoor.dossiers.models import Party
    from wederhoor.organisations.models import Member


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
        (ref, person_said(party, procedure))
        for ref, party in parties.items()
        if (party.name or party.organisation_name) and party.part not in left_out
    ]
    functions = {role.id: spoken(role.name).lower() for role in procedure.roles}
    others = []
    for member in members if act not in _TO_WHO_IS_HERE else ():
        if member.pk not in known:
            held = words.join_words([functions.get(role.role, role.role) for role in member.roles.all()])
            others.append((f"m-{member.pk}", words.filled("{name} ({held})", name=member.name, held=held or _("van buiten"))))
    return (*here, *others)
