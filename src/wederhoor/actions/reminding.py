"""Reminders to those who owe something, alarms to whoever watches over it too: to whom, and in which words.

They name the dossier's number and the duty, never a person. Of someone who is away his stand-in is told instead. Of several each is told
in his own language.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Final

from django.conf import settings
from django.db.models import Q
from django.utils.translation import gettext as _

from wederhoor.actions.loading import Shelf
from wederhoor.core.clockwork import day_of
from wederhoor.core.log import FIRST
from wederhoor.core.permit import label
from wederhoor.core.procedure import Procedure
from wederhoor.core.state import Dossier as Replayed
from wederhoor.core.state import Occurrence
from wederhoor.correspondence.mails import mail_of_no_act
from wederhoor.correspondence.models import Letter
from wederhoor.dossiers.agenda import Look
from wederhoor.dossiers.models import Dossier, Reminder
from wederhoor.organisations.models import Absence, Member, MemberRole
from wederhoor.web import words
from wederhoor.web.speaking import speaking

_OUTSIDE: Final = frozenset({"complainant", "customer", "concerned"})


@dataclass(frozen=True, slots=True)
class Notice:
    """A duty that someone is to be told of, now. `readers`: the roles that may read the dossier."""

    shelf: Shelf
    row: Dossier
    dossier: Replayed
    item: Occurrence
    look: Look
    readers: frozenset[str]

    @property
    def told(self) -> bool:
        """The end of the retention is proposed, not told as if someone were late."""
        return self.item.duty.id != "destroy"

    def as_row(self, now: datetime) -> Reminder:
        """The row that keeps it from being told twice."""
        return Reminder(dossier=self.row, position=self.look.position, kind=self.look.kind, due=self.look.due or now, sent_at=now)


class Holders:
    """Who works for some organisations, who holds which role there, who is away: three queries, when first asked."""

    def __init__(self, organisations: Collection[int], today: date) -> None:
        self._organisations, self._today = set(organisations), today

    @cached_property
    def members(self) -> dict[int, Member]:
        """Every member who still works there, by key."""
        return {member.pk: member for member in Member.objects.filter(organisation_id__in=self._organisations, active=True).order_by("pk")}

    @cached_property
    def roles(self) -> dict[tuple[int, str], list[Member]]:
        """The members that hold a role, by organisation and role."""
        found: dict[tuple[int, str], list[Member]] = defaultdict(list)
        held = MemberRole.objects.filter(member_id__in=self.members).order_by("member_id", "pk")
        for member, role in held.values_list("member_id", "role"):
            found[self.members[member].organisation_id, role].append(self.members[member])
        return found

    @cached_property
    def away(self) -> dict[int, Member]:
        """Who stands in for whom today, by the key of whoever is away: one query, whoever asks."""
        today = Q(since__lte=self._today) & (Q(until__isnull=True) | Q(until__gte=self._today))
        rows = Absence.objects.filter(today, member__organisation_id__in=self._organisations, stand_in__isnull=False)
        found = rows.order_by("pk").values_list("member_id", "stand_in_id")
        return {member: self.members[other] for member, other in found if other in self.members}

    def present(self, members: Iterable[Member]) -> list[Member]:
        """The same, each who is away left out for his stand-in, unless that one is away too: standing in is not passed on."""
        found = [other if (other := self.away.get(one.pk)) and other.pk not in self.away else one for one in members]
        return list({one.pk: one for one in found}.values())

    def of(self, organisation: int, roles: Iterable[str]) -> list[Member]:
        """The members that hold one of these roles, each once."""
        return list({member.pk: member for role in roles for member in self.roles.get((organisation, role), [])}.values())


def told(notice: Notice, holders: Holders) -> list[Member]:
    """Who is to be told of this duty.

    Of a role: the owner if he holds it, else everyone who does. Of a part: whoever has it, and while nobody has, those who may read
    the dossier, so that someone is found for it. What a complainant owes is not asked of anyone else. Once the term is past also the
    owner, whatever he holds, and those who watch over all dossiers.
    """
    owing = _owing(notice, holders)
    if owing is None:
        return []
    if notice.look.kind != "after":
        return holders.present(owing)
    owner = holders.members.get(notice.row.owner_id or 0)
    watching = holders.of(notice.row.organisation_id, sorted(watchers(notice.shelf.procedure) - {notice.item.duty.holder}))
    return holders.present([*([owner] if owner else []), *owing, *watching])


def watchers(procedure: Procedure) -> frozenset[str]:
    """The roles that watch over every dossier: they read each stage of it and all that is in it, and may close it."""
    reading = {
        role
        for rule in procedure.access
        if rule.instance == FIRST and not (rule.stages or rule.only_part or rule.content)
        for role in rule.roles
    }
    closing = {role for rule in procedure.acts if rule.id == "close" and rule.instance == FIRST for role in rule.by}
    parts = {role.id for role in procedure.roles if role.part}
    return frozenset(reading & closing) - parts


def _owing(notice: Notice, holders: Holders) -> list[Member] | None:
    """Those who owe it; None where it is owed by someone whom nobody reminds."""
    role = next((item for item in notice.shelf.procedure.roles if item.id == notice.item.duty.holder), None)
    if role is not None and role.part in _OUTSIDE:
        return None
    if role is not None and role.part:
        return _of_part(notice, holders, role.part) or holders.of(notice.row.organisation_id, sorted(notice.readers))
    held = holders.of(notice.row.organisation_id, [notice.item.duty.holder])
    owner = [member for member in held if member.pk == notice.row.owner_id]
    return owner or held


def _of_part(notice: Notice, holders: Holders, part: str) -> list[Member]:
    parties = [notice.shelf.parties.get(ref) for ref in notice.dossier.holders.get(part) or ()]
    return [holders.members[party.member_id] for party in parties if party is not None and party.member_id in holders.members]


def reminder(notice: Notice, holders: Holders, now: datetime) -> Iterator[Letter]:
    """A mail to each of them."""
    day = notice.shelf.calendar.local_day(now)
    for member in told(notice, holders):
        if member.email:
            with speaking(member.language):
                letter = _mail(notice, member, day, now)
            yield letter


def _mail(notice: Notice, member: Member, day: date, now: datetime) -> Letter:
    subject, said = _words(notice)
    clause = notice.item.duty.clause[0] if notice.item.duty.clause else ""
    which = _("Artikel: {article}").format(article=clause)
    body = f"{_('Beste {name},').format(name=member.name)}\n\n{said}\n{which}\n\n{settings.BASE_URL}/bureau/\n"
    return mail_of_no_act(notice.row, name=member.name, address=member.email, subject=subject, body=body, day=day, now=now)


def _words(notice: Notice) -> tuple[str, str]:
    """Its subject, and what it says first."""
    due = notice.item.due
    day = words.day_in_words(day_of(due, notice.shelf.calendar), year=True) if due is not None else ""
    known = {"duty": words.told(label(notice.item)), "number": notice.row.number, "day": day}
    if notice.look.kind == "after":
        said = _("In dossier {number} is de termijn voorbij: {duty}. De laatste dag was {day}.")
        return _("Te laat: {duty} ({number})").format(**known), said.format(**known)
    said = _("In dossier {number} moet nog gebeuren: {duty}. Dat kan tot en met {day}.")
    return _("Nog te doen: {duty} ({number})").format(**known), said.format(**known)
