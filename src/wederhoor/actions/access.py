"""Who sees which dossiers, written once as a query: page, list, search, count, export, feed, mail and API use no other."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache, reduce
from operator import or_
from typing import Final

from django.db.models import Exists, IntegerField, OuterRef, Q, QuerySet, Subquery

from wederhoor.actions.tracking import digest_of
from wederhoor.catalogue.models import Product
from wederhoor.correspondence.models import Message
from wederhoor.dossiers.models import AccessLog, Document, Dossier, Party, Proposal, Reader, Reminder, TrackingCode
from wederhoor.dossiers.readers import WHOLE
from wederhoor.dossiers.statements import insert
from wederhoor.dossiers.written import Place, Written, listed
from wederhoor.organisations.models import Customer, Member, MemberRole

#: Who reads no more dossiers than this is asked by those: beyond it that costs more than to ask each dossier that is shown.
MUCH: Final = 1000
#: What comes with a dossier that is opened, and the large columns of it that stay behind.
_WITH: Final = ("organisation", "matter__procedure_version", "matter__calendar_version")
_LARGE: Final = ("facts", "matter__procedure_version__text", "matter__calendar_version__text")


class _Counted(Subquery):
    """How many rows a query has, as a column."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) AS counted)"
    output_field = IntegerField()


@dataclass(frozen=True, slots=True)
class Reading:
    """By what a member reads: functions by which anyone reads anything, and the keys of members whose parts he reads by.

    `members`: himself and whoever he stands in for, and `roles` the functions of them all. `little`: by none of these much is read.
    """

    roles: frozenset[str]
    members: tuple[int, ...]
    little: bool = False


def visible_to(member: Member, *, reading: Reading | None = None) -> QuerySet[Dossier]:
    """The dossiers that a member reads whole: of his own organisation, by a role that reads their stage or by his part in them.

    `reading`: what the caller knows of him; without it he reads for himself alone. Who reads little, or only by parts, is asked by that
    instead of by all dossiers: in two reads, for with one that asks either SQLite goes through every row of readers.
    """
    if not member.active:
        return Dossier.objects.none()
    members = _members(member, reading)
    if reading is not None and (reading.little or not reading.roles):
        mine = Dossier.objects.filter(organisation_id=member.organisation_id)
        by_role = Reader.objects.filter(role__in=sorted(reading.roles)).values("dossier")
        return mine.filter(pk__in=by_role.union(Reader.objects.filter(member__in=members, content=WHOLE).values("dossier")))
    roles = MemberRole.objects.filter(member=member).values("role") if reading is None else sorted(reading.roles)
    return _each_asked(member.organisation_id, roles, members)


def _each_asked(organisation: int | Place, roles: object, members: object) -> QuerySet[Dossier]:
    read = Q(role__in=roles) | Q(member__pk__in=members, content=WHOLE)
    return Dossier.objects.filter(Exists(Reader.objects.filter(read, dossier=OuterRef("pk"))), organisation_id=organisation)


def put_before(member: Member, *, reading: Reading | None = None) -> QuerySet[Dossier]:
    """The dossiers of which a member sees no more than what was put before him or sent to him, and does not read whole."""
    narrow = Reader.objects.filter(~Q(content=WHOLE), member__in=_members(member, reading))
    whole = visible_to(member, reading=reading).filter(pk=OuterRef("pk"))
    mine = Dossier.objects.filter(organisation_id=member.organisation_id) if member.active else Dossier.objects.none()
    return mine.filter(~Exists(whole), pk__in=narrow.values("dossier"))


def put_before_party(party: Party) -> QuerySet[Dossier]:
    """The dossiers of which someone from outside sees what was put before him; a member comes in as a member."""
    return Dossier.objects.filter(matter=party.matter_id, pk__in=Reader.objects.filter(_before(party)).values("dossier"))


def put_before_each(parties: Iterable[Party]) -> list[tuple[Party, Dossier]]:
    """The same for several from outside, each with his dossiers: one query."""
    asked = list(parties)
    rows = Reader.objects.filter(reduce(or_, map(_before, asked), Q(pk__in=()))).select_related("dossier").order_by("dossier")
    found = [(row.party, row.dossier) for row in rows]
    return [(party, dossier) for party in asked for ref, dossier in found if (ref, dossier.matter_id) == (party.ref, party.matter_id)]


def _before(party: Party) -> Q:
    return Q(party=party.ref, dossier__matter=party.matter_id) if party.member_id is None else Q(pk__in=())


def of_customer(customer: Customer) -> QuerySet[Dossier]:
    """The dossiers that are an institution's own: filed for it, or put to it by whoever handles them (EXA-15)."""
    mine = Reader.objects.filter(customer=customer).values("dossier")
    return Dossier.objects.filter(organisation=customer.organisation_id, pk__in=mine)


@cache
def read_by(role: str) -> Subquery:
    """How many dossiers are read by a role, counted up to just beyond `MUCH`; `role` names the column of the query that asks it."""
    return _Counted(Reader.objects.filter(role=OuterRef(role)).values("role")[: MUCH + 1])


@cache
def has_put_before(member: str) -> Exists:
    """Whether something was put before a member that he does not read whole; `member` names the column of the query that asks it."""
    return Exists(Reader.objects.filter(~Q(content=WHOLE), member=OuterRef(member)))


def readable(member: Member, number: str, *, reading: Reading | None = None) -> Dossier | None:
    """The dossier with this number, if the member reads it whole."""
    if reading is None or not member.active:
        return one_of(visible_to(member, reading=reading), number)
    of = {"organisation": member.organisation_id, "roles": tuple(sorted(reading.roles)), "members": reading.members}
    return _with_its_matter(_READABLE(number=number, **of))


def one_of(found: QuerySet[Dossier], number: str) -> Dossier | None:
    """The one of these with that number, with its matter and the versions that this is pinned to.

    With it come its documents, what the sweep proposed that nobody took yet, whom it reminded, and the name of its product, each as a
    column (`actions.load`); `written` on it says whether it has messages: what it has none of needs no query.
    """
    return _with_its_matter(_one(found, number))


def _one(found: QuerySet[Dossier], number: str | Place) -> QuerySet[Dossier]:
    return found.filter(number=number).annotate(**_with()).select_related(*_WITH).defer(*_LARGE)[:1]


def _with_its_matter(found: Iterable[Dossier]) -> Dossier | None:
    row = next(iter(found), None)
    if row is not None:
        row.matter.organisation = row.organisation
    return row


def _read_by_number(number: Place, organisation: Place, roles: Sequence[Place], members: Sequence[Place]) -> QuerySet[Dossier]:
    return _one(_each_asked(organisation, roles, members), number)


_READABLE: Final = Written(_read_by_number)


@cache
def _with() -> dict[str, Subquery]:
    mine = OuterRef("pk")
    product = Product.objects.filter(organisation=OuterRef("organisation"), code=OuterRef("product"))
    return {
        "proposed": listed(Proposal.objects.filter(dossier=mine, settled_at__isnull=True).order_by("pk")),
        "reminded": listed(Reminder.objects.filter(dossier=mine).order_by("sent_at", "pk")),
        "filed": listed(Document.objects.filter(dossier=mine).order_by("pk")),
        "written": Exists(Message.objects.filter(dossier=mine)),
        "product_name": Subquery(product.values("name")[:1]),
    }


def by_code(code: str) -> Dossier | None:
    """The dossier of a tracking code. The code's digest is looked up, so how long it takes tells nothing of any code."""
    return by_digest(digest_of(code))


def by_digest(digest: str) -> Dossier | None:
    """The dossier of a tracking code that was given before, of which only the digest was kept; with its matter, as `one_of` gives it."""
    return _with_its_matter(_BY_DIGEST(digest=digest))


def _of_code(digest: Place) -> QuerySet[Dossier]:
    return Dossier.objects.filter(codes__digest=digest).select_related(*_WITH).defer(*_LARGE)[:1]


_BY_DIGEST: Final = Written(_of_code)


def by_digests(digests: Collection[str]) -> dict[str, Dossier]:
    """The same for several, each by its digest, oldest first; what was destroyed is not among them. One query, none for none."""
    if not digests:
        return {}
    found = TrackingCode.objects.select_related("dossier__organisation", "dossier__matter").filter(digest__in=digests)
    return {code.digest: code.dossier for code in found.order_by("pk")}


def log_opening(dossier: Dossier, who: Member | str, now: datetime) -> None:
    """Writes down that a member, or a party by its reference, opened a dossier."""
    name = f"m-{who.pk}" if isinstance(who, Member) else who
    moment = now.astimezone(UTC)
    quarter = moment - timedelta(minutes=moment.minute % 15, seconds=moment.second, microseconds=moment.microsecond)
    insert(AccessLog, [AccessLog(dossier=dossier, who=name, quarter=quarter)], on="dossier_id, who, quarter")


def _members(member: Member, reading: Reading | None) -> tuple[int, ...]:
    return reading.members if reading is not None else (member.pk,)
