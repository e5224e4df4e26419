"""May you: in which roles someone acts in a dossier, and for whom he stands in. The one door asks it of every act.

The second of three questions; `core.permit` answers what is possible now, `actions.visibility` what you may see.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.db.models import OuterRef, Q, QuerySet

from wederhoor.actions.loading import Shelf
from wederhoor.actions.values import Actor, Refused
from wederhoor.core.norm import Role
from wederhoor.core.parts import TAKEN_BY_ACTING
from wederhoor.core.permit import rule_for
from wederhoor.core.phrase import Phrase, say
from wederhoor.core.procedure import Procedure
from wederhoor.core.state import Dossier, Matter
from wederhoor.dossiers.before import SIDES, holding
from wederhoor.dossiers.readers import BY_CODE, always_reading, readers_of
from wederhoor.dossiers.written import Listed, Place
from wederhoor.organisations.models import Absence, Member, MemberRole, roles_of
from wederhoor.organisations.regulations import held_each, load_procedure

#: Someone who is away, to whom he left his work, a function of his, and whether he works here still.
Away = Sequence[Any]


@dataclass(frozen=True, slots=True)
class Cover:
    """For whom a member stands in on a day: colleagues, by key, with their functions; and functions that the regulation gives him."""

    members: Mapping[int, frozenset[str]]
    by_rule: frozenset[str] = frozenset()

    @property
    def functions(self) -> frozenset[str]:
        """The functions that he may act in besides his own."""
        return self.by_rule.union(*self.members.values())


#: Who stands in for nobody.
NOBODY: Final = Cover({})


def roles_in(matter: Matter, dossier: Dossier, *, functions: Collection[str], refs: Collection[str]) -> tuple[str, ...]:
    """The roles in which someone acts in this dossier: functions, and the parts that are held here by one of these references."""
    mine = set(refs)
    return tuple(
        role.id for role in matter.procedure.roles if (mine & set(holding(dossier, role.part)) if role.part else role.id in functions)
    )


def away_on(day: date | Place) -> Q:
    """Of rows of absences those that hold on a day."""
    return Q(since__lte=day) & (Q(until__isnull=True) | Q(until__gte=day))


def those_away(organisation: str, day: date | Place) -> Listed:
    """Who is away on a day, as a column of the query that asks it; `organisation` names a column of that."""
    return Listed(_away(OuterRef(organisation), day))


def _away(organisation: int | OuterRef, day: date | Place) -> "QuerySet[Absence, Any]":
    """Whoever is away, to whom he left his work, each of his functions, and whether he works here still."""
    found = Absence.objects.filter(away_on(day), member__organisation=organisation)
    return found.values_list("member", "stand_in", "member__roles__role", "member__active")


def cover_of(
    member: Member, day: date, *, own: Collection[str], procedures: Callable[[], Collection[Procedure]], away: Iterable[Away] | None = None
) -> Cover:
    """For whom a member stands in on a day (local): one query, one more where the regulation itself names him as stand-in.

    `own`: his functions. `away`: `those_away`, where they are known already. Standing in is not passed on: whoever stands in for a
    stand-in does not do that work too. The regulation's own stand-in serves while all who hold the function are away and none of them
    left it to a colleague who is there (EXT-05). For who works here no more one stands in by his parts alone.
    """
    functions: dict[int, set[str]] = {}
    left_to: dict[int, set[int]] = {}
    for absent, stand_in, function, active in _away(member.organisation_id, day) if away is None else away:
        functions.setdefault(absent, set()).update([function] if function and active else ())
        left_to.setdefault(absent, set()).update([stand_in] if stand_in else ())
    if not functions or member.pk in functions or not member.active:
        return NOBODY
    mine = {absent: frozenset(functions[absent]) for absent, others in left_to.items() if member.pk in others}
    uncovered = {absent for absent, others in left_to.items() if others <= functions.keys()}
    return Cover(mine, _by_rule(member, own, procedures, uncovered) if uncovered else frozenset())


def cover_today(member: Member, day: date, own: Collection[str], away: Iterable[Away] | None = None) -> Cover:
    """For whom a member stands in on a day, by the regulations in force then. `away`: `those_away`, where they are known already."""

    def held() -> list[Procedure]:
        return [load_procedure(version) for version in held_each(member.organisation.procedures.defer("text"), day)]

    return cover_of(member, day, own=own, procedures=held, away=away)


def leads(functions: Collection[str], procedures: Collection[Procedure]) -> bool:
    """Whether someone with these functions looks after the people here: by one of them he reads complaints in every stage."""
    return any(always_reading(procedure) & set(functions) for procedure in procedures)


def _by_rule(member: Member, own: Collection[str], procedures: Callable[[], Collection[Procedure]], uncovered: set[int]) -> frozenset[str]:
    served = {role.id for procedure in procedures() for role in procedure.roles if role.stand_in in own and role.id not in own}
    if not served:
        return frozenset()
    held: dict[str, set[int]] = {}
    rows = MemberRole.objects.filter(member__organisation=member.organisation_id, member__active=True, role__in=served)
    for role, holder in rows.values_list("role", "member"):
        held.setdefault(role, set()).add(holder)
    return frozenset(role for role, holders in held.items() if holders <= uncovered)


# Asked by the one door ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Claim:
    """Someone who would take an act in a role of this dossier; `person` is the reference that would bear it, `day` today there."""

    shelf: Shelf
    matter: Matter
    dossier: Dossier
    act: str
    by: Actor
    role: Role
    person: str | None
    day: date

    def refused(self, reason: Phrase) -> Refused:
        """A refusal with the article of the act, else that of the role."""
        rule = rule_for(self.dossier, self.act)
        return Refused(reason, next(iter((*(rule.clause if rule else ()), *self.role.clause)), None))

    def refs_of(self, members: Collection[int]) -> frozenset[str]:
        """What these members are called in this matter."""
        return frozenset(ref for ref, party in self.shelf.parties.items() if party.member_id in members)

    def cover(self, own: Collection[str]) -> Cover:
        """For whom the member stands in today."""
        return cover_of(self.by.member, self.day, own=own, procedures=lambda: (self.shelf.procedure,)) if self.by.member else NOBODY


def entitled(claim: Claim) -> Refused | int | str | None:
    """Why someone may not act so; else for whom he stands in: the key of a colleague, a function, or None where he acts for himself.

    A function is held by a member; a part by whoever was named for it. Before anyone was named, a part that is taken by acting is for
    a member who reads the dossier; and so is writing down what another did. Absences are asked only where he would be refused else.
    """
    member, role = claim.by.member, claim.role
    if member is not None and claim.by.party is not None and claim.matter.first is not None:
        return None if _reads(claim) else claim.refused(say("U leest dit dossier niet. U kunt er niets voor een ander in vastleggen."))
    if not role.part:
        return _function(claim)
    holders = holding(claim.dossier, role.part)
    if role.part in BY_CODE or claim.person in holders:
        return None
    if holders:
        return _for_holder(claim, holders)
    if role.part not in TAKEN_BY_ACTING or claim.matter.first is None or (member is not None and _reads(claim)):
        return None
    return claim.refused(say("Dit kan alleen de {role} in dit dossier.", role=role.name))


def _function(claim: Claim) -> Refused | int | str | None:
    member, role = claim.by.member, claim.role.id
    own = roles_of(member) if member is not None else frozenset()
    if role in own:
        return None
    cover = claim.cover(own)
    if role in cover.by_rule:
        return role
    absent = next((absent for absent, functions in cover.members.items() if role in functions), None)
    return absent if absent is not None else claim.refused(say("U hebt de rol '{role}' niet.", role=claim.role.name))


def _for_holder(claim: Claim, holders: Collection[str]) -> Refused | int:
    """Who stands in for someone with the part, unless the complaint is his own or about him."""
    mine = claim.refs_of((claim.by.member.pk,)) if claim.by.member else ()
    if any(claim.matter.parts.get(ref, set()) & SIDES for ref in mine):
        return claim.refused(say("U neemt hier niemand waar: de klacht is van u of gaat over u."))
    for absent in claim.cover(()).members:
        if claim.refs_of((absent,)) & set(holders):
            return absent
    return claim.refused(say("Deze persoon is niet de {role} in dit dossier.", role=claim.role.name))


def _reads(claim: Claim) -> bool:
    """Whether the member reads the dossier whole; of one that is only now begun, the one that it is against."""
    member, dossier = claim.by.member, claim.dossier
    if member is None:
        return False
    scene = dossier if dossier.records else dossier.against or dossier
    readers, own = readers_of(claim.matter, scene), roles_of(member)
    if readers.whole_to(own, claim.refs_of((member.pk,))):
        return True
    cover = claim.cover(own)
    return readers.whole_to(cover.functions, claim.refs_of(cover.members))
