"""A contact person of an institution who has signed in: as whom, for which institution, and until when his visit lasts.

A visit stands in the session under a key of its own, apart from who works here: whoever is both is each by its own door. It holds the
contact person's key and a mark of the address that he proved, so that it ends when he is taken away or gets another address.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import wraps
from typing import TYPE_CHECKING, Any, Concatenate, Final, ParamSpec

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from wederhoor.actions.contacts import contacts_of, mark_of
from wederhoor.web import clock
from wederhoor.web.doors import open_to
from wederhoor.web.identity import identity
from wederhoor.web.views import ended

if TYPE_CHECKING:
    from wederhoor.organisations.models import ContactPerson, Customer, Organisation

P = ParamSpec("P")
VISITS: Final = "contacts"
LASTS: Final = timedelta(hours=12)


@dataclass(frozen=True, slots=True)
class Contact:
    """A contact person at work: everything a page needs to know of who asks for it and when. `several`: he is one elsewhere too."""

    person: "ContactPerson"
    now: datetime
    several: bool = False

    @property
    def customer(self) -> "Customer":
        """For which institution he is here."""
        return self.person.customer

    @property
    def organisation(self) -> "Organisation":
        """Whose customer it is."""
        return self.customer.organisation

    @property
    def code(self) -> str:
        """By which the access log names him."""
        return f"c-{self.person.pk}"

    def address(self, page: str, *args: object) -> str:
        """The address of a page of his institution."""
        return reverse(f"customer:{page}", args=[self.customer.pk, *args])

    def framed(self, current: str, **context: object) -> dict[str, Any]:
        """What every page of his shows around its own content: his institution's pages, and nothing of another's."""
        labels = {"list": _("Klachten"), "products": _("Producten"), "team": _("Contactpersonen"), "data": _("Mijn gegevens")}
        return {
            "contact": self,
            "customer": self.customer,
            "organisation": self.organisation.name,
            "slug": self.organisation.slug,
            **identity(self.organisation),
            "home_href": self.address("list"),
            "navigation": [{"href": self.address(page), "label": label, "current": page == current} for page, label in labels.items()],
            **context,
        }


View = Callable[Concatenate[HttpRequest, Contact, P], HttpResponse]


def welcome(request: HttpRequest, contacts: Iterable["ContactPerson"], now: datetime) -> None:
    """Begins a visit, beside those that he makes already. The session gets a new name."""
    visits = {key: held for key, held in _visits(request).items() if held[0] > now}
    visits |= {one.pk: (now + LASTS, mark_of(one)) for one in contacts}
    request.session.cycle_key()
    request.session[VISITS] = {key: [until.isoformat(), mark] for key, (until, mark) in visits.items()}


def goodbye(request: HttpRequest) -> None:
    """Ends all his visits."""
    request.session.pop(VISITS, None)
    request.session.cycle_key()


def contacts_here(request: HttpRequest, now: datetime) -> list[Contact]:
    """As whom he is here now, by the name of the institution: one query, none for who did not come in."""
    found = contacts_of({key: mark for key, (until, mark) in _visits(request).items() if until > now})
    return [Contact(one, now, several=len(found) > 1) for one in found]


def for_customer(view: View[P]) -> Callable[..., HttpResponse]:
    """Lets in the contact persons of this institution; who did not sign in is asked to. What is another's does not exist."""

    @wraps(view)
    def guarded(request: HttpRequest, /, customer: int, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        contacts = contacts_here(request, clock.now())
        if not contacts:
            return ended(request, reverse("customer:enter"))
        contact = next((one for one in contacts if one.customer.pk == customer), None)
        if contact is None:
            raise Http404
        return view(request, contact, *args, **kwargs)

    return open_to("customer")(guarded)


def _visits(request: HttpRequest) -> Mapping[int, tuple[datetime, str]]:
    held = request.session.get(VISITS) or {}
    return {int(key): (datetime.fromisoformat(until), str(mark)) for key, (until, mark) in held.items()}
