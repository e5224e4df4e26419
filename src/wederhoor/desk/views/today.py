"""Vandaag: what is due, by urgency. Three reads by index say how many, and which go on top; one more fetches the rows that are shown."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any, Final

from django.db.models import Q, QuerySet, prefetch_related_objects
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from wederhoor.actions.access import visible_to
from wederhoor.actions.installation import begun
from wederhoor.actions.narrowing import still_open
from wederhoor.actions.own import own_dossiers, team_dossiers
from wederhoor.actions.proposals import with_proposals
from wederhoor.desk.listing import parties_of, rules_of, tops, with_rules
from wederhoor.desk.seat import Seat, at_the_desk, framed
from wederhoor.desk.shown.first import desk_steps
from wederhoor.desk.shown.rows import work_row
from wederhoor.desk.shown.waiting import letters_waiting, mark_waiting
from wederhoor.web.places import place_at, place_of

if TYPE_CHECKING:
    from wederhoor.dossiers.models import Dossier

#: So many of each group are counted; where there are more a plus stands behind.
LOOKED_AT: Final = 200
#: Rows of each group on the first page, and on a page of one group.
SHOWN: Final = {"late": 12, "today": 12, "week": 8, "later": 4, "undated": 4}
PAGE: Final = 25
#: The groups that are read in one statement.
_READ_TOGETHER: Final = (("late",), ("today", "week", "later"), ("undated",))
_SUNDAY: Final = 6
#: Whose work one looks at, and under which name the session keeps it: his own, his team's, everything.
_WHOSE: Final = ("mij", "team", "alles")
WHOSE: Final = "whose"


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
    whose = _whose(request, seat)
    work = _of_whom(still_open(visible_to(seat.member, reading=seat.reading)), whose, seat)
    wanted = request.GET.get("groep", "")
    if wanted in SHOWN:
        return _one_group(request, seat, work, wanted)
    groups = [group for keys in _READ_TOGETHER for group in _groups(work, keys, seat.now)]
    rows = _rows(work, [pk for group in groups for pk in group.shown], seat.now)
    mark_waiting(rows, seat)
    letters = letters_waiting(seat)
    context = framed(
        seat,
        "today",
        today=localtime(seat.now).date(),
        tally=[
            {"count": group.said, "label": _(_TITLES[group.key]).lower(), "tone": "late" if group.key == "late" and group.count else ""}
            for group in groups
        ],
        groups=[_shown(group, [rows[pk] for pk in group.shown if pk in rows]) for group in groups if group.count],
        letter_groups=letters,
        whose=whose,
        steps=() if letters or any(group.count for group in groups) else desk_steps(begun(seat.organisation), able=bool(seat.roles)),
        choices=[(code, said, f"{reverse('desk:today')}?{urlencode({'wie': code})}") for code, said in _choices()],
    )
    return render(request, "desk/today.html", context)


def _whose(request: HttpRequest, seat: Seat) -> str:
    """Whose work is shown: as asked, else as he asked last in this session, else everything that he reads."""
    asked = request.GET.get("wie", "")
    if asked in _WHOSE and asked != request.session.get(WHOSE):
        request.session[WHOSE] = asked
    found = request.session.get(WHOSE)
    return found if found in _WHOSE and seat.roles else _WHOSE[-1]


def _of_whom(work: "QuerySet[Dossier]", whose: str, seat: Seat) -> "QuerySet[Dossier]":
    if whose == _WHOSE[-1]:
        return work
    of_whom = own_dossiers if whose == _WHOSE[0] else team_dossiers
    return work.filter(of_whom(seat.reading.members, sorted(seat.roles)))


def _choices() -> tuple[tuple[str, str], ...]:
    return tuple(zip(_WHOSE, (_("Van mij"), _("Van mijn team"), _("Alles")), strict=True))


def _groups(work: "QuerySet[Dossier]", keys: Sequence[str], now: datetime) -> list[Group]:
    """Groups with what goes on top: critical faults first, then what nobody handles, then by date; exact however many there are."""
    found = tops([(_of_group(work, key, now), SHOWN[key]) for key in keys], counted_to=LOOKED_AT)
    return [Group(key, tuple(shown), count) for key, (shown, count) in zip(keys, found, strict=True)]


def _ends(day: date, now: datetime) -> tuple[datetime, datetime]:
    """The ends of today and of this week, local midnights; a due date ends on the midnight itself."""
    start = localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
    left = _SUNDAY - day.weekday()
    return _midnight(start, 1), _midnight(start, left + 1)


def _midnight(start: datetime, days: int) -> datetime:
    return localtime(datetime.combine(start.date() + timedelta(days=days), datetime.min.time(), start.tzinfo))


def _rows(work: "QuerySet[Dossier]", keys: Sequence[int], now: datetime) -> dict[int, dict[str, Any]]:
    found = list(with_rules(with_proposals(work.filter(pk__in=keys))))
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
    """A group in the order of the worklist: what presses on top, then by date; `na` is the key of the last row seen."""
    found = _of_group(work, key, seat.now).order_by("pressing", *_order(key))
    after = _after(request.GET.get("na", ""), dated=key != "undated")
    if after is not None:
        found = found.filter(after)
    rows = list(with_rules(with_proposals(found))[: PAGE + 1])
    drawn = _drawn(rows[:PAGE], seat.now)
    mark_waiting(drawn, seat)
    last = rows[PAGE - 1] if len(rows) > PAGE else None
    further = f"?{urlencode({'groep': key, 'na': _key(last)})}" if last is not None else ""
    context = framed(seat, "today", title=_(_TITLES[key]), rows=list(drawn.values()), next_href=further, tone=key)
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
    return work.filter(spans[key]).order_by(*_order(key))


def _order(key: str) -> tuple[str, str]:
    """By date; what has none by its age."""
    return ("received_at" if key == "undated" else "next_due", "pk")


def _key(row: "Dossier") -> str:
    return f"{row.pressing}_{place_at(row.next_due or row.received_at, row.pk)}"


def _after(key: str, *, dated: bool) -> Q | None:
    """What comes after the row with this key; None for a key that is none."""
    rank, _between, rest = key.partition("_")
    place = place_of(rest)
    if place is None or not (rank.isdecimal() and len(rank) == 1):
        return None
    moment, pk = place
    name = "next_due" if dated else "received_at"
    same = Q(**{f"{name}__gt": moment}) | Q(**{name: moment, "pk__gt": pk})
    return Q(pressing__gt=int(rank)) | (Q(pressing=int(rank)) & same)


_TITLES: Final = {
    "late": gettext_noop("Te laat"),
    "today": gettext_noop("Vandaag"),
    "week": gettext_noop("Deze week"),
    "later": gettext_noop("Later"),
    "undated": gettext_noop("Zonder termijn"),
}
