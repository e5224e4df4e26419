"""A step that was proposed and is not wanted is set aside with one press."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from wederhoor.actions.proposals import set_aside as put_away
from wederhoor.desk.opened import find
from wederhoor.desk.seat import Seat, at_the_desk


@at_the_desk
def set_aside(request: HttpRequest, seat: Seat, number: str, pk: int) -> HttpResponse:
    """Not wanted: it goes from the page, its row stays."""
    if request.method == "POST" and put_away(find(seat, number), pk, seat.now):
        messages.success(request, _("Het voorstel is weggelegd."))
    return redirect("desk:dossier", number)
