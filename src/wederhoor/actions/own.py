"""Whose work it is: dossiers and duties that are someone's own, or his team's, among those that he reads.

A duty is the work of whoever has the role or the part that holds it. Where the handler of the dossier has that role himself, it is
his and not that of his colleagues.
"""

from collections.abc import Collection

from django.db.models import Exists, OuterRef, Q, QuerySet

from wederhoor.dossiers.models import Party
from wederhoor.organisations.models import MemberRole


def own_dossiers(members: Collection[int], roles: Collection[str]) -> Q:
    """Of rows of dossiers: he handles it, or its next duty is his.

    `members`: the keys of himself and of those he stands in for; `roles`: the functions of them all.
    """
    return Q(owner__in=members) | _his("matter", "owner", "next_holder", members, roles)


def team_dossiers(members: Collection[int], roles: Collection[str]) -> Q:
    """Of rows of dossiers: his own, and those that a colleague with one of his roles handles or whose next duty such a role holds."""
    colleagues = MemberRole.objects.filter(role__in=roles).values("member")
    return own_dossiers(members, roles) | Q(next_holder__in=roles) | Q(owner__in=colleagues)


def own_duties(members: Collection[int], roles: Collection[str]) -> Q:
    """Of rows of duties: of a dossier that he handles, or his by a role or a part."""
    return Q(dossier__owner__in=members) | _his("dossier__matter", "dossier__owner", "holder", members, roles)


def _his(matter: str, owner: str, holder: str, members: Collection[int], roles: Collection[str]) -> Q:
    part = Party.objects.filter(matter=OuterRef(matter), member__in=members, part=OuterRef(holder))
    return Q(Exists(part)) | (Q(**{f"{holder}__in": roles}) & ~Q(Exists(_held_by(owner, holder))))


def _held_by(owner: str, holder: str) -> QuerySet[MemberRole]:
    return MemberRole.objects.filter(member=OuterRef(owner), role=OuterRef(holder))
