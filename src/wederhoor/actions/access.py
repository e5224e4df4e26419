"""Who sees which dossiers, written once as a query: page, list, search, count, export, feed, mail and API use no other."""

from collections.abc import Collection
from datetime import UTC, datetime, timedelta
from typing import Final

from django.db.models import Exists, OuterRef, Q, QuerySet

from wederhoor.actions.tracking import digest_of
from wederhoor.dossiers.models import AccessLog, Dossier, Proposal, Reader, TrackingCode
from wederhoor.dossiers.statements import insert
from wederhoor.organisations.models import Member, MemberRole

#: What comes with a dossier that is opened, and the large columns of it that stay behind.
_WITH: Final = ("organisation", "matter__organisation", "matter__procedure_version", "matter__calendar_version")
_LARGE: Final = ("facts", "matter__procedure_version__text", "matter__calendar_version__text")


def visible_to(member: Member, *, reading: Collection[str] | None = None) -> QuerySet[Dossier]:
    """The dossiers that a member may read: of his own organisation, by a role that reads their stage or by his part in them.

    `reading`: those of his roles by which anyone reads anything (`reads_something`), where the caller knows them: it makes the
    query quicker, and for a member who reads only by his part it begins with that part instead of with all dossiers.
    """
    if not member.active:
        return Dossier.objects.none()
    mine = Dossier.objects.filter(organisation_id=member.organisation_id)
    if reading is not None and not reading:
        return mine.filter(pk__in=Reader.objects.filter(member=member).values("dossier"))
    roles = MemberRole.objects.filter(member=member).values("role") if reading is None else sorted(reading)
    reads = Reader.objects.filter(dossier=OuterRef("pk")).filter(Q(role__in=roles) | Q(member=member))
    return mine.filter(Exists(reads))


def reads_something(role: str) -> Exists:
    """Whether anyone reads anything by a role; `role` names the column of the query that asks it."""
    return Exists(Reader.objects.filter(role=OuterRef(role)))


def readable(member: Member, number: str, *, reading: Collection[str] | None = None) -> Dossier | None:
    """The dossier with this number, if the member may read it; with its matter and the versions that this is pinned to.

    `proposed` on it says whether the sweep proposed something that nobody took yet.
    """
    waiting = Proposal.objects.filter(dossier=OuterRef("pk"), settled_at__isnull=True)
    found = visible_to(member, reading=reading).filter(number=number).annotate(proposed=Exists(waiting))
    return found.select_related(*_WITH).defer(*_LARGE).first()


def by_code(code: str) -> Dossier | None:
    """The dossier of a tracking code. The code's digest is looked up, so how long it takes tells nothing of any code."""
    found = TrackingCode.objects.select_related("dossier__organisation", "dossier__matter").filter(digest=digest_of(code)).first()
    return found.dossier if found else None


def log_opening(dossier: Dossier, who: Member | str, now: datetime) -> None:
    """Writes down that a member, or a party by its reference, opened a dossier."""
    name = f"m-{who.pk}" if isinstance(who, Member) else who
    moment = now.astimezone(UTC)
    quarter = moment - timedelta(minutes=moment.minute % 15, seconds=moment.second, microseconds=moment.microsecond)
    insert(AccessLog, [AccessLog(dossier=dossier, who=name, quarter=quarter)], on="dossier_id, who, quarter")
