"""Coming in by a mailed link, asking for another, and what was put before whoever came in."""

from functools import partial
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from wederhoor.actions.access import put_before_each
from wederhoor.actions.entry import enter, invite_again, opens
from wederhoor.desk.guest import Guest, goodbye, guests_of, welcome
from wederhoor.web import clock, mailed_links
from wederhoor.web.doors import kept_private, open_to
from wederhoor.web.fields import filled, read_fields

if TYPE_CHECKING:
    from datetime import datetime

    from wederhoor.dossiers.models import Dossier


@open_to("outsider")
def link(request: HttpRequest, token: str) -> HttpResponse:
    """Lets in who was asked for something, by one press of a button."""
    now = clock.now()

    def pressed() -> HttpResponse | None:
        party = enter(token, now=now)
        if party is None:
            return None
        welcome(request, party, now)
        return redirect("outside:list")

    def page() -> HttpResponse | None:
        return render(request, "desk/outside_link.html") if opens(token, now=now) else None

    return mailed_links.followed(request, page=page, pressed=pressed, shut=partial(_shut, request))


def _shut(request: HttpRequest, status: int) -> HttpResponse:
    """The same for a link that was used, is too old, was changed or never was."""
    context = {"waits": status == 429, "inside": bool(guests_of(request, clock.now()))}  # noqa: PLR2004 - as HTTP has it
    return render(request, "desk/outside_shut.html", context, status=status)


@open_to("public")
def again(request: HttpRequest) -> HttpResponse:
    """Asks for a new link. The answer is the same whether the address is known or not."""
    fields = mailed_links.address_fields()
    if request.method != "POST":
        return kept_private(render(request, "desk/outside_again.html", {"fields": fields}))
    values, errors = read_fields(fields, request.POST)
    if errors:
        context = {"fields": filled(fields, values, errors)}
        return render(request, "desk/outside_again.html", context, status=422)
    email = str(values[mailed_links.EMAIL])
    with mailed_links.slowly():
        if mailed_links.may_be_mailed(request, "links", email):
            invite_again(email, now=clock.now())
    return render(request, "desk/outside_again.html", {"asked": True})


@open_to("outsider")
def listed(request: HttpRequest) -> HttpResponse:
    """Everything that was put before whoever came in; where it is one thing, that."""
    guests = guests_of(request, clock.now())
    if not guests:
        return redirect("outside:again")
    by_party = {guest.party.pk: guest for guest in guests}
    rows = [_row(by_party[party.pk], dossier) for party, dossier in put_before_each(guest.party for guest in guests)]
    if len(rows) == 1:
        return redirect(rows[0][0])
    return render(request, "desk/outside_list.html", guests[0].framed("", before=rows))


def _row(guest: Guest, dossier: "Dossier") -> tuple[str, str, "datetime | None"]:
    return guest.address("dossier", dossier.number), f"{dossier.number} · {guest.organisation.name}", dossier.closed_at


@open_to("outsider")
def leave(request: HttpRequest) -> HttpResponse:
    """Asks once, then ends the visit."""
    if request.method != "POST":
        return render(request, "desk/outside_leave.html")
    goodbye(request)
    messages.success(request, _("U bent afgemeld."))
    return redirect("outside:again")
