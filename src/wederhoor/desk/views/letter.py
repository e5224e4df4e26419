"""A letter as it leaves, fit for the printer; the word that it was posted; and the words of one that came back to its writer."""

from typing import TYPE_CHECKING, Final

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from wederhoor.actions.access import log_opening
from wederhoor.actions.letters import rewrite
from wederhoor.actions.sent import mark_sent
from wederhoor.desk.forms.sheet import BODY, SUBJECT, letter_fields
from wederhoor.desk.opened import find
from wederhoor.desk.seat import Seat, at_the_desk, framed
from wederhoor.web.fields import filled, read_fields

if TYPE_CHECKING:
    from wederhoor.correspondence.models import Letter

_STATES: Final = {
    "waiting": "wacht op verzending",
    "claimed": "onderweg",
    "sent": "verstuurd",
    "failed": "niet verstuurd",
    "withdrawn": "ingetrokken",
}


@at_the_desk
def letter(request: HttpRequest, seat: Seat, number: str, pk: int) -> HttpResponse:
    """Shows a letter of this dossier; a post says that it is in the letter box, or gives one that came back its new words."""
    row = find(seat, number)
    found = row.letters.filter(pk=pk).first()
    if found is None:
        raise Http404
    if request.method == "POST" and _postable(found):
        mark_sent(found, at=seat.now, now=seat.now)
        messages.success(request, _("De brief is gepost. Dat staat nu in het dossier."))
        return redirect("desk:dossier", number)
    fields = letter_fields(found.subject, found.body) if found.state == "failed" else ()
    if request.method == "POST" and fields:
        values, errors = read_fields(fields, request.POST)
        if not errors:
            rewrite(found, subject=values[SUBJECT], body=values[BODY], now=seat.now)
            messages.success(request, _("De brief gaat opnieuw weg."))
            return redirect("desk:letter", number, pk)
        fields = filled(fields, values, errors)
    log_opening(row, seat.member, seat.now)
    context = framed(seat, "", number=number, letter=found, fields=fields, postable=_postable(found), state=_(_STATES[found.state]))
    return render(request, "desk/letter.html", context)


def _postable(found: "Letter") -> bool:
    return found.channel == "post" and found.state == "waiting"
