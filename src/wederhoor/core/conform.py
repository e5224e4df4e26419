"""What a log did against what its procedure asked: per duty and right promised, kept or not, by which margin, with its evidence.

The same answers serve the report of an organisation, a dossier's own page and whoever audits it from outside.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final, Literal

from wederhoor.core.clockwork import deadline
from wederhoor.core.dossier import DutyView, RightView, duties, explanation_of, rights
from wederhoor.core.owing import DESTRUCTION
from wederhoor.core.state import Due, Matter, Occurrence
from wederhoor.core.term import Term, Unit

Verdict = Literal["met", "met_late", "overdue", "open", "waived", "lapsed", "used", "used_late", "expired"]
#: What a margin is counted in.
Margin = Literal["working days", "days", "hours"]

#: Verdicts by which a promise was kept, and by which it was broken; the others are neither.
KEPT: Final = frozenset({"met"})
BROKEN: Final = frozenset({"met_late", "overdue"})
#: Why a duty was let go, as the log has it.
_LET_GO: Final[Mapping[str, str]] = {
    "trigger": "een andere handeling nam dit weg",
    "ground": "de grond viel weg",
    "closing": "het dossier werd gesloten",
    "reopened": "het dossier werd heropend",
    "destroyed": "het dossier is vernietigd",
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One promise: what, to whom it falls, when it was due, what became of it.

    `margin` is what was left when it was met, or by `now` where it is open: in working days for a term of working days, in hours
    for a term of hours, else in days; negative is too late, None where there is no due date or nothing to measure. `evidence` are
    the places in the log of the acts it rests on, counted from 0: what brought it about and what ended it. `why` tells why
    it was let go. `cause`: the code of why it was late, where someone said so. A `guard` is a rule on whom may be named from
    which was departed, with the reason on record.
    """

    what: Literal["duty", "right", "guard"]
    id: str
    clauses: tuple[str, ...]
    dossier: str
    holder: str
    arose: datetime
    promised: Due | None
    verdict: Verdict
    ended: datetime | None
    margin: int | None
    unit: Margin
    evidence: tuple[int, ...]
    item: str | None = None
    why: str = ""
    cause: str = ""


@dataclass(slots=True)
class Tally:
    """How often the duties of one clause were kept, broken, let go or still run; `evidence` are the acts of the broken ones."""

    clause: str
    kept: int = 0
    broken: int = 0
    let_go: int = 0
    running: int = 0
    evidence: list[int] = field(default_factory=list)


def conform(matter: Matter, now: datetime) -> tuple[Finding, ...]:
    """Every duty and right of a matter as it stands at `now`, in the order in which they arose; then what was departed from."""
    found = [_of_duty(view, matter, now) for view in duties(matter, now)]
    return (*found, *(_of_right(view, matter, now) for view in rights(matter, now)), *_departures(matter))


def by_clause(findings: Iterable[Finding]) -> tuple[Tally, ...]:
    """The duties counted per clause, in the order in which the clauses first come up; rights bind nobody and are left out.

    A rule that was departed from counts as let go.
    """
    tallies: dict[str, Tally] = {}
    for finding in findings:
        for clause in finding.clauses if finding.what != "right" else ():
            _count(tallies.setdefault(clause, Tally(clause)), finding)
    return tuple(tallies.values())


def _count(tally: Tally, finding: Finding) -> None:
    if finding.verdict in KEPT:
        tally.kept += 1
    elif finding.verdict in BROKEN:
        tally.broken += 1
        tally.evidence += finding.evidence
    elif finding.verdict == "open":
        tally.running += 1
    else:
        tally.let_go += 1


# Duties --------------------------------------------------------------------------------------------------------------------


def _of_duty(view: DutyView, matter: Matter, now: datetime) -> Finding:
    item = view.occurrence
    verdict = _verdict(view.status)
    stands = verdict in {"waived", "lapsed"} or view.status == "suspended" or item.duty.id == DESTRUCTION
    return Finding(
        what="duty",
        id=item.duty.id,
        clauses=item.duty.clause,
        dossier=view.dossier.name,
        holder=item.duty.holder,
        arose=item.record.at,
        promised=view.due,
        verdict=verdict,
        ended=item.waived_at or item.met_at or item.lapsed_at,
        margin=None if stands else _margin(item.met_at or now, view.due, item.duty.term, matter),
        unit=_unit(item.duty.term),
        evidence=tuple(place for place in (item.record.index, item.met_by, item.waived_by) if place is not None),
        item=item.item,
        why=_why(item, verdict),
        cause=_cause(view) if verdict in BROKEN else "",
    )


def _cause(view: DutyView) -> str:
    said = explanation_of(view.dossier, view.occurrence)
    return str(said.data.get("cause") or "") if said else ""


def _verdict(status: str) -> Verdict:
    match status:
        case "met" | "met_late" | "overdue" | "waived" | "lapsed":
            return status
        case _:  # on its way or suspended: the promise still runs
            return "open"


def _why(item: Occurrence, verdict: Verdict) -> str:
    if verdict == "waived":
        return "ervan afgezien, met de reden in het dossier"
    return _LET_GO[item.lapsed_by] if verdict == "lapsed" else ""


# Rights --------------------------------------------------------------------------------------------------------------------


def _of_right(view: RightView, matter: Matter, now: datetime) -> Finding:
    item = view.opening
    verdict = _right_verdict(view, matter)
    return Finding(
        what="right",
        id=item.right.id,
        clauses=item.right.clause,
        dossier=view.dossier.name,
        holder=item.right.holder,
        arose=item.record.at,
        promised=view.closes,
        verdict=verdict,
        ended=item.used_at or item.lapsed_at,
        margin=None if verdict == "lapsed" else _margin(item.used_at or now, view.closes, item.right.term, matter),
        unit=_unit(item.right.term),
        evidence=(item.record.index,) if item.used_by is None else (item.record.index, item.used_by),
        why=_LET_GO[item.lapsed_by or "destroyed"] if verdict == "lapsed" else "",
    )


def _right_verdict(view: RightView, matter: Matter) -> Verdict:
    used = view.opening.used_at
    if used is not None:
        late = view.closes is not None and used >= deadline(view.closes, matter.calendar)
        return "used_late" if late else "used"
    match view.status:
        case "lapsed" | "expired":
            return view.status
        case _:
            return "open"


# Departures ----------------------------------------------------------------------------------------------------------------


def _departures(matter: Matter) -> Iterator[Finding]:
    """Who was named though the regulation would not have him, with a reason, as it allows (`Persons.override`)."""
    for dossier in matter.dossiers.values():
        for record in dossier.records:
            rule = dossier.plan.rules.get(record.act)
            if record.data.get("override") and rule and rule.persons and rule.persons.override:
                yield Finding(
                    what="guard",
                    id=record.act,
                    clauses=rule.persons.clause or rule.clause,
                    dossier=dossier.name,
                    holder=record.by,
                    arose=record.at,
                    promised=None,
                    verdict="waived",
                    ended=record.at,
                    margin=None,
                    unit="days",
                    evidence=(record.index,),
                    why="ervan afgeweken, met de reden in het dossier",
                )


# Margins -------------------------------------------------------------------------------------------------------------------


def _unit(term: Term | None) -> Margin:
    if term is None or term.unit not in {Unit.HOURS, Unit.WORKING_DAYS}:
        return "days"
    return "hours" if term.unit is Unit.HOURS else "working days"


def _margin(at: datetime, end: Due | None, term: Term | None, matter: Matter) -> int | None:
    """What was left between a moment and the end; less than nothing is what it was too late."""
    if end is None:
        return None
    if isinstance(end, datetime):
        return (end - at) // timedelta(hours=1)
    day = matter.calendar.local_day(at)
    if term is None or term.unit is not Unit.WORKING_DAYS:
        return (end - day).days
    calendar = matter.calendars.get(term.calendar or "", matter.calendar)
    return calendar.working_days_between(day, end)
