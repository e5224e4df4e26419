"""The door to a complaint: by its code alone. Wrong codes all get the same answer, and whoever keeps guessing waits."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from typing import TYPE_CHECKING, Concatenate, Final, ParamSpec

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from wederhoor.actions import access, public
from wederhoor.actions.public import Followed
from wederhoor.portal import limits
from wederhoor.web import clock
from wederhoor.web.doors import open_to

if TYPE_CHECKING:
    from wederhoor.organisations.models import Organisation

P = ParamSpec("P")


@dataclass(frozen=True, slots=True)
class Visit:
    """Someone who holds the code of a dossier: the code as he gave it, what it opens, and the moment."""

    code: str
    followed: Followed
    now: datetime

    @property
    def organisation(self) -> "Organisation":
        """With whom he filed it."""
        return self.followed.dossier.organisation


#: In the role of whom one follows and acts.
COMPLAINANT: Final = "complainant"
View = Callable[Concatenate[HttpRequest, Visit, P], HttpResponse]


def by_code(view: View[P]) -> Callable[..., HttpResponse]:
    """Lets in whoever holds the code of a dossier; anyone else gets one and the same answer."""

    @wraps(view)
    def guarded(request: HttpRequest, /, code: str, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        now = clock.now()
        if limits.must_wait(request):
            return kept_private(render(request, "portal/unknown_code.html", {"waits": True}, status=429))
        dossier = access.by_code(code)
        if dossier is None:
            limits.guessed_wrong(request)
            return kept_private(render(request, "portal/unknown_code.html", status=404))
        followed = public.followed(dossier, now)
        if followed.party is not None:
            access.log_opening(dossier, followed.party.ref, now)
        return kept_private(view(request, Visit(code, followed, now), *args, **kwargs))

    return open_to("complainant")(guarded)


def kept_private(response: HttpResponse) -> HttpResponse:
    """Keeps a page with a code in its address out of caches, search engines and other sites' logs.

    A page with a form must name its own origin, else its own protection against forgery refuses it.
    """
    response["Cache-Control"] = "no-store, private"
    response["X-Robots-Tag"] = "noindex, nofollow"
    response.setdefault("Referrer-Policy", "same-origin")
    return response
