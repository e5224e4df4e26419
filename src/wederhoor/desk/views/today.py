"""Vandaag: what is due, by urgency. Three reads by index say how many, and which go on top; one more fetches the rows that are shown."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import chain
from typing import TYPE_CHECKING, Any, Final

from django.db.models import Q, QuerySet, prefetch_related_objects
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from wederhoor.actions.access import visible_to
from wederhoor.desk.listing import parties_of, rules_of, still_open, together, with_rules
from wederhoor.desk.seat import Seat, at_the_desk, framed
from wederhoor.desk.shown.rows import work_row

if TYPE_CHECKING:
    from wederhoor.dossiers.models import Dossier

#: So many of each group are counted; where there are more a plus stands behind.
LOOKED_AT: Final = 200
#: Rows of each group on the first page, and on a page of one group.
SHOWN: Final = {"late": 12, "today": 12, "week": 8, "later": 4, "undated": 4}
PAGE: Final = 25
#: The groups that are read in one statement.
_READ_TOGETHER: Final = (("late",), ("today", "week", "later"), ("undated",))
#: The ranks of `Dossier.pressing`, the first on top.
_RANKS: Final = range(4)
_SUNDAY: Final = 6


@dataclass(frozen=True, slots=True)
class Group:
    """A group of the worklist: its key, the keys of its dossiers that are shown, in their order, and how many it has."""

    key: str
    shown: tuple[int, ...]
    count: int

    @property
    def said(self) -> str:
        """Its number, with a plus where not all were counted."""
        return f"{self.count}{'+' if self.count == LOOKED_AT else ''}"


@at_the_desk
def today(request: HttpRequest, seat: Seat) -> HttpResponse:
    """The worklist, or with `groep` one group of it, page by page."""
    work = still_open(visible_to(seat.member, reading=seat.reading))
    wanted = request.GET.get("groep", "")
    if wanted in SHOWN:
        return _one_group(request, seat, work, wanted)
    groups = [group for keys in _READ_TOGETHER for group in _groups(work, keys, seat.now)]
    rows = _rows(work, [pk for group in groups for pk in group.shown], seat.now)
    context = framed(
        seat,
        "today",
        today=localtime(seat.now).date(),
        tally=[
            {"count": group.said, "label": _(_TITLES[group.key]).lower(), "tone": "late" if group.key == "late" and group.count else ""}
            for group in groups
        ],
        groups=[_shown(group, [rows[pk] for pk in group.shown if pk in rows]) for group in groups if group.count],
    )
    return render(request, "desk/today.html", context)


def _groups(work: "QuerySet[Dossier]", keys: Sequence[str], now: datetime) -> Iterator[Group]:
    """Groups with what goes on top: critical faults first, then what nobody handles, then by date; exact however many there are."""
    groups = [_of_group(work, key, now) for key in keys]
    ranked = [group.filter(pressing=rank)[: SHOWN[key]] for key, group in zip(keys, groups, strict=True) for rank in _RANKS]
    found, counts = together(ranked, counted=[group[:LOOKED_AT] for group in groups])
    for place, (key, count) in enumerate(zip(keys, counts, strict=True)):
        of_rank = found[place * len(_RANKS) : (place + 1) * len(_RANKS)]
        yield Group(key, tuple(chain.from_iterable(of_rank))[: SHOWN[key]], count)


def _ends(day: date, now: datetime) -> tuple[datetime, datetime]:
    """The ends of today and of this week, local midnights; a due date ends on the midnight itself."""
    start = localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
    left = _SUNDAY - day.weekday()
    return _midnight(start, 1), _midnight(start, left + 1)


def _midnight(start: datetime, days: int) -> datetime:
    return localtime(datetime.combine(start.date() + timedelta(days=days), datetime.min.time(), start.tzinfo))


def _rows(work: "QuerySet[Dossier]", keys: Sequence[int], now: datetime) -> dict[int, dict[str, Any]]:
    found = list(with_rules(work.filter(pk__in=keys)))
    return _drawn(found, now)


def _drawn(found: Iterable["Dossier"], now: datetime) -> dict[int, dict[str, Any]]:
    rows = list(found)
    undated = [row for row in rows if row.next_due is None]
    prefetch_related_objects(undated, "duties")
    by, parties = rules_of(rows, now), parties_of(rows)
    return {row.pk: work_row(row, by[row.matter_id], now, parties[row.matter_id]) for row in rows}


def _shown(group: Group, rows: list[dict[str, Any]]) -> dict[str, Any]:
    more = f"{reverse('desk:today')}?{urlencode({'groep': group.key})}" if group.count > len(rows) else ""
    tone = "late" if group.key == "late" else ""
    return {"title": _(_TITLES[group.key]), "count": group.said, "rows": rows, "tone": tone, "more": more}


# One group, page by page ---------------------------------------------------------------------------------------------------


def _one_group(request: HttpRequest, seat: Seat, work: "QuerySet[Dossier]", key: str) -> HttpResponse:
    """A group in the order of its dates; `na` is the key of the last row seen."""
    found = _of_group(work, key, seat.now)
    after = _after(request.GET.get("na", ""), dated=key != "undated")
    if after is not None:
        found = found.filter(after)
    rows = list(with_rules(found)[: PAGE + 1])
    drawn = _drawn(rows[:PAGE], seat.now)
    last = rows[PAGE - 1] if len(rows) > PAGE else None
    further = f"?{urlencode({'groep': key, 'na': _key(last)})}" if last is not None else ""
    context = framed(seat, "today", title=_TITLES[key], rows=list(drawn.values()), next_href=further, tone=key)
    return render(request, "desk/group.html", context)


def _of_group(work: "QuerySet[Dossier]", key: str, now: datetime) -> "QuerySet[Dossier]":
    ends = _ends(localtime(now).date(), now)
    spans = {
        "late": Q(next_due__lte=now),
        "today": Q(next_due__gt=now, next_due__lte=ends[0]),
        "week": Q(next_due__gt=max(now, ends[0]), next_due__lte=ends[1]),
        "later": Q(next_due__gt=ends[1]),
        "undated": Q(next_due__isnull=True),
    }
    return work.filter(spans[key]).order_by(*(["pk"] if key == "undated" else ["next_due", "pk"]))


def _key(row: "Dossier") -> str:
    return f"{row.next_due.isoformat() if row.next_due else ''}_{row.pk}"


def _after(key: str, *, dated: bool) -> Q | None:
    due, _between, number = key.rpartition("_")
    if not number.isdecimal():
        return None
    if not dated:
        return Q(pk__gt=int(number))
    try:
        moment = datetime.fromisoformat(due)
    except ValueError:
        return None
    within = Q(next_due__gt=moment) | Q(pk__gt=int(number))
    return Q(next_due__gte=moment) & within if moment.tzinfo else None


_TITLES: Final = {"late": "Te laat", "today": "Vandaag", "week": "Deze week", "later": "Later", "undated": "Zonder termijn"}
