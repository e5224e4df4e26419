"""The door to the settings of an organisation: for whoever looks after it, and for nobody else."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import Http404, HttpRequest, HttpResponse

from wederhoor.actions.policy import leads
from wederhoor.actions.public import regulations
from wederhoor.desk.seat import Seat, View, at_the_desk
from wederhoor.web.doors import open_to

P = ParamSpec("P")


def is_officer(seat: Seat) -> bool:
    """Whether he looks after the organisation: by one of his functions he reads complaints in every stage."""
    return leads(seat.roles, tuple(held.procedure for held in regulations(seat.organisation, now=seat.now)))


def by_the_officer(view: View[P]) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """Lets in members who look after the organisation; for other members there is no such page."""

    @wraps(view)
    def checked(request: HttpRequest, seat: Seat, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not is_officer(seat):
            raise Http404
        return view(request, seat, *args, **kwargs)

    return open_to("officer")(at_the_desk(checked))
