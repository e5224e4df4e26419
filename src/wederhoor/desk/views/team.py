"""Mensen: who works here and who is away; one reports his own absence, and who leads that of others. Who leaves hands over first."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from wederhoor.actions.absences import Colleague, end_absence, let_go, report_absence, team_of
from wederhoor.actions.handing import Handed, Handing, hand_over, handled_by
from wederhoor.actions.language import choose, write_to
from wederhoor.actions.policy import leads
from wederhoor.actions.public import regulations
from wederhoor.core.procedure import Procedure
from wederhoor.desk.forms.team import (
    HEIR,
    INDEPENDENT,
    LANGUAGE,
    SINCE,
    STAND_IN,
    STEP,
    TO,
    UNTIL,
    absence_fields,
    handing_fields,
    language_fields,
    leaving_fields,
)
from wederhoor.desk.seat import Seat, at_the_desk, framed
from wederhoor.desk.shown.articles import article
from wederhoor.web.days import day_said
from wederhoor.web.fields import Field, filled, read_fields
from wederhoor.web.numbers import number_of
from wederhoor.web.speaking import shown_in, speaking
from wederhoor.web.words import spoken, told

if TYPE_CHECKING:
    from wederhoor.organisations.models import Absence, Member


@dataclass(frozen=True, slots=True)
class Room:
    """The page of one colleague: who looks at it, at whom, among whom, and whether he leads."""

    seat: Seat
    who: Colleague
    team: tuple[Colleague, ...]
    procedures: tuple[Procedure, ...]
    today: date

    @property
    def leading(self) -> bool:
        """Whether he looks after the people here."""
        return leads(self.seat.roles, self.procedures)

    @property
    def own(self) -> bool:
        """Whether it is his own page."""
        return self.who.member.pk == self.seat.member.pk

    def others(self) -> Iterable["Member"]:
        """His colleagues."""
        return (one.member for one in self.team if one.member.pk != self.who.member.pk)


@at_the_desk
def team(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Everyone who works here, with what he is there for and whether he is away."""
    today = localtime(seat.now).date()
    procedures = _procedures(seat)
    leading, names = leads(seat.roles, procedures), _functions(procedures)
    rows = [_row(seat, one, names, today, leading=leading) for one in team_of(seat.organisation, today)]
    return render(request, "desk/team.html", framed(seat, "team", people=rows, leading=leading))


@at_the_desk
def colleague(request: HttpRequest, seat: Seat, pk: int) -> HttpResponse:
    """One's own absence, or for who leads another's: reporting it, ending it, handing over what he handles, and leaving."""
    today = localtime(seat.now).date()
    everyone = tuple(team_of(seat.organisation, today))
    who = next((one for one in everyone if one.member.pk == pk), None)
    if who is None:
        raise Http404
    room = Room(seat, who, everyone, _procedures(seat), today)
    if not (room.leading or room.own):
        raise Http404
    step = _STEPS.get(request.POST.get(STEP, "")) if request.method == "POST" else None
    return step(request, room) if step else _page(request, room)


def _row(seat: Seat, one: Colleague, names: dict[str, str], today: date, *, leading: bool) -> dict[str, Any]:
    return {
        "name": one.member.name,
        "functions": [names.get(role, role) for role in one.functions],
        "away": _away(one.away_on(today), today),
        "handles": one.handles,
        "pk": one.member.pk if leading or one.member.pk == seat.member.pk else None,
        "own": one.member.pk == seat.member.pk,
    }


def _away(absence: "Absence | None", today: date) -> str:
    """Until when someone is away and who stands in."""
    if absence is None:
        return ""
    until = _("tot en met {day}").format(day=day_said(absence.until, today)) if absence.until else _("tot nader bericht")
    if absence.stand_in is None:
        return _("Weg {until}. Niemand neemt waar.").format(until=until)
    return _("Weg {until}. {name} neemt waar.").format(until=until, name=absence.stand_in.name)


def _procedures(seat: Seat) -> tuple[Procedure, ...]:
    return tuple(held.procedure for held in regulations(seat.organisation, now=seat.now))


def _functions(procedures: Iterable[Procedure]) -> dict[str, str]:
    """The functions as the regulations in force call them."""
    return {role.id: spoken(role.name) for procedure in procedures for role in procedure.roles}


# One colleague -------------------------------------------------------------------------------------------------------------


def _page(
    request: HttpRequest,
    room: Room,
    *,
    absence: tuple[Field, ...] = (),
    handing: tuple[Field, ...] = (),
    handed: Handed | None = None,
    language: tuple[Field, ...] = (),
    status: int = 200,
) -> HttpResponse:
    seat, others = room.seat, tuple(room.others())
    names = _functions(room.procedures)
    context = framed(
        seat,
        "team",
        who=room.who.member,
        own=room.own,
        leading=room.leading,
        functions=[names.get(role, role) for role in room.who.functions],
        absences=[{"pk": one.pk, "since": day_said(one.since, room.today), "said": _away(one, room.today)} for one in room.who.absences],
        absence=absence or absence_fields(others, own=room.own, today=room.today),
        language=language or language_fields(room.who.member, own=room.own),
        handling=handled_by(room.who.member, seat.member, seat.reading).count() if room.leading else 0,
        handing=handing or handing_fields(others),
        leaving=leaving_fields(others),
        handed=_handed(handed) if handed else None,
    )
    return render(request, "desk/colleague.html", context, status=status)


def _handed(handed: Handed) -> dict[str, Any]:
    refused = [{"number": one.number, "reason": told(one.reason), "article": article(one.procedure, one.clause)} for one in handed.refused]
    return {"done": handed.done, "refused": refused, "after": handed.after, "left": handed.left}


def _report(request: HttpRequest, room: Room) -> HttpResponse:
    fields = absence_fields(room.others(), own=room.own, today=room.today)
    values, errors = read_fields(fields, request.POST)
    if not errors:
        stand_in = next((one for one in room.others() if str(one.pk) == values.get(STAND_IN)), None)
        who = room.who.member
        done = report_absence(who, since=values[SINCE], until=values.get(UNTIL) or None, stand_in=stand_in, today=room.today)
        if not isinstance(done, str):
            messages.success(request, _("De afwezigheid van {name} staat erin.").format(name=who.name))
            return redirect("desk:team")
        errors = {UNTIL: (done,)}
    return _page(request, room, absence=filled(fields, values, errors), status=422)


def _end(request: HttpRequest, room: Room) -> HttpResponse:
    absence = next((one for one in room.who.absences if str(one.pk) == request.POST.get("absence")), None)
    if absence is not None:
        end_absence(absence, room.today)
        messages.success(request, _("{name} is er weer.").format(name=room.who.member.name))
    return redirect("desk:team")


def _language(request: HttpRequest, room: Room) -> HttpResponse:
    who, fields = room.who.member, language_fields(room.who.member, own=room.own)
    values, errors = read_fields(fields, request.POST)
    if errors:
        return _page(request, room, language=filled(fields, values, errors), status=422)
    if not room.own:
        write_to(who, values[LANGUAGE])
        messages.success(request, _("De taal van {name} is bewaard.").format(name=who.name))
        return redirect("desk:team")
    choose(who.user_id, values[LANGUAGE])
    with speaking(values[LANGUAGE]):
        messages.success(request, _("Uw taal is bewaard."))
    return shown_in(redirect("desk:team"), values[LANGUAGE])


def _hand(request: HttpRequest, room: Room) -> HttpResponse:
    _only_who_leads(room)
    seat, fields = room.seat, handing_fields(room.others())
    values, errors = read_fields(fields, request.POST)
    if errors:
        return _page(request, room, handing=filled(fields, values, errors), status=422)
    to = next(one for one in room.others() if str(one.pk) == values[TO])
    asked = Handing(room.who.member, to, seat.member, seat.roles, seat.reading, independent=bool(values.get(INDEPENDENT)))
    handed = hand_over(asked, now=seat.now, after=number_of(request.POST.get("after", "")) or 0)
    return _page(request, room, handing=filled(fields, values, {}), handed=handed)


def _leave(request: HttpRequest, room: Room) -> HttpResponse:
    _only_who_leads(room)
    heir = next((one for one in room.others() if str(one.pk) == request.POST.get(HEIR)), None)
    refusal = let_go(room.who.member, by=room.seat.member, heir=heir, procedures=room.procedures, day=room.today)
    if refusal:
        messages.error(request, refusal)
        return redirect("desk:colleague", room.who.member.pk)
    messages.success(request, _("{name} werkt hier niet meer en komt er niet meer in.").format(name=room.who.member.name))
    return redirect("desk:team")


def _only_who_leads(room: Room) -> None:
    if not room.leading:
        raise Http404


_STEPS: Final[dict[str, Callable[[HttpRequest, Room], HttpResponse]]] = {
    "away": _report,
    "back": _end,
    "hand": _hand,
    "leave": _leave,
    "language": _language,
}
