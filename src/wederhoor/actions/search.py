"""Searching in what a member may read: by the access query and by no other, newest first."""

from collections.abc import Collection
from dataclasses import replace
from typing import Final

from django.db.models import Q, QuerySet

from wederhoor.actions.access import Reading
from wederhoor.core.procedure import Procedure
from wederhoor.dossiers.models import Dossier, Party, Reader
from wederhoor.dossiers.readers import ADVICE, BY_CODE, HANDLER
from wederhoor.dossiers.search import Hit, Wanted, found
from wederhoor.dossiers.words import terms_of
from wederhoor.organisations.models import Member, ProcedureVersion
from wederhoor.organisations.regulations import load_procedure

__all__ = ["Hit", "Wanted", "search", "wanted_by"]

#: Up to so many dossiers are looked at one by one; beyond that the index is quicker.
_FEW: Final = 2_000


def wanted_by(member: Member, functions: Collection[str], looked_for: str) -> Wanted:
    """What a member looks for; in advice too where no regulation of his organisation keeps that from all of his functions.

    What is kept from his functions he finds in what he handles, where each regulation lets a handler read it.
    """
    terms = terms_of(looked_for)
    advised = _advised_in(member) if terms else []
    restricted = bool(terms) and all(roles & frozenset(functions) for roles, _handler in advised)
    return Wanted(terms, member.organisation_id, restricted, not restricted and all(handler for _roles, handler in advised))


def search(
    among: "QuerySet[Dossier]", wanted: Wanted, *, limit: int, after: Hit | None = None, reading: Reading | None = None
) -> list[Hit]:
    """The first dossiers of `among` with every word that is looked for, past `after`.

    `reading`: by what the member reads. Where that is few dossiers they are looked at one by one: quicker than to go through
    everything that has a common word.
    """
    if reading is None or not (wanted.restricted or wanted.handled):
        return _found(among, wanted, limit=limit, after=after, reading=reading)
    own, plain = _complains_in(reading), replace(wanted, restricted=False)
    if wanted.restricted and not own:
        return _found(among, wanted, limit=limit, after=after, reading=reading)
    if wanted.restricted:
        theirs = _found(among.exclude(matter__in=own), wanted, limit=limit, after=after, reading=reading)
        rest = _found(among.filter(matter__in=own), plain, limit=limit, after=after, reading=reading)
    else:  # what one person handles is little
        handles = Q(owner__in=reading.members) & ~Q(matter__in=own)
        theirs = found(among.filter(handles), replace(wanted, restricted=True), limit=limit, after=after, few=True)
        rest = _found(among.exclude(handles), plain, limit=limit, after=after, reading=reading)
    return sorted([*theirs, *rest], key=lambda hit: (hit.rank, -hit.dossier))[:limit]


def _found(among: "QuerySet[Dossier]", wanted: Wanted, *, limit: int, after: Hit | None, reading: Reading | None) -> list[Hit]:
    few = bool(wanted.terms) and reading is not None and _reads_few(reading)
    return found(among, wanted, limit=limit, after=after, few=few)


def _complains_in(reading: Reading) -> list[int]:
    """The matters in which he, or someone for whom he stands in, complains: of these no advice is for him."""
    return list(Party.objects.filter(member__in=reading.members, part__in=BY_CODE).values_list("matter", flat=True))


def _reads_few(reading: Reading) -> bool:
    """Whether the dossiers that can be read by this, however widely, are few."""
    if reading.roles and not reading.little:
        return False
    parts = Reader.objects.filter(member__in=reading.members).values_list("dossier", flat=True)
    return len(parts[: _FEW + 1]) <= _FEW


def _advised_in(member: Member) -> list[tuple[frozenset[str], bool]]:
    rows = ProcedureVersion.objects.filter(organisation_id=member.organisation_id).defer("text")
    return [one for row in rows for one in _advised(load_procedure(row))]


def _advised(procedure: Procedure) -> list[tuple[frozenset[str], bool]]:
    """The functions that read advice, and whether a handler does, for each instance that restricts it; a part is no function."""
    parts = {role.id: role.part for role in procedure.roles if role.part}
    rules = [rule for rule in procedure.access if ADVICE in rule.content]
    named = [{name for rule in rules if rule.instance == one for name in rule.roles} for one in {rule.instance for rule in rules}]
    return [(frozenset(names - parts.keys()), any(parts.get(name) == HANDLER for name in names)) for names in named]
