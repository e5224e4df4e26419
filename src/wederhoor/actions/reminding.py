"""Reminders to those who owe something: to whom, and in which words. They name the dossier's number and the duty, never a person."""

import secrets
from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings

from wederhoor.actions.loading import Shelf
from wederhoor.actions.saving import new_message_id
from wederhoor.core.clockwork import day_of
from wederhoor.core.permit import label
from wederhoor.core.state import Occurrence
from wederhoor.core.words import day_in_words
from wederhoor.correspondence.models import Letter
from wederhoor.dossiers.agenda import Look
from wederhoor.dossiers.models import Dossier, Reminder
from wederhoor.organisations.models import Member, MemberRole


@dataclass(frozen=True, slots=True)
class Notice:
    """A duty that someone is to be told of, now."""

    shelf: Shelf
    row: Dossier
    item: Occurrence
    look: Look

    @property
    def told(self) -> bool:
        """The end of the retention is proposed, not told as if someone were late."""
        return self.item.duty.id != "destroy"

    def as_row(self, now: datetime) -> Reminder:
        """The row that keeps it from being told twice."""
        return Reminder(dossier=self.row, position=self.look.position, kind=self.look.kind, due=self.look.due or now, sent_at=now)


class Holders:
    """Who holds which role in some organisations: one query, when first asked."""

    def __init__(self, organisations: Collection[int]) -> None:
        self._organisations = set(organisations)
        self._roles: dict[tuple[int, str], list[Member]] | None = None

    def of(self, organisation: int, role: str) -> list[Member]:
        """The members that hold a role."""
        if self._roles is None:
            self._roles = defaultdict(list)
            held = MemberRole.objects.filter(member__organisation_id__in=self._organisations, member__active=True)
            for row in held.select_related("member").order_by("pk"):
                self._roles[row.member.organisation_id, row.role].append(row.member)
        return self._roles.get((organisation, role), [])


def told(notice: Notice, holders: Holders) -> list[Member]:
    """Who owes this duty: the owner if he is among those who hold the role or nobody does, else everyone who holds it."""
    roles = holders.of(notice.row.organisation_id, notice.item.duty.holder)
    owner = notice.row.owner_id
    if owner is not None:
        mine = [member for member in roles if member.pk == owner]
        if mine or not roles:
            return mine or list(Member.objects.filter(pk=owner, active=True))
    return roles


def reminder(notice: Notice, holders: Holders, now: datetime) -> Iterator[Letter]:
    """A mail to each of them."""
    subject, body = _words(notice)
    for member in told(notice, holders):
        if member.email:
            yield Letter(
                organisation_id=notice.row.organisation_id,
                dossier=notice.row,
                channel="mail",
                name=member.name,
                address=member.email,
                subject=subject,
                body=f"Beste {member.name},\n\n{body}",
                filled_for=notice.shelf.calendar.local_day(now),
                message_id=new_message_id(),
                token=secrets.token_hex(8),
                created_at=now,
                next_attempt=now,
            )


def _words(notice: Notice) -> tuple[str, str]:
    name, number = label(notice.item), notice.row.number
    clause = notice.item.duty.clause[0] if notice.item.duty.clause else ""
    due = notice.item.due
    day = day_in_words(day_of(due, notice.shelf.calendar), year=True) if due is not None else ""
    where = f"{settings.BASE_URL}/bureau/"
    if notice.look.kind == "after":
        said = f"In dossier {number} is de termijn voorbij: {name}. De laatste dag was {day}."
        return f"Te laat: {name} ({number})", f"{said}\nArtikel: {clause}\n\n{where}\n"
    said = f"In dossier {number} moet nog gebeuren: {name}. Dat kan tot en met {day}."
    return f"Nog te doen: {name} ({number})", f"{said}\nArtikel: {clause}\n\n{where}\n"
