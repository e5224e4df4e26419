"""Naleving: which duties of the regulation were met in time, late or skipped over a period, for whoever looks after the organisation."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import urlencode
from django.utils.timezone import localtime

from wederhoor.actions.conformance import Period, fared
from wederhoor.actions.narrowing import regulations_of
from wederhoor.core.procedure import Procedure
from wederhoor.desk.facets import REGULATION, Facet, usual
from wederhoor.desk.officer import by_the_officer
from wederhoor.desk.seat import Seat, framed
from wederhoor.desk.shown.conformance import overview
from wederhoor.web.words import spoken

#: In the address, by the same names as in the register: received from, and up to and including, these days.
SINCE, UNTIL = "van", "tot"
_TYPED: Final = 30


@by_the_officer
def conformance(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Each duty of one regulation in the dossiers of a period that I may read: of this year, unless I ask for another."""
    facets = {one.key: one for one in usual() if one.key in {SINCE, UNTIL}}
    typed = {key: request.GET.get(key, "").strip()[:_TYPED] for key in facets}
    moments = {key: _moment(facets[key], value) for key, value in typed.items() if value}
    faulty = {key for key, moment in moments.items() if moment is None}
    days = {key: value if moments.get(key) else usual_day for key, value, usual_day in _each(typed, localtime(seat.now).date())}
    versions = regulations_of(seat.organisation)
    chosen = _chosen(request.GET.get(REGULATION, ""), versions, seat)
    several = {REGULATION: chosen} if len({one.id for one in versions}) > 1 else {}
    since, before = (_moment(facets[key], days[key]) or seat.now for key in (SINCE, UNTIL))
    found = fared(seat.member, Period(since, before, several.get(REGULATION, "")), now=seat.now, reading=seat.reading)
    context = framed(
        seat,
        "conformance",
        page=overview(found, [one for one in versions if one.id == chosen], {**days, **several}),
        controls=[(facets[key], typed[key] if key in faulty else facets[key].typed(days[key]), key in faulty) for key in facets],
        said=[facets[key].said(days[key]) for key in (SINCE, UNTIL)],
        several=several,
        choices=_choices(versions, chosen, days) if several else [],
    )
    return render(request, "desk/conformance.html", context, status=422 if faulty else 200)


def _each(typed: Mapping[str, str], today: date) -> list[tuple[str, str, str]]:
    """Each end of the period with what was typed and what holds where that is nothing: this year, until today."""
    held = {SINCE: today.replace(month=1, day=1), UNTIL: today}
    return [(key, value, held[key].isoformat()) for key, value in typed.items()]


def _moment(facet: Facet, value: str) -> datetime | None:
    """The moment at which a day begins or is over; None for what is no day."""
    condition = facet.condition(value)
    return condition.value if condition and isinstance(condition.value, datetime) else None


def _chosen(asked: str, versions: Sequence[Procedure], seat: Seat) -> str:
    """The regulation that the address names; else the default one, else the first."""
    known = [one.id for one in versions]
    wanted = (asked, seat.organisation.settings.get("default_procedure"))
    return next((one for one in wanted if one in known), next(iter(known), ""))


def _choices(versions: Sequence[Procedure], chosen: str, days: Mapping[str, str]) -> list[tuple[str, str, bool]]:
    """Each regulation by its newest title, its address, and whether it is the one that is shown."""
    named = {one.id: spoken(one.title) for one in reversed(versions)}
    return [(title, f"?{urlencode({REGULATION: key, **days})}", key == chosen) for key, title in named.items()]
