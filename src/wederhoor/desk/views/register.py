"""The register: every dossier that one may see, newest first, narrowed by what one asks, a page at a time by key."""

from typing import TYPE_CHECKING, Any, Final

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from wederhoor.actions.search import Hit, search
from wederhoor.actions.views import views_of
from wederhoor.desk.listing import parties_of, past, rules_of, with_rules
from wederhoor.desk.question import ALL, CHOOSING, FIND, PLACE, Question, question
from wederhoor.desk.seat import Seat, at_the_desk, framed
from wederhoor.desk.shown.register import fields, tabs, tags, unseen
from wederhoor.desk.shown.rows import register_row
from wederhoor.web.numbers import number_of
from wederhoor.web.places import place_at, place_of

if TYPE_CHECKING:
    from wederhoor.dossiers.models import Dossier

PAGE: Final = 25


@at_the_desk
def register(request: HttpRequest, seat: Seat) -> HttpResponse:
    """The list, with its filters, its views and what was looked for."""
    asked = question(request, seat)
    rows, further = _page(asked, request.GET.get(PLACE, ""))
    by, parties = rules_of(rows, seat.now), parties_of(rows)
    shown = [register_row(row, by[row.matter_id], seat.now, parties[row.matter_id]) for row in rows]
    choosing, views = CHOOSING in request.GET, tabs(asked, views_of(seat.member))
    context = framed(
        seat,
        "register",
        rows=shown,
        question=asked,
        find_text=asked.words or asked.number,
        fields=fields(asked),
        tags=tags(asked),
        unseen=unseen(asked),
        tabs=views,
        kept=any(view.current and view.pk for view in views),
        choosing=choosing,
        picked=choosing and ALL in request.GET,
        next_href=f"?{asked.address(**{PLACE: further}, **_mode(request))}" if further else "",
        **_links(asked, request.GET.get(PLACE, "")),
    )
    return render(request, "desk/register.html", context)


def _page(asked: Question, place: str) -> tuple[list["Dossier"], str]:
    """The rows of a page, and the place where the next begins."""
    found = asked.dossiers()
    if asked.key:
        return _found(asked, place)
    before = _before(place)
    rows = list(with_rules((found.filter(before) if before else found).order_by("-received_at", "-pk"))[: PAGE + 1])
    last = rows[PAGE - 1] if len(rows) > PAGE else None
    return rows[:PAGE], place_at(last.received_at, last.pk) if last else ""


def _found(asked: Question, place: str) -> tuple[list["Dossier"], str]:
    """The same for what was looked for: the word itself first, then its relatives."""
    if asked.wanted is None:
        return [], ""
    hits = search(asked.dossiers(), asked.wanted, after=_hit(place), limit=PAGE + 1, reading=asked.seat.reading)
    rows = {row.pk: row for row in with_rules(asked.visible().filter(pk__in=[hit.dossier for hit in hits[:PAGE]]))}
    last = hits[PAGE - 1] if len(hits) > PAGE else None
    return [rows[hit.dossier] for hit in hits[:PAGE] if hit.dossier in rows], f"{last.rank}_{last.dossier}" if last else ""


def _hit(place: str) -> Hit | None:
    rank, _between, said = place.partition("_")
    key = number_of(said)
    return Hit(int(rank), key) if rank in {"0", "1"} and key is not None else None


def _before(key: str) -> Q | None:
    place = place_of(key)
    return past(*place) if place else None


def _mode(request: HttpRequest) -> dict[str, str]:
    return {CHOOSING: "ja"} if CHOOSING in request.GET else {}


def _links(asked: Question, place: str) -> dict[str, Any]:
    """Where one goes from here with the same question."""
    here, at = reverse("desk:register"), {PLACE: place} if place else {}
    return {
        "filters_href": f"{reverse('desk:filters')}?{asked.address()}",
        "choose_href": f"{here}?{asked.address(**at, **{CHOOSING: 'ja'})}",
        "all_href": f"{here}?{asked.address(**at, **{CHOOSING: 'ja', ALL: 'ja'})}",
        "stop_href": f"{here}?{asked.address(**at)}",
        "exports": [(_("Spreadsheet"), _export(asked, "xlsx")), (_("CSV"), _export(asked, "csv"))],
        "query": asked.address(without=(FIND,)),
        "expired": bool(asked.key and not asked.words),
    }


def _export(asked: Question, kind: str) -> str:
    return f"{reverse('desk:export', args=[kind])}?{asked.address()}"
