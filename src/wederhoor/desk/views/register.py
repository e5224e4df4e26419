"""The register: every dossier that one may see, newest first, a page at a time by key."""

from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from wederhoor.actions.access import visible_to
from wederhoor.core import words
from wederhoor.desk.listing import parties_of, rules_of, with_rules
from wederhoor.desk.seat import Seat, at_the_desk, framed
from wederhoor.desk.shown.rows import register_row
from wederhoor.web.fields import Choice

if TYPE_CHECKING:
    from wederhoor.dossiers.models import Dossier

PAGE: Final = 25
KINDS: Final = (*words.codes("kind"),)
STAGES: Final = (*words.codes("stage"),)


@at_the_desk
def register(request: HttpRequest, seat: Seat) -> HttpResponse:
    """The list, with a filter on stage and kind and a search by number; a number that is whole opens its dossier."""
    asked = request.GET
    number = asked.get("zoek", "").strip()
    every = visible_to(seat.member, reading=seat.reading)
    if number and every.filter(number=number).exists():
        return redirect("desk:dossier", number)
    rows = list(with_rules(_filtered(every, asked, number).order_by("-received_at", "-pk"))[: PAGE + 1])
    by, parties = rules_of(rows, seat.now), parties_of(rows)
    shown = [register_row(row, by[row.matter_id], seat.now, parties[row.matter_id]) for row in rows[:PAGE]]
    context = framed(
        seat,
        "register",
        rows=shown,
        find_text=number,
        stages=_choices("stage", STAGES),
        kinds=_choices("kind", KINDS),
        stage=asked.get("fase", ""),
        kind=asked.get("soort", ""),
        filtered=any(asked.get(name) for name in ("zoek", "fase", "soort", "voor")),
        next_href=_further(asked, rows[PAGE - 1]) if len(rows) > PAGE else "",
    )
    return render(request, "desk/register.html", context)


def _filtered(found: "QuerySet[Dossier]", asked: QueryDict, number: str) -> "QuerySet[Dossier]":
    wanted: dict[str, Any] = {}
    if asked.get("fase") in STAGES:
        wanted["stage"] = asked["fase"]
    if asked.get("soort") in KINDS:
        wanted["kind"] = asked["soort"]
    if number:
        wanted["number__startswith"] = number
    before = _before(asked.get("voor", ""))
    return found.filter(before, **wanted) if before is not None else found.filter(**wanted)


def _before(key: str) -> Q | None:
    received, _between, number = key.rpartition("_")
    try:
        moment = datetime.fromisoformat(received)
    except ValueError:
        return None
    if not number.isdecimal() or moment.tzinfo is None:
        return None
    return Q(received_at__lte=moment) & (Q(received_at__lt=moment) | Q(pk__lt=int(number)))


def _further(asked: QueryDict, last: "Dossier") -> str:
    kept = asked.copy()
    kept["voor"] = f"{last.received_at.isoformat()}_{last.pk}"
    return f"?{kept.urlencode()}"


def _choices(group: str, codes: tuple[str, ...]) -> tuple[Choice, ...]:
    every = _("alle fasen") if group == "stage" else _("alle soorten")
    return (("", every), *((code, words.word(group, code)) for code in codes))
