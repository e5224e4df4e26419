"""A contact person signs in where his institution does: on to its provider, and back."""

from typing import Final

import structlog
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from wederhoor.actions import contacts
from wederhoor.portal.customer import welcome
from wederhoor.web import clock, limits
from wederhoor.web.doors import kept_private, open_to
from wederhoor.web.oidc import Fault, begin, finish
from wederhoor.web.sign_on import SignOn, sign_ons_in

_log = structlog.get_logger()
#: Under this name the session keeps what one signing in is about, until the browser comes back.
_KEPT: Final = "sign_on"
#: From one address so many begin in a while of so many seconds: each time the provider is asked, and may let us wait.
_BEGUN, _MOST, _WHILE = "sign-ons", 60, 10 * 60
#: Faults by which nobody guesses.
_NO_GUESS: Final = frozenset({"provider", "refused", "busy"})


def sign_on_of(email: str) -> SignOn | None:
    """The sign-on of the institution whose domain this address is of."""
    domain = email.rpartition("@")[2].lower()
    return next((one for one in sign_ons_in(settings.SIGN_ON_FILE) if domain in one.domains), None)


@open_to("public")
def start(request: HttpRequest, key: str) -> HttpResponse:
    """On to the provider."""
    sign_on = _known(key)
    if sign_on is None:
        raise Http404
    if limits.has_done_much(request, _BEGUN, most=_MOST):
        return _refused(request, sign_on, Fault("busy"))
    limits.has_done(request, _BEGUN, seconds=_WHILE)
    begun = begin(sign_on, back=_back())
    if isinstance(begun, Fault):
        return _refused(request, sign_on, begun)
    request.session[_KEPT] = {**begun.kept, "key": sign_on.key}
    return kept_private(redirect(begun.address))


@open_to("public")
def back(request: HttpRequest) -> HttpResponse:
    """Whoever comes back with a code that the provider vouches for is in, as contact persons of the institution of that domain only."""
    now = clock.now()
    kept = request.session.pop(_KEPT, None) or {}
    sign_on = _known(str(kept.get("key", "")))
    if sign_on is None or limits.must_wait(request):
        return _refused(request, None, Fault("session"))
    proven = finish(sign_on, kept, request.GET.dict(), back=_back(), now=now)
    if isinstance(proven, Fault):
        return _refused(request, sign_on, proven)
    code = sign_on.domains.get(proven.email.rpartition("@")[2].lower(), "")
    found = contacts.signed_in(contacts.vouched_for(proven.email, organisation=sign_on.organisation, code=code), now=now)
    if not found:
        return _refused(request, sign_on, Fault("unknown"))
    welcome(request, found, now)
    return kept_private(redirect("customer:choose"))


def _known(key: str) -> SignOn | None:
    return next((one for one in sign_ons_in(settings.SIGN_ON_FILE) if one.key == key), None)


def _back() -> str:
    return f"{settings.BASE_URL}{reverse('customer:back')}"


def _refused(request: HttpRequest, sign_on: SignOn | None, fault: Fault) -> HttpResponse:
    """One page for every fault; which it was stands in the program's log."""
    if fault.why not in _NO_GUESS:
        limits.guessed_wrong(request)
    _log.info(f"sign-on {sign_on.key if sign_on else '-'} refused: {fault.why}")
    return kept_private(render(request, "portal/customer_sign_on.html", {"away": fault.why in {"provider", "busy"}}, status=403))
