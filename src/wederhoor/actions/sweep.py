"""The sweep: finds by the index of `next_change` what time has brought, and nothing else; its cost is what is due, not what exists.

It draws what silence brings into the rows, reminds holders before a duty's end and warns them after it, in working hours, and
proposes the steps that are due. It never acts in a matter: passing time is never an act. Once a day it anchors all heads.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from django.db import transaction
from django.utils.timezone import localtime

from wederhoor.actions.anchors import anchor
from wederhoor.actions.clearing import clear_old
from wederhoor.actions.drafting import clear_expired
from wederhoor.actions.loading import Shelf, take
from wederhoor.actions.outbox import clear_passed
from wederhoor.actions.proposals import Found, proposals, unseen
from wederhoor.actions.recalculate import proposal
from wederhoor.actions.reminding import Holders, Notice, reminder
from wederhoor.actions.saving import Swept, save_rows
from wederhoor.actions.uploads import clear_lost
from wederhoor.core.advance import pass_time
from wederhoor.core.state import Matter as Replayed
from wederhoor.correspondence.models import Letter
from wederhoor.dossiers.agenda import Look, in_working_hours, looks
from wederhoor.dossiers.models import Dossier, Proposal, Reminder
from wederhoor.dossiers.rows import rows_of
from wederhoor.organisations.models import CalendarVersion
from wederhoor.organisations.regulations import newest_calendars

#: Matters per transaction: writers in between wait no longer than these take.
_AT_ONCE: Final = 50


@dataclass(slots=True)
class Done:
    """What a sweep did, in numbers."""

    looked: int = 0
    reminders: int = 0
    alarms: int = 0
    proposals: int = 0
    mails: int = 0
    anchors: int = 0
    files: int = 0
    drafts: int = 0
    passed: int = 0
    cleared: int = 0


@dataclass(slots=True)
class _Found:
    """What one transaction has to write besides the rows."""

    notices: list[Notice] = field(default_factory=list)
    proposals: list[Found] = field(default_factory=list)


def sweep(now: datetime, *, limit: int = 10_000) -> Done:
    """Looks at every dossier whose moment has come, `limit` at most; says what it did. Run twice, the second finds nothing."""
    done = Done()
    due = Dossier.objects.filter(next_change__lte=now).order_by("next_change").values_list("matter_id", flat=True)
    weigh = Dossier.objects.filter(recheck=True).order_by("pk").values_list("matter_id", flat=True)
    ids = list(dict.fromkeys([*due[:limit], *weigh[:limit]]))[:limit]
    for start in range(0, len(ids), _AT_ONCE):
        with transaction.atomic():
            _look_at(ids[start : start + _AT_ONCE], now, done)
    done.anchors = anchor(now)
    done.drafts = clear_expired(now)
    if done.anchors:  # once a day
        done.files, done.passed, done.cleared = clear_lost(now), clear_passed(now), clear_old(now)
    return done


def _look_at(ids: Sequence[int], now: datetime, done: Done) -> None:
    found = _Found()
    shelves = take(ids, lock=True, skip_locked=True)
    calendars = _calendars([shelf for shelf in shelves if any(row.recheck for row in shelf.dossiers.values())])
    for shelf in shelves:
        _look_at_one(shelf, now, found, calendars.get(shelf.row.organisation_id, ()))
        done.looked += 1
    _write(shelves, found, now, done)


def _calendars(shelves: Sequence[Shelf]) -> dict[int, tuple[CalendarVersion, ...]]:
    """The newest calendars of the organisations of matters that are to be weighed against them."""
    organisations = {shelf.row.organisation_id: shelf.row.organisation for shelf in shelves}
    return {pk: tuple(newest_calendars(organisation).values()) for pk, organisation in organisations.items()}


def _look_at_one(shelf: Shelf, now: datetime, found: _Found, calendars: Sequence[CalendarVersion]) -> None:
    reopens = in_working_hours(now, shelf.calendar)
    swept = Swept(now, reopens == now, reopens)
    matter = shelf.replayed(shelf.row.drawn_at)
    before = {name: rows_of(matter, item) for name, item in matter.dossiers.items()}
    pass_time(matter, now)
    if swept.at_work:
        for row, look in _due(shelf, matter, now):
            dossier = matter.dossiers[row.name]
            readers = before[row.name].roles
            found.notices.append(Notice(shelf, row, dossier, dossier.occurrences[look.position], look, readers))
            found.proposals.extend(proposals(row, matter, look, now))
    if any(row.recheck for row in shelf.dossiers.values()):
        moved = proposal(shelf, matter, calendars, now)
        found.proposals.extend([Found(moved)] if moved else [])
    save_rows(shelf, matter, before=before, swept=swept)


def _due(shelf: Shelf, matter: Replayed, now: datetime) -> Iterator[tuple[Dossier, Look]]:
    """What the sweep has not looked at yet; of a duty that is past, only that, not also that it was near."""
    for name, item in matter.dossiers.items():
        row = shelf.dossiers[name]
        passed = [look for look in looks(matter, item) if row.looked_at < look.moment <= now and look.position >= 0]
        late = {look.position for look in passed if look.kind == "after"}
        yield from ((row, look) for look in passed if look.kind == "after" or look.position not in late)


def _write(shelves: Sequence[Shelf], found: _Found, now: datetime, done: Done) -> None:
    dossiers = [row for shelf in shelves for row in shelf.dossiers.values()]
    fresh_proposals = unseen(found.proposals)
    Proposal.objects.bulk_create(fresh_proposals, ignore_conflicts=True)
    done.proposals += len(fresh_proposals)
    if not found.notices:
        return
    known = set(Reminder.objects.filter(dossier__in=dossiers).values_list("dossier_id", "position", "kind", "due"))
    fresh = [item for item in found.notices if (item.row.pk, item.look.position, item.look.kind, item.look.due) not in known]
    Reminder.objects.bulk_create([item.as_row(now) for item in fresh], ignore_conflicts=True)
    holders = Holders([shelf.row.organisation_id for shelf in shelves], localtime(now).date())
    letters = [letter for item in fresh if item.told for letter in reminder(item, holders, now)]
    Letter.objects.bulk_create(letters)
    done.reminders += sum(item.look.kind == "before" for item in fresh)
    done.alarms += sum(item.look.kind == "after" and item.told for item in fresh)
    done.mails += len(letters)
