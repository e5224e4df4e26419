"""The formatted version of a mail, on a page of its own in which nothing runs and nothing is fetched from elsewhere."""

from typing import Final

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from wederhoor.actions.inbox import message_for
from wederhoor.desk.seat import Seat, at_the_desk
from wederhoor.desk.shown.formatted import made_safe
from wederhoor.desk.shown.messages import subject_of

#: Our own style sheet is the one thing that is loaded.
_POLICY: Final = "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"


@at_the_desk
def formatted(request: HttpRequest, seat: Seat, pk: int) -> HttpResponse:
    """Shows it to whoever may open the message."""
    found = message_for(seat.member, seat.roles, pk, seat.now, reading=seat.reading)
    if found is None or not found.html:
        raise Http404
    page = render(request, "desk/formatted.html", {"mail": found, "subject": subject_of(found), "letter": made_safe(found.html)})
    page["Content-Security-Policy"] = _POLICY
    page["Cache-Control"] = "private, no-store"
    return page
