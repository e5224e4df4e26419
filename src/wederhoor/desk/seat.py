"""Who sits at the desk: the member that the signed-in user is here, his functions, and the moment of this request."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from typing import TYPE_CHECKING, Any, Concatenate, Final, ParamSpec

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.http import urlencode
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from wederhoor.actions import seated
from wederhoor.actions.access import MUCH, Reading
from wederhoor.actions.policy import NOBODY, Cover, cover_today
from wederhoor.actions.public import names_of
from wederhoor.actions.values import Actor
from wederhoor.web import clock
from wederhoor.web.doors import open_to
from wederhoor.web.identity import identity
from wederhoor.web.views import ended

if TYPE_CHECKING:
    from wederhoor.dossiers.models import Party
    from wederhoor.organisations.models import Member, Organisation

P = ParamSpec("P")
MEMBER = "member"
"""Under which name the session keeps as which member one works."""
#: The keys that lead to the pages of the main menu.
_KEYS: Final = {"today": "g v", "inbox": "g p", "register": "g r", "intake": "n", "years": "g j"}


@dataclass(frozen=True, slots=True)
class Seat:
    """A member at work: everything a page of the desk needs to know of who asks for it and when.

    `roles`: the functions that he acts in, with those of `cover`, the colleagues for whom he stands in today. `reading`: by what he
    reads dossiers.
    """

    member: "Member"
    roles: frozenset[str]
    now: datetime
    reading: Reading
    several: bool = False
    cover: Cover = NOBODY

    @property
    def organisation(self) -> "Organisation":
        """For whom he works now."""
        return self.member.organisation

    @property
    def functions(self) -> frozenset[str]:
        """The functions that he acts in; who comes from outside has none, and says so by None."""
        return self.roles

    @property
    def ever_reading(self) -> Reading:
        """The same with the functions by which nothing is read yet: what was made just now may be the first."""
        return Reading(self.roles, self.reading.members)

    @property
    def code(self) -> str:
        """By which he is named where he has no reference yet."""
        return f"m-{self.member.pk}"

    @property
    def owner(self) -> str:
        """Whose the files are that wait for his form."""
        return self.code

    @property
    def colleagues(self) -> Iterable["Member"]:
        """Everyone who works here, himself too, with their functions."""
        return self.organisation.members.filter(active=True).prefetch_related("roles").order_by("name")

    def refs_in(self, parties: Mapping[str, "Party"]) -> frozenset[str]:
        """His references in a matter, and of those for whom he stands in."""
        members = {self.member.pk, *self.cover.members}
        return frozenset(ref for ref, party in parties.items() if party.member_id in members)

    def actor(self, role: str, in_name_of: str) -> Actor:
        """Himself; with a party, he writes down what that one did."""
        return Actor(role, member=self.member, party=in_name_of or None)

    def address(self, page: str, *args: object) -> str:
        """The address of a page about a dossier."""
        return reverse(f"desk:{page}", args=args)

    def framed(self, current: str, **context: object) -> dict[str, Any]:
        """What every page of the desk shows around its own content."""
        return framed(self, current, **context)


View = Callable[Concatenate[HttpRequest, Seat, P], HttpResponse]


def at_the_desk(view: View[P]) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """Lets in members only, as the member that they chose to be; others sign in or choose first."""

    @wraps(view)
    @open_to("staff")
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not request.user.is_authenticated:
            return ended(request, redirect_to_login(request.get_full_path()).url)
        now = clock.now()
        members = members_of(request, now)
        kept = request.session.get(MEMBER)
        chosen = next((one for one in members if one.pk == kept or (kept is None and len(members) == 1)), None)
        if chosen is not None:
            return view(request, _seat(chosen, members, now), *args, **kwargs)
        if not members:
            return render(request, "desk/no_member.html", status=403)
        return ended(request, f"{reverse('desk:choose')}?{urlencode({'next': request.get_full_path()})}")

    guarded.permission = "staff"  # type: ignore[attr-defined]
    return guarded


def _seat(chosen: "Member", members: Mapping["Member", Mapping[str, int]], now: datetime) -> Seat:
    functions = members[chosen]
    own = {role for role, reads in functions.items() if reads}
    away = chosen.away  # type: ignore[attr-defined] # as `seated.members_of` has it
    cover = cover_today(chosen, localtime(now).date(), functions, away) if away else NOBODY
    little = not cover.functions and all(reads <= MUCH for reads in functions.values())
    reading = Reading(frozenset(own | cover.functions), (chosen.pk, *cover.members), little)
    return Seat(chosen, frozenset(functions) | cover.functions, now, reading, several=len(members) > 1, cover=cover)


def members_of(request: HttpRequest, now: datetime) -> dict["Member", dict[str, int]]:
    """As whom the signed-in user may work: `seated.members_of`."""
    return seated.members_of(request.user.pk, localtime(now).date())  # type: ignore[arg-type] # he is signed in


def framed(seat: Seat, current: str, **context: object) -> dict[str, Any]:
    """What every page of the desk shows around its own content. `current`: the page in the main menu."""
    items = (("today", _("Vandaag")), ("register", _("Register")), ("intake", _("Klacht vastleggen")), ("years", _("Jaar")))
    navigation = [
        {"href": reverse(f"desk:{name}"), "label": label, "current": name == current, "key": _KEYS[name]} for name, label in items
    ]
    waiting = seated.waiting_for(seat.member, seat.roles, seat.now)
    if waiting is not None:
        inbox = {"href": reverse("desk:inbox"), "label": _("Postvak"), "current": current == "inbox", "key": _KEYS["inbox"]}
        navigation.insert(1, {**inbox, "count": waiting})
    if getattr(seat.member, "before", False):
        navigation.append({"href": reverse("desk:before"), "label": _("Aan u voorgelegd"), "current": current == "before"})
    return {
        "seat": seat,
        "organisation": seat.organisation.name,
        **identity(seat.organisation),
        "home_href": reverse("desk:today"),
        "find_href": reverse("desk:find"),
        "navigation": navigation,
        "products": SimpleLazyObject(lambda: names_of(seat.organisation, _products_in(context))),
        **context,
    }


def _products_in(context: Mapping[str, Any]) -> set[str]:
    """The codes of the products that the rows of a page name: no others are looked up."""
    rows = [*context.get("rows", ()), *(row for group in context.get("groups", ()) for row in group["rows"])]
    return {row["product"] for row in rows if row["product"]}
