"""How the duties of many dossiers fared: which were met in time, late or skipped, counted from the derived rows in one query.

Counted are the dossiers that a member reads, by the access query, so that no figure tells of one that he may not know.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.db.models import Count, F, Q

from wederhoor.actions.access import Reading, visible_to
from wederhoor.core.owing import DESTRUCTION
from wederhoor.core.procedure import Procedure
from wederhoor.organisations.models import Member

_OWED: Final = ("open", "on_its_way")
_IN_TIME: Final = Q(duties__due__isnull=True) | Q(duties__met_at__lt=F("duties__due"))


@dataclass(frozen=True, slots=True)
class Fared:
    """How often one duty was owed, and what became of it. `late`: met after its last day; `overdue`: past it and still owed.

    `undated`: of what was met, what has no term. `waived`: let go by someone, with a reason. `lapsed`: let go because its ground fell
    away. `running`: still owed, and in time.
    """

    duty: str
    met: int = 0
    late: int = 0
    overdue: int = 0
    waived: int = 0
    lapsed: int = 0
    running: int = 0
    undated: int = 0

    @property
    def in_time(self) -> int:
        """How often it was met within its term."""
        return self.met - self.undated

    @property
    def decided(self) -> int:
        """How often it had a term of which it is known whether it was kept."""
        return self.in_time + self.late + self.overdue

    @property
    def broken(self) -> int:
        """How often it was not kept in time."""
        return self.late + self.overdue

    @property
    def share(self) -> float | None:
        """The part that was met in time of what is decided; None where nothing is."""
        return self.in_time / self.decided if self.decided else None


@dataclass(frozen=True, slots=True)
class Period:
    """Dossiers received from a moment until just before another, of one regulation, or where `procedure` is empty of any."""

    since: datetime
    before: datetime
    procedure: str = ""


def fared(member: Member, period: Period, *, now: datetime, reading: Reading | None = None) -> list[Fared]:
    """Each duty that arose in the dossiers of a period that the member reads, where it went wrong most often first: one query.

    The end of the retention is no promise that can be late, and is left out.
    """
    found = visible_to(member, reading=reading).filter(received_at__gte=period.since, received_at__lt=period.before)
    if period.procedure:
        found = found.filter(matter__procedure_version__procedure=period.procedure)
    overdue = Q(duties__status__in=_OWED, duties__due__lte=now)
    counted = (
        found.order_by()
        .values("duties__duty")
        .annotate(
            met=Count("duties", filter=Q(duties__status="met") & _IN_TIME),
            late=Count("duties", filter=Q(duties__status="met", duties__met_at__gte=F("duties__due"))),
            undated=Count("duties", filter=Q(duties__status="met", duties__due__isnull=True)),
            overdue=Count("duties", filter=overdue),
            waived=Count("duties", filter=Q(duties__status="waived")),
            lapsed=Count("duties", filter=Q(duties__status="lapsed")),
            owed=Count("duties", filter=Q(duties__status__in=(*_OWED, "suspended"))),
        )
    )
    return sorted((_fared(row) for row in counted if row["duties__duty"] not in {None, DESTRUCTION}), key=_worst_first)


def altogether(duties: Iterable[Fared]) -> Fared:
    """All of them in one."""
    rows = list(duties)
    names = ("met", "late", "overdue", "waived", "lapsed", "running", "undated")
    return Fared("", **{name: sum(getattr(row, name) for row in rows) for name in names})


def duties_known(procedures: Iterable[Procedure]) -> Mapping[str, Procedure]:
    """By each duty the regulation that says what it is: the first of these that has it."""
    found: dict[str, Procedure] = {}
    for procedure in procedures:
        for duty in procedure.duties:
            found.setdefault(duty.id, procedure)
    return found


def _fared(row: Mapping[str, Any]) -> Fared:
    counts = {name: int(row[name]) for name in ("met", "late", "overdue", "waived", "lapsed", "undated")}
    return Fared(str(row["duties__duty"]), **counts, running=int(row["owed"]) - counts["overdue"])


def _worst_first(row: Fared) -> tuple[int, float, str]:
    return -row.broken, 1.0 if row.share is None else row.share, row.duty
