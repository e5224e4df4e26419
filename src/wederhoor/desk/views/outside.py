"""The page of one dossier for whoever reads only what was put before him; by a mailed link, or as a member with a part in it."""

from typing import Final

from django.db.models import F
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.crypto import get_random_string

from wederhoor.actions.access import put_before
from wederhoor.desk.guest import Guest, by_link
from wederhoor.desk.opened import Desk, laid_before
from wederhoor.desk.seat import Seat, at_the_desk, framed
from wederhoor.desk.shown.documents import documents_seen
from wederhoor.desk.shown.outside import letters_seen, narrow
from wederhoor.desk.views.act import take_act
from wederhoor.desk.views.document import served

#: Dossiers on one list; nobody has so many put before him.
MOST: Final = 500


@by_link
def page(request: HttpRequest, guest: Guest, number: str) -> HttpResponse:
    """What was put before someone from outside."""
    return narrow_page(request, laid_before(guest, number))


@by_link
def act(request: HttpRequest, guest: Guest, number: str, name: str) -> HttpResponse:
    """An act of someone from outside, by the form and the door of everyone."""
    return take_act(request, laid_before(guest, number), name)


@by_link
def document(request: HttpRequest, guest: Guest, number: str, ref: str) -> HttpResponse:
    """A document that was put before someone from outside, or that he brought himself."""
    found = next((one for one in documents_seen(laid_before(guest, number)) if one.ref == ref), None)
    if found is None:
        raise Http404
    return served(request, found)


@by_link
def letter(request: HttpRequest, guest: Guest, number: str, pk: int) -> HttpResponse:
    """A letter to someone from outside, as it left."""
    desk = laid_before(guest, number)
    found = next((one for one in letters_seen(desk) if one.pk == pk), None)
    if found is None:
        raise Http404
    return render(request, "desk/outside_letter.html", desk.framed(number=number, letter=found))


@at_the_desk
def before(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Everything that was put before a member who does not read it whole, what still runs first."""
    found = put_before(seat.member, reading=seat.reading).order_by(F("closed_at").desc(nulls_first=True), "-received_at")
    rows = [(seat.address("dossier", row.number), row.number, row.closed_at) for row in found[:MOST]]
    return render(request, "desk/outside_list.html", framed(seat, "before", before=rows))


def narrow_page(request: HttpRequest, desk: Desk) -> HttpResponse:
    """The same page for a member who has a part in a dossier that he does not read whole."""
    return render(request, "desk/outside.html", desk.framed(**narrow(desk), key=get_random_string(24)))
