"""The second reader at work: letters that wait for one, and what becomes of them when they are approved or sent back."""

from collections.abc import Collection
from datetime import datetime
from functools import cache
from typing import Final

from django.db.models import BooleanField, Exists, OuterRef, Q, QuerySet
from django.db.models.expressions import RawSQL

from wederhoor.actions.loading import Shelf
from wederhoor.actions.step import Step
from wederhoor.core.procedure import STAFF
from wederhoor.core.second import APPROVE, SEND_BACK
from wederhoor.correspondence.models import Letter
from wederhoor.dossiers.models import Dossier
from wederhoor.organisations.models import Member

#: Written with its values in the text: SQLite uses a partial index only where it can see them.
_BEFORE_PEOPLE: Final = RawSQL("""state IN ('to_approve', 'failed')""", (), output_field=BooleanField())


def pass_reader(shelf: Shelf, step: Step, *, now: datetime) -> None:
    """An approved letter goes to the outbox, one that is sent back is withdrawn; in the transaction of the act that says so."""
    of = step.entry.data.get("of")
    if step.entry.act not in {APPROVE, SEND_BACK} or not isinstance(of, int):
        return
    waiting = Letter.objects.filter(matter=shelf.row, seq=of, state="to_approve")
    if step.entry.act == APPROVE:
        waiting.update(state="waiting", next_attempt=now)
    else:
        waiting.update(state="withdrawn")


def to_read(member: Member, *, roles: Collection[str], among: QuerySet[Dossier]) -> QuerySet[Letter]:
    """The letters that wait for someone with these functions, in dossiers that he reads and not of his own hand; oldest first."""
    mine = Letter.objects.filter(
        _BEFORE_PEOPLE, organisation=member.organisation_id, state="to_approve", dossier__in=among.order_by().values("pk")
    )
    mine = mine.filter(reader__in=[STAFF, *roles]) if roles else mine.none()
    return mine.exclude(writer=member).select_related("dossier").order_by("created_at", "pk")


def failed_for(member: Member, *, among: QuerySet[Dossier]) -> QuerySet[Letter]:
    """The letters that did not leave, or of which nobody knows whether they arrived: of dossiers that are his or nobody's, and his own."""
    failed = Letter.objects.filter(_BEFORE_PEOPLE, organisation=member.organisation_id, state="failed")
    failed = failed.filter(dossier__in=among.order_by().values("pk"))
    mine = Q(writer=member) | Q(dossier__owner=member) | Q(dossier__owner__isnull=True)
    newer = Letter.objects.filter(dossier=OuterRef("dossier"), act=OuterRef("act"), party=OuterRef("party"), seq__gt=OuterRef("seq"))
    found = failed.filter(mine, matter__isnull=False).exclude(Exists(newer.exclude(state="withdrawn")))
    return found.select_related("dossier").order_by("created_at", "pk")


@cache
def letters_before(organisation: str) -> Exists:
    """Whether letters of an organisation wait for a person: for a second reader, or because they failed; a column of the asking query."""
    return Exists(Letter.objects.filter(_BEFORE_PEOPLE, organisation=OuterRef(organisation)))


def waiting_for_reader(dossiers: Collection[int]) -> set[int]:
    """Those of these dossiers, by key, in which a letter waits for a second reader."""
    return set(Letter.objects.filter(dossier__in=list(dossiers), state="to_approve").values_list("dossier", flat=True))
