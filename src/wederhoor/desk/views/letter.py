"""A letter as it leaves, fit for the printer; and the word that it was posted."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from wederhoor.actions.access import log_opening
from wederhoor.actions.sent import mark_sent
from wederhoor.desk.opened import find
from wederhoor.desk.seat import Seat, at_the_desk, framed

_STATES = {
    "waiting": "wacht op verzending",
    "claimed": "onderweg",
    "sent": "verstuurd",
    "failed": "niet verstuurd",
    "withdrawn": "ingetrokken",
}


@at_the_desk
def letter(request: HttpRequest, seat: Seat, number: str, pk: int) -> HttpResponse:
    """Shows a letter of this dossier; a post says that it is in the letter box."""
    row = find(seat, number)
    found = row.letters.filter(pk=pk).first()
    if found is None:
        raise Http404
    if request.method == "POST" and found.channel == "post" and found.state == "waiting":
        mark_sent(found, at=seat.now, now=seat.now)
        messages.success(request, _("De brief is gepost. Dat staat nu in het dossier."))
        return redirect("desk:dossier", number)
    log_opening(row, seat.member, seat.now)
    postable = found.channel == "post" and found.state == "waiting"
    context = framed(seat, "", number=number, letter=found, postable=postable, state=_(_STATES[found.state]))
    return render(request, "desk/letter.html", context)
