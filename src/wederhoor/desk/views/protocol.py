"""Help in place: the regulation as a protocol for whoever works by it, and who read which version (KLI-02, EXA-21)."""

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from wederhoor.actions.public import place_of
from wederhoor.actions.readings import confirm, confirmed_by, readers, versions_to_read
from wederhoor.desk.officer import by_the_officer
from wederhoor.desk.seat import Seat, at_the_desk, framed
from wederhoor.desk.shown import protocol as shown
from wederhoor.organisations.regulations import load_procedure

if TYPE_CHECKING:
    from wederhoor.organisations.models import ProcedureVersion


@at_the_desk
def protocol(request: HttpRequest, seat: Seat) -> HttpResponse:
    """A version that staff should read, step by step: `regeling` and `versie` choose one; else that of today. One says that one read it."""
    today = localtime(seat.now).date()
    versions = versions_to_read(seat.organisation, today)
    chosen = _chosen(request, versions)
    if request.method == "POST" and chosen:
        confirm(seat.member, chosen, seat.now)
        messages.success(request, _("Dank u. Dat u deze versie gelezen hebt, is vastgelegd."))
        return redirect(_address(chosen))
    choices = [shown.choice(one, today, _address(one), chosen=one == chosen) for one in versions]
    context = framed(
        seat,
        "protocol",
        page=shown.protocol(load_procedure(chosen)) if chosen else None,
        choices=choices if len(choices) > 1 else [],
        public_href=reverse("portal:regulation", args=place_of(seat.organisation, chosen.procedure)) if chosen else "",
        upcoming=bool(chosen and chosen.in_force_from > today),
        confirmed=confirmed_by(seat.member, [chosen]).get(chosen.pk) if chosen else None,
    )
    return render(request, "desk/protocol.html", context)


@by_the_officer
def read_by(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Who read each version that staff should read, and when."""
    versions = versions_to_read(seat.organisation, localtime(seat.now).date())
    people = readers(seat.organisation, versions)
    lists = [shown.reading_list(version, people) for version in versions]
    return render(request, "desk/protocol_read.html", framed(seat, "protocol", lists=lists))


def _chosen(request: HttpRequest, versions: "list[ProcedureVersion]") -> "ProcedureVersion | None":
    """The version that the address names; else the first, which is one that is in force."""
    asked = (request.GET.get("regeling"), request.GET.get("versie"))
    for wanted in (asked, (asked[0], None)):
        found = [one for one in versions if one.procedure == wanted[0] and wanted[1] in {None, str(one.version)}]
        if found:
            return found[0]
    return next(iter(versions), None)


def _address(version: "ProcedureVersion") -> str:
    return f"{reverse('desk:protocol')}?{urlencode({'regeling': version.procedure, 'versie': str(version.version)})}"
