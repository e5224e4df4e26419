"""A call, a talk or a visit, written down from the dossier."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from wederhoor.actions.moments import Moment, write_down
from wederhoor.actions.values import Refused
from wederhoor.desk.forms.contact import WAY, WHAT, WHO, contact_fields
from wederhoor.desk.forms.sheet import key_in, said_once
from wederhoor.desk.opened import put_on_desk
from wederhoor.desk.seat import Seat, at_the_desk
from wederhoor.web.fields import filled, read_fields
from wederhoor.web.words import told


@at_the_desk
def contact(request: HttpRequest, seat: Seat, number: str) -> HttpResponse:
    """The form, and what is written down with it."""
    desk = put_on_desk(seat, number)
    fields = contact_fields(party.name for party in desk.parties.values() if party.name)
    key = key_in(request.POST)
    refused = ""
    if request.method == "POST":
        values, errors = read_fields(fields, request.POST)
        if not errors:
            done = write_down(
                desk.row, Moment(values[WAY], values[WHO], values[WHAT]), by=seat.member, now=seat.now, key=said_once(request, key)
            )
            if not isinstance(done, Refused):
                messages.success(request, _("Het contact staat in de tijdlijn."))
                return redirect("desk:dossier", number)
            refused = told(done.reason)
        fields = filled(fields, values, errors)
    shown = desk.framed(number=number, fields=fields, key=key, refused=refused)
    return render(request, "desk/contact.html", shown, status=409 if refused else 422 if request.method == "POST" else 200)
