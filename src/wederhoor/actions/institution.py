"""Whose complaint a dossier is: putting it to an institution and taking it away again, through the one door (EXA-15).

A mail address that someone typed proves nothing, so it only suggests: whoever handles the dossier says so, unless a contact person
filed it while he was signed in.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db.models import Exists, Max, Min, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from wederhoor.actions.access import of_customer
from wederhoor.actions.loading import take
from wederhoor.actions.record import record
from wederhoor.actions.relating import Sent
from wederhoor.actions.values import Actor, Answer, Log, Refused
from wederhoor.core.act import CUSTOMER
from wederhoor.core.facts import fact
from wederhoor.core.log import FIRST
from wederhoor.core.state import Dossier as DossierNow
from wederhoor.core.state import Matter as Replayed
from wederhoor.dossiers.models import Dossier, DutyRow
from wederhoor.dossiers.readers import institutions_of
from wederhoor.organisations.models import ContactPerson, Customer, Organisation

#: How many institutions are shown that may be meant.
MOST_MEANT: Final = 8
#: A duty that is still owed.
_OWED: Final = ("open", "on_its_way")


def put_to(row: Dossier, dossier: DossierNow, customer: Customer, *, by: Actor, sent: Sent, reason: str = "") -> Answer:
    """From now on the institution sees this dossier as its complainant does, or why not."""
    if fact(dossier, "anonymous") is True:
        return Refused(_("De klager wil niet bij naam genoemd worden. Een instelling ziet dit dossier daarom niet."), None, (CUSTOMER,))
    return _recorded(row, "link", {CUSTOMER: customer, "reason": reason}, by, sent)


def take_from(row: Dossier, dossier: DossierNow, ref: str, *, by: Actor, sent: Sent, reason: str = "") -> Answer:
    """From now on the institution sees this dossier no more."""
    if ref not in institutions_of(dossier):
        return Refused(_("Dit dossier hoort niet bij deze instelling."), None, (CUSTOMER,))
    return _recorded(row, "unlink", {CUSTOMER: ref, "reason": reason}, by, sent)


def meant_by(organisation: Organisation, typed: str) -> list[Customer]:
    """The institutions that someone may mean by a code or part of a name; the very one where it is whole."""
    whole = organisation.customers.filter(Q(code__iexact=typed) | Q(name__iexact=typed))
    found = whole if whole.exists() else organisation.customers.filter(name__icontains=typed)
    return list(found.order_by("name", "pk")[:MOST_MEANT])


def known_at(organisation: Organisation, emails: Collection[str]) -> list[ContactPerson]:
    """The contact persons of the organisation's customers who have one of these addresses."""
    wanted = Q(pk__in=())
    for email in emails:
        wanted |= Q(email__iexact=email)
    found = ContactPerson.objects.filter(wanted, customer__organisation=organisation).select_related("customer")
    return list(found.order_by("customer__name", "pk")[:MOST_MEANT])


def _recorded(row: Dossier, act: str, data: dict[str, object], by: Actor, sent: Sent) -> Answer:
    return record(Log(row.matter_id, row.name), act, by=by, at=sent.now, now=sent.now, data=data, seen=sent.seen, key=sent.key)


# Reading -------------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Asked:
    """What an institution asks of its own complaints; empty is everything. `late`: duties of which one is late."""

    stage: str = ""
    product: str = ""
    since: datetime | None = None
    until: datetime | None = None
    late: frozenset[str] | None = None


def complaints_of(customer: Customer, asked: Asked, *, now: datetime) -> QuerySet[Dossier]:
    """The complaints of an institution for which all of this holds, the newest first."""
    found = of_customer(customer).filter(name=FIRST)
    wanted = {"stage": asked.stage, "product": asked.product, "received_at__gte": asked.since, "received_at__lt": asked.until}
    found = found.filter(**{name: value for name, value in wanted.items() if value})
    if asked.late is not None:
        late = DutyRow.objects.filter(dossier=OuterRef("pk"), duty__in=sorted(asked.late), status__in=_OWED, due__lte=now)
        found = found.filter(Exists(late)).exclude(stage__in=("closed", "destroyed"))
    return found.order_by("-received_at", "-pk")


def page_of(found: QuerySet[Dossier], *, after: tuple[datetime, int] | None, limit: int) -> list[Dossier]:
    """So many of them from a place on: the moment of receipt and the key of the last one shown."""
    if after is not None:
        received, key = after
        found = found.filter(Q(received_at__lt=received) | Q(received_at=received, pk__lt=key))
    return list(found[:limit])


def replayed(rows: Collection[Dossier], now: datetime) -> Mapping[int, Replayed]:
    """The matters of these dossiers as they are now, by key: four queries however many."""
    return {shelf.row.pk: shelf.replayed(now) for shelf in take([row.matter_id for row in rows])} if rows else {}


def span_of(customer: Customer) -> tuple[datetime | None, datetime | None, tuple[str, ...]]:
    """When the first and the last complaint of an institution came in, and the products that they are about: two queries."""
    mine = of_customer(customer).filter(name=FIRST)
    ends = mine.aggregate(first=Min("received_at"), last=Max("received_at"))
    codes = mine.exclude(product="").order_by("product").values_list("product", flat=True).distinct()
    return ends["first"], ends["last"], tuple(codes)
