"""Adressen: where people turn in each stage, as the page, the form and the letters give it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from wederhoor.actions.addresses import places, save_addresses, told
from wederhoor.actions.public import regulations
from wederhoor.desk.forms.addresses import address_fields, name_of
from wederhoor.desk.officer import by_the_officer
from wederhoor.desk.seat import Seat, framed
from wederhoor.web.fields import filled, read_fields


@by_the_officer
def addresses(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Every address and name that the regulations in force leave to the settings."""
    named = places(held.procedure for held in regulations(seat.organisation, now=seat.now))
    fields = address_fields(named, {place: told(seat.organisation, place) for place in named})
    if request.method == "POST":
        values, errors = read_fields(fields, request.POST)
        if not errors:
            save_addresses(seat.organisation, {place: str(values.get(name_of(place), "")) for place in named})
            messages.success(request, _("De adressen zijn bewaard."))
            return redirect("desk:addresses")
        fields = filled(fields, values, errors)
    faulty = request.method == "POST"
    context = framed(seat, "addresses", fields=fields, faulty=faulty)
    return render(request, "desk/addresses.html", context, status=422 if faulty else 200)
