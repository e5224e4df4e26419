"""A member's own days: duties that are his and talks, hearings and visits that are planned; and the secret address of their feed.

The secret is made of the installation's, so that it can be shown again and is never kept; a new one takes the old one away.
"""

import base64
import hashlib
import hmac
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from django.conf import settings
from django.db.models import Q, QuerySet

from wederhoor.actions.access import Reading, visible_to
from wederhoor.actions.own import own_duties
from wederhoor.actions.policy import Cover, cover_today
from wederhoor.core.owing import DESTRUCTION
from wederhoor.core.plan import plans
from wederhoor.core.procedure import Procedure
from wederhoor.core.wording import Words
from wederhoor.dossiers.models import Act, Dossier, DutyRow
from wederhoor.organisations.models import CalendarFeed, Member
from wederhoor.organisations.regulations import load_procedure

#: Acts that plan something on a day.
PLANS: Final = ("invite", "visit")
_BYTES: Final = 20
#: So many days in the past stay in the feed, and so many entries in all.
_BACK: Final = timedelta(days=31)
_MOST: Final = 500
_LARGE: Final = ("dossier__facts", "dossier__matter__procedure_version__text")


@dataclass(frozen=True, slots=True)
class Entry:
    """Something on a member's day: a duty by its name, or what was planned by its purpose. `key`: which within the dossier."""

    number: str
    key: str
    day: date
    name: Words
    clause: str
    procedure: Procedure
    purpose: str = ""


def secret_of(feed: CalendarFeed) -> str:
    """What stands in the address: 160 bits."""
    said = f"calendar:{feed.member_id}:{feed.made_at.isoformat()}".encode()
    made = hmac.new(settings.SECRET_KEY.encode(), said, hashlib.sha256).digest()[:_BYTES]
    return base64.b32encode(made).decode().lower()


def feed_of(member: Member) -> CalendarFeed | None:
    """The feed that a member has."""
    return CalendarFeed.objects.filter(member=member).first()


def renew_feed(member: Member, now: datetime) -> CalendarFeed:
    """A feed with a new address; an old one opens nothing any more."""
    feed = CalendarFeed(member=member, made_at=now)
    feed.digest = _digest(secret_of(feed))
    found, _made = CalendarFeed.objects.update_or_create(member=member, defaults={"made_at": feed.made_at, "digest": feed.digest})
    return found


def stop_feed(member: Member) -> None:
    """No address opens his days any more."""
    CalendarFeed.objects.filter(member=member).delete()


def reader_of(secret: str) -> Member | None:
    """Whose feed this is; of someone who left no more."""
    active = CalendarFeed.objects.filter(member__active=True, member__user__is_active=True)
    found = active.select_related("member__organisation").filter(digest=_digest(secret)).first()
    return found.member if found else None


def entries_of(member: Member, today: date, cover: Cover | None = None) -> list[Entry]:
    """His days, the first on top, by what he may read: duties that are still open, and what is planned or was a month ago.

    What he stands in for is his too, for as long as he does. `cover`: for whom that is today, where the caller knows it already.
    """
    own = {row.role for row in member.roles.all()}
    cover = cover_today(member, today, own) if cover is None else cover
    mine = Reading(frozenset(own | cover.functions), (member.pk, *cover.members))
    seen = visible_to(member, reading=mine)
    found = [*_duties(mine, seen.exclude(stage__in=["closed", "destroyed"])), *_planned(mine, seen.exclude(stage="destroyed"), today)]
    return sorted(found, key=lambda entry: (entry.day, entry.number, entry.key))[:_MOST]


def _duties(mine: Reading, seen: QuerySet[Dossier]) -> Iterator[Entry]:
    open_ones = DutyRow.objects.filter(own_duties(mine.members, mine.roles), dossier__in=seen, status__in=["open", "on_its_way"])
    dated = open_ones.filter(due_day__isnull=False).exclude(duty=DESTRUCTION).select_related("dossier__matter__procedure_version")
    for row in dated.defer(*_LARGE).order_by("due_day", "pk")[:_MOST]:
        procedure = load_procedure(row.dossier.matter.procedure_version)
        duty = plans(procedure)[row.dossier.instance].duties.get(row.duty)
        if duty is not None and row.due_day is not None:
            yield Entry(row.dossier.number, f"{row.position}-{row.duty}", row.due_day, duty.name, row.clause, procedure)


def _planned(reading: Reading, seen: QuerySet[Dossier], today: date) -> Iterator[Entry]:
    """What was planned in dossiers that he handles or has a part in; of what was planned anew only the last."""
    his = Q(owner__in=reading.members) | Q(matter__parties__member__in=reading.members)
    mine = seen.filter(his).select_related("matter__procedure_version").distinct()
    since = (today - _BACK).isoformat()
    dossiers = {(row.matter_id, row.name): row for row in mine.defer("facts", "matter__procedure_version__text")}
    acts = Act.objects.filter(matter__in=mine.values("matter"), act__in=PLANS, data__planned_on__gte=since).order_by("matter", "seq")
    last: dict[tuple[int, str, str], Entry] = {}
    for act in acts[:_MOST]:
        row = dossiers.get((act.matter_id, act.dossier))
        if row is not None:
            purpose = purpose_of(act)
            procedure = load_procedure(row.matter.procedure_version)
            rule = plans(procedure)[row.instance].rules.get(act.act)
            clause = rule.clause[0] if rule and rule.clause else ""
            day = date.fromisoformat(str(act.data["planned_on"]))
            last[(act.matter_id, act.dossier, purpose)] = Entry(row.number, purpose, day, "", clause, procedure, purpose)
    yield from last.values()


def purpose_of(act: Act) -> str:
    """What was planned: a talk, a hearing or a visit."""
    return "visit" if act.act == "visit" else str(act.data.get("purpose") or "talk")


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.strip().lower().encode("utf-8", "replace")).hexdigest()
