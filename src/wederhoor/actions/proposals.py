"""What the sweep proposes: which steps, and how a proposal is settled: taken, set aside by a person, or owed no more."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db.models import OuterRef, QuerySet, Subquery

from wederhoor.core.owing import DESTRUCTION
from wederhoor.core.promise import PROGRESS, guard
from wederhoor.core.state import Dossier as Replayed
from wederhoor.core.state import Matter
from wederhoor.dossiers.agenda import Look, remind_at
from wederhoor.dossiers.models import Dossier, Proposal

#: Acts that the clock asks for, so that they are proposed rather than only reminded of.
PROPOSED: Final = frozenset({"destroy", PROGRESS, "follow_up", "archive", "close", "ask_completion"})


@dataclass(frozen=True, slots=True)
class Found:
    """A proposal to be made. `since`: it is not made again where it was made from that moment on and set aside."""

    proposal: Proposal
    since: datetime | None = None


def proposals(row: Dossier, matter: Matter, look: Look, now: datetime) -> Iterator[Found]:
    """What to propose for a duty that is near its end or past it: the act that meets it, else what keeps the promise of its term."""
    dossier = matter.dossiers[row.name]
    item = dossier.occurrences[look.position]
    acts = dict.fromkeys(trigger.act.removesuffix(".sent") for trigger in item.duty.met_by)
    act = next((name for name in acts if name in PROPOSED), None) or guard(matter, dossier, item, now)
    if act is not None:
        before = (
            remind_at(item, item.due, matter) if look.kind == "after" and item.due is not None and item.duty.id != DESTRUCTION else None
        )
        yield Found(Proposal(dossier=row, act=act, position=look.position, made_at=now), before)


def unseen(found: Sequence[Found]) -> list[Proposal]:
    """Those that nobody set aside since they were first made: one query, and none where there is nothing to ask."""
    again = [item for item in found if item.since is not None]
    settled = Proposal.objects.filter(dossier__in={item.proposal.dossier_id for item in again}, settled_at__isnull=False)
    known = list(settled.values_list("dossier_id", "act", "position", "made_at")) if again else []
    return [item.proposal for item in found if not _was_there(item, known)]


def _was_there(item: Found, known: Sequence[tuple[int, str, int, datetime]]) -> bool:
    mine = (item.proposal.dossier_id, item.proposal.act, item.proposal.position)
    return any(item.since is not None and (dossier, act, place) == mine and made >= item.since for dossier, act, place, made in known)


def with_proposals(found: QuerySet[Dossier]) -> QuerySet[Dossier]:
    """Dossiers with the act that was proposed in each for its oldest duty, as `proposed_act`; no query more."""
    waiting = Proposal.objects.filter(dossier=OuterRef("pk"), settled_at__isnull=True).order_by("position", "pk")
    return found.annotate(proposed_act=Subquery(waiting.values("act")[:1]))


def settle_taken(dossier: Dossier, item: Replayed, act: str, now: datetime) -> None:
    """A message that was proposed goes out: its proposal is settled, though the duty is still owed."""
    if act == PROGRESS or act in item.plan.extends:
        Proposal.objects.filter(dossier=dossier, act=act, settled_at__isnull=True).update(settled_at=now)


def set_aside(dossier: Dossier, key: int, now: datetime) -> bool:
    """A person does not want it; the row stays, and it is not proposed again for the same date. False: it is not there any more."""
    return bool(Proposal.objects.filter(dossier=dossier, pk=key, settled_at__isnull=True).update(settled_at=now))
