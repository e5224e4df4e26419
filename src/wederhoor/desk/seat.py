"""Who sits at the desk: the member that the signed-in user is here, his functions, and the moment of this request."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec

from django.contrib.auth.views import redirect_to_login
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.functional import SimpleLazyObject
from django.utils.http import urlencode

from wederhoor.actions.access import reads_something
from wederhoor.actions.public import names_of
from wederhoor.web import clock
from wederhoor.web.doors import open_to

if TYPE_CHECKING:
    from wederhoor.organisations.models import Member, Organisation

P = ParamSpec("P")
MEMBER = "member"
"""Under which name the session keeps as which member one works."""


@dataclass(frozen=True, slots=True)
class Seat:
    """A member at work: everything a page of the desk needs to know of who asks for it and when.

    `reading`: those of his roles by which dossiers are read.
    """

    member: "Member"
    roles: frozenset[str]
    now: datetime
    several: bool = False
    reading: frozenset[str] = frozenset()

    @property
    def organisation(self) -> "Organisation":
        """For whom he works now."""
        return self.member.organisation


View = Callable[Concatenate[HttpRequest, Seat, P], HttpResponse]


def at_the_desk(view: View[P]) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """Lets in members only, as the member that they chose to be; others sign in or choose first."""

    @wraps(view)
    @open_to("staff")
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        members = members_of(request)
        chosen = next((one for one in members if len(members) == 1 or one.pk == request.session.get(MEMBER)), None)
        if chosen is not None:
            # Everything that the desk says is in Dutch; half of it in English would be worse than none.
            with translation.override("nl"):
                return view(request, _seat(chosen, members), *args, **kwargs)
        if not members:
            return render(request, "desk/no_member.html", status=403)
        return redirect(f"{reverse('desk:choose')}?{urlencode({'next': request.get_full_path()})}")

    guarded.permission = "staff"  # type: ignore[attr-defined]
    return guarded


def _seat(chosen: "Member", members: Mapping["Member", Mapping[str, bool]]) -> Seat:
    functions = members[chosen]
    reading = frozenset(role for role, reads in functions.items() if reads)
    return Seat(chosen, frozenset(functions), clock.now(), several=len(members) > 1, reading=reading)


def members_of(request: HttpRequest) -> dict["Member", dict[str, bool]]:
    """As whom the signed-in user may work, by the name of the organisation: one query.

    Each with the functions he has there, and whether dossiers are read by it.
    """
    rows = request.user.members.filter(active=True).select_related("organisation")  # type: ignore[union-attr]
    found: dict[Member, dict[str, bool]] = {}
    told = rows.annotate(function=F("roles__role"), reading=reads_something("roles__role"))
    for member in told.order_by("organisation__name", "pk"):
        functions = found.setdefault(member, {})
        if member.function:
            functions[member.function] = member.reading
    return found


def framed(seat: Seat, current: str, **context: object) -> dict[str, Any]:
    """What every page of the desk shows around its own content. `current`: the page in the main menu."""
    items = (("today", "Vandaag"), ("register", "Register"), ("intake", "Klacht vastleggen"))
    navigation = [{"href": reverse(f"desk:{name}"), "label": label, "current": name == current} for name, label in items]
    return {
        "seat": seat,
        "organisation": seat.organisation.name,
        "accent": seat.organisation.accent,
        "home_href": reverse("desk:today"),
        "find_href": reverse("desk:register"),
        "navigation": navigation,
        "products": SimpleLazyObject(lambda: names_of(seat.organisation, _products_in(context))),
        **context,
    }


def _products_in(context: Mapping[str, Any]) -> set[str]:
    """The codes of the products that the rows of a page name: no others are looked up."""
    rows = [*context.get("rows", ()), *(row for group in context.get("groups", ()) for row in group["rows"])]
    return {row["product"] for row in rows if row["product"]}
