"""Someone from outside who came in by a mailed link: as whom, and until when his visit lasts.

A visit stands in the session under a key of its own, one for each link that was used. Signing in gives the session a new name.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import wraps
from typing import TYPE_CHECKING, Any, ClassVar, Concatenate, Final, ParamSpec

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from wederhoor.actions.entry import parties_of
from wederhoor.actions.values import Actor
from wederhoor.web import clock
from wederhoor.web.doors import open_to
from wederhoor.web.identity import identity
from wederhoor.web.views import ended

if TYPE_CHECKING:
    from wederhoor.dossiers.models import Party
    from wederhoor.organisations.models import Member, Organisation

P = ParamSpec("P")
VISITS: Final = "visits"
LASTS: Final = timedelta(hours=12)


@dataclass(frozen=True, slots=True)
class Guest:
    """Someone from outside at work: everything a page needs to know of who asks for it and when. `several`: he came in by several links."""

    party: "Party"
    now: datetime
    several: bool = False

    #: He has no function here: he acts by his part alone.
    functions: ClassVar[None] = None

    @property
    def code(self) -> str:
        """By which he is known in the matter."""
        return self.party.ref

    @property
    def owner(self) -> str:
        """Whose the files are that wait for his form."""
        return f"p-{self.party.pk}"

    @property
    def organisation(self) -> "Organisation":
        """Who asks something of him."""
        return self.party.matter.organisation

    @property
    def colleagues(self) -> tuple["Member", ...]:
        """Who works there is not told to someone from outside."""
        return ()

    def refs_in(self, parties: Mapping[str, "Party"]) -> frozenset[str]:
        """His reference in the matter that he came in for."""
        return frozenset({self.party.ref} & parties.keys())

    def actor(self, role: str, in_name_of: str) -> Actor:
        """Himself: he speaks for nobody else."""
        del in_name_of
        return Actor(role, party=self.party.ref)

    def address(self, page: str, *args: object) -> str:
        """The address of a page of his."""
        return reverse(f"outside:{page}", args=[self.party.pk, *args])

    def framed(self, current: str, **context: object) -> dict[str, Any]:
        """What every page of his shows around its own content: no menu, no search, nothing of other dossiers."""
        del current
        return {
            "seat": self,
            "guest": True,
            "organisation": self.organisation.name,
            **identity(self.organisation),
            "home_href": reverse("outside:list"),
            "regulation_href": reverse("portal:regulation", args=[self.organisation.slug]),
            **context,
        }


View = Callable[Concatenate[HttpRequest, Guest, P], HttpResponse]


def welcome(request: HttpRequest, party: "Party", now: datetime) -> None:
    """Begins a visit, beside those that he makes already."""
    visits = {key: until for key, until in _visits(request).items() if until > now}
    request.session.cycle_key()
    request.session[VISITS] = {key: until.isoformat() for key, until in {**visits, party.pk: now + LASTS}.items()}


def goodbye(request: HttpRequest) -> None:
    """Ends all his visits."""
    request.session.pop(VISITS, None)
    request.session.cycle_key()


def guests_of(request: HttpRequest, now: datetime) -> list[Guest]:
    """As whom he is here now, for each link that he used: one query, none for who used none."""
    held = [key for key, until in _visits(request).items() if until > now]
    parties = parties_of(held)
    return [Guest(party, now, several=len(parties) > 1) for party in parties]


def by_link(view: View[P]) -> Callable[..., HttpResponse]:
    """Lets in whoever came in by the link of this party; who came in by none is told how to. What is another's does not exist."""

    @wraps(view)
    def guarded(request: HttpRequest, /, party: int, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        guests = guests_of(request, clock.now())
        if not guests:
            return ended(request, reverse("outside:again"))
        guest = next((one for one in guests if one.party.pk == party), None)
        if guest is None:
            raise Http404
        return view(request, guest, *args, **kwargs)

    return open_to("outsider")(guarded)


def _visits(request: HttpRequest) -> Mapping[int, datetime]:
    held = request.session.get(VISITS) or {}
    return {int(key): datetime.fromisoformat(until) for key, until in held.items()}
