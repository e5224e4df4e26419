"""The inbox: what came in and lies in no dossier, who may see it, and the figure that shows that nothing was lost."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Final

from django.db.models import Count, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.timezone import localtime

from wederhoor.actions.access import Reading, visible_to
from wederhoor.core.procedure import Procedure
from wederhoor.correspondence.models import Message
from wederhoor.organisations.models import Member, ProcedureVersion
from wederhoor.organisations.regulations import held_each, load_procedure

#: The states of a message that waits for a person.
WAITING: Final = ("new", "tray", "unreadable")
#: Those of a message that lies in no dossier.
LOOSE: Final = (*WAITING, "set_aside")


@dataclass(frozen=True, slots=True)
class Tally:
    """What became of all that came in. The four add up to `came_in`."""

    dossiers: int = 0
    joined: int = 0
    waiting: int = 0
    set_aside: int = 0

    @property
    def came_in(self) -> int:
        """Every message that came in."""
        return self.dossiers + self.joined + self.waiting + self.set_aside


@lru_cache(maxsize=64)
def mail_roles(procedure: Procedure) -> frozenset[str]:
    """The functions that see the inbox: those that read a complaint whole as it comes in, and those that alone may file one.

    A regulation that lets anyone file lets nobody read another's complaint by that.
    """
    functions = {role.id for role in procedure.roles if not role.part}
    first = {stage.id for stage in procedure.stages if stage.instance == "dossier" and any(item.act == "file" for item in stage.entered_by)}
    read = {
        role
        for rule in procedure.access
        if rule.instance == "dossier" and not rule.only_part and not rule.content and (not rule.stages or first & set(rule.stages))
        for role in rule.roles
    }
    file = {role for rule in procedure.acts if rule.id == "file" and rule.instance == "dossier" for role in rule.by}
    return frozenset(functions & (read | file))


def inbox_of(member: Member, functions: Collection[str], now: datetime) -> QuerySet[Message]:
    """The messages of his organisation that lie in no dossier, oldest first; for a member who may not see the inbox none.

    `functions`: those in which he works now. What lies in a dossier is read there, by whoever may read that dossier.
    """
    if not _may_see(member, functions, now):
        return Message.objects.none()
    loose = Message.objects.filter(organisation_id=member.organisation_id, direction="in", state__in=LOOSE)
    return loose.order_by("received_at", "pk")


def _may_see(member: Member, functions: Collection[str], now: datetime) -> bool:
    versions = ProcedureVersion.objects.filter(organisation_id=member.organisation_id).defer("text")
    return member.active and sees_inbox(versions, functions, now)


def waiting(organisation: str) -> Coalesce:
    """How many messages of an organisation wait for a person; `organisation` names the column of the query that asks it."""
    mine = Message.objects.filter(organisation=OuterRef(organisation), state__in=WAITING, direction="in")
    count = mine.order_by().values("organisation").annotate(n=Count("state")).values("n")
    return Coalesce(Subquery(count, output_field=IntegerField()), 0)


def sees_inbox(versions: Iterable[ProcedureVersion], functions: Collection[str], now: datetime) -> bool:
    """Whether someone with these functions sees it, by what his organisation published."""
    held = held_each(versions, localtime(now).date())
    return any(mail_roles(load_procedure(version)) & set(functions) for version in held)


def message_for(member: Member, functions: Collection[str], pk: int, now: datetime, *, reading: Reading) -> Message | None:
    """A message as this member may open it: in the inbox, or in a dossier that he may read. What he may not see does not exist."""
    every = Message.objects.select_related("organisation", "dossier", "settled_by").prefetch_related(
        "attachments__document", "attachments__released_by"
    )
    found = every.filter(pk=pk, organisation_id=member.organisation_id, direction="in").first()
    if found is None:
        return None
    if found.dossier_id is not None:
        seen = visible_to(member, reading=reading).filter(pk=found.dossier_id).exists()
    else:
        seen = found.state in LOOSE and _may_see(member, functions, now)
    return found if seen else None


def tally(member: Member) -> Tally:
    """What became of everything that came in at his organisation. One query, that the index of the tray answers alone."""
    rows = Message.objects.filter(organisation_id=member.organisation_id, direction="in")
    counts = rows.aggregate(
        dossiers=Count("state", filter=Q(state="dossier")),
        joined=Count("state", filter=Q(state="joined")),
        waiting=Count("state", filter=Q(state__in=WAITING)),
        set_aside=Count("state", filter=Q(state__in=["set_aside", "cleared"])),
    )
    return Tally(**counts)
