"""The door to a complaint: by a visit that its code or a mailed link began. Without one, one and the same answer."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from typing import TYPE_CHECKING, Concatenate, Final, ParamSpec

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from wederhoor.actions import access, public
from wederhoor.actions.public import Followed
from wederhoor.portal import visits
from wederhoor.portal.forms.files import WAITING
from wederhoor.portal.forms.token import FIELD, Token
from wederhoor.web import clock
from wederhoor.web.doors import open_to
from wederhoor.web.once import once

if TYPE_CHECKING:
    from wederhoor.organisations.models import Organisation

P = ParamSpec("P")


@dataclass(frozen=True, slots=True)
class Visit:
    """Someone who follows a complaint: the key of its pages, what it opens, and the moment."""

    key: str
    followed: Followed
    now: datetime

    @property
    def organisation(self) -> "Organisation":
        """With whom he filed it."""
        return self.followed.dossier.organisation

    @property
    def owner(self) -> str:
        """Whose the files are that wait for his form."""
        return owner_of(self.key)


def owner_of(key: str) -> str:
    """To whom files belong that were sent from the pages with this key."""
    return f"c-{key}"


#: In the role of whom one follows and acts.
COMPLAINANT: Final = "complainant"
#: What a form carries besides what was typed.
OWN_FIELDS: Final = frozenset({"csrfmiddlewaretoken", "stap", "gezien", WAITING, FIELD})
_NOT_SAID: Final = OWN_FIELDS - {WAITING}
View = Callable[Concatenate[HttpRequest, Visit, P], HttpResponse]


def following(view: View[P]) -> Callable[..., HttpResponse]:
    """Lets in whoever follows this complaint in this browser; anyone else is asked for the code, with what he typed still there."""

    @wraps(view)
    def guarded(request: HttpRequest, /, key: str, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        now = clock.now()
        digest = visits.digests(request, now).get(key)
        dossier = access.by_digest(digest) if digest else None
        if dossier is None:
            return render(request, "portal/follow.html", {"ended": True, "typed": typed(request)}, status=403)
        followed = public.followed(dossier, now)
        if followed.party is not None:
            access.log_opening(dossier, followed.party.ref, now)
        return view(request, Visit(key, followed, now), *args, **kwargs)

    return open_to("complainant")(guarded)


def said_once(request: HttpRequest, token: Token) -> str:
    """By which the same answers in the same form are one act; other answers, of whoever went back to it, are another."""
    return f"portal-{once(request, token.key, apart=_NOT_SAID)}"


def typed(request: HttpRequest) -> list[tuple[str, str]]:
    """What was typed in a form that came to nothing, so that it can be copied."""
    found = [(name, " ".join(request.POST.getlist(name)).strip()) for name in request.POST if name not in OWN_FIELDS]
    return [(name, text) for name, text in found if text]
