"""The account of a closed dossier for its archive, made when someone asks for it."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from wederhoor.actions.archived import ready_for
from wederhoor.actions.archiving import account_now
from wederhoor.desk.opened import put_on_desk
from wederhoor.desk.seat import Seat, at_the_desk


@at_the_desk
def make_account(request: HttpRequest, seat: Seat, number: str) -> HttpResponse:
    """Makes it, or has a worker make what is large; back to the dossier."""
    desk = put_on_desk(seat, number)
    if not (ready_for(desk.matter, desk.dossier) and desk.sight.sees_account):
        raise Http404
    if request.method == "POST":
        made = account_now(desk, seat.now)
        messages.success(request, _("Het verslag is klaar.") if made else _("Het verslag wordt gemaakt. Kijk straks nog eens."))
    return redirect(f"{desk.address('dossier')}#archief")
