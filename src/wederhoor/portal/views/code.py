"""Coming to the page of a complaint: by its code, by a mailed link, or by a new link; and leaving it."""

from datetime import datetime
from typing import Any, Final
from urllib.parse import quote

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from wederhoor.actions import access, status_link
from wederhoor.actions.tracking import digest_of
from wederhoor.portal import visits
from wederhoor.web import clock, limits, mailed_links
from wederhoor.web.doors import kept_private, open_to
from wederhoor.web.fields import filled, read_fields

#: Longer than any code, also when typed with a space after every letter.
_LONGEST: Final = 100
#: What may stand behind a link that someone copied from a sentence.
_AROUND: Final = ".,;:)>]"


@open_to("public")
def enter(request: HttpRequest) -> HttpResponse:
    """Asks for the code, and names what is followed in this browser already."""
    if request.method != "POST":
        return _asked(request)
    given = "".join(request.POST.get("code", "")[:_LONGEST].split())
    return _let_in(request, given) if given else _asked(request, status=422, lacks=True)


@open_to("complainant")
def opened(request: HttpRequest, code: str, rest: str = "") -> HttpResponse:
    """An address of before, with the code in it: leads to the same page without it, also a form that was open."""
    return _let_in(request, code, rest)


@open_to("complainant")
def linked(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """The link in a letter; older letters have the code there. One that expired says so, and no more."""
    del slug
    token, now = code.rstrip(_AROUND), clock.now()
    if not status_link.looks_like(token):
        return _let_in(request, code)
    if limits.must_wait(request):
        return _waits(request)
    link = status_link.read(token, now=now)
    if link is None:
        return _unknown(request)
    if link.expired:
        return render(request, "portal/link_expired.html", {"link": token}, status=410)
    return _welcomed(request, link.code.digest, redirect("portal:status", key=visits.key_of(link.code.digest)), now)


@open_to("public")
def named(request: HttpRequest, slug: str, number: str) -> HttpResponse:
    """The address under which kept letters name the page: for whoever follows it here already; it says nothing of what exists."""
    followed = access.by_digests(visits.digests(request, clock.now()).values())
    found = [one for one, dossier in followed.items() if (dossier.organisation.slug, dossier.number) == (slug, number)]
    return kept_private(redirect("portal:status", key=visits.key_of(found[0])) if found else redirect("portal:follow"))


@open_to("public")
def again(request: HttpRequest) -> HttpResponse:
    """Asks for a new link: by the one that expired, or by the mail address. The answer is the same whatever is known."""
    fields = mailed_links.address_fields()
    if request.method != "POST":
        return kept_private(render(request, "portal/link_again.html", {"fields": fields}))
    if limits.must_wait(request):
        return _waits(request)
    token = request.POST.get("link", "")
    values, errors = ({}, {}) if token else read_fields(fields, request.POST)
    if errors:
        return render(request, "portal/link_again.html", {"fields": filled(fields, values, errors)}, status=422)
    with mailed_links.slowly():
        _send(request, token, str(values.get(mailed_links.EMAIL, "")), clock.now())
    return render(request, "portal/link_again.html", {"asked": True})


@open_to("public")
def leave(request: HttpRequest) -> HttpResponse:
    """Ends every visit in this browser: for a computer that others use too."""
    if request.method != "POST":
        return kept_private(redirect("portal:follow"))
    return visits.goodbye(render(request, "portal/follow.html", {"left": True}))


def _let_in(request: HttpRequest, code: str, rest: str = "") -> HttpResponse:
    if limits.must_wait(request):
        return _waits(request)
    if access.by_code(code) is None:
        return _unknown(request)
    digest = digest_of(code)
    there = redirect("portal:status", key=visits.key_of(digest), preserve_request=bool(rest))
    there["Location"] += quote(rest)
    return _welcomed(request, digest, there, clock.now())


def _welcomed(request: HttpRequest, digest: str, there: HttpResponse, now: datetime) -> HttpResponse:
    return visits.welcome(request, there, digest, now)


def _asked(request: HttpRequest, *, status: int = 200, **context: Any) -> HttpResponse:  # noqa: ANN401 -- a context holds anything
    followed = access.by_digests(visits.digests(request, clock.now()).values())
    mine = [(visits.key_of(digest), dossier.number, dossier.organisation.name) for digest, dossier in followed.items()]
    return kept_private(render(request, "portal/follow.html", {"mine": mine, **context}, status=status))


def _send(request: HttpRequest, token: str, email: str, now: datetime) -> None:
    if not mailed_links.may_be_mailed(request, "status-links", email or token):
        return
    link = status_link.read(token, now=now) if token else None
    if link is not None:
        status_link.send_new(link.code, now=now)
    elif email:
        status_link.send_to_known(email, now=now)
    else:
        limits.guessed_wrong(request)


def _unknown(request: HttpRequest) -> HttpResponse:
    limits.guessed_wrong(request)
    return render(request, "portal/unknown_code.html", status=404)


def _waits(request: HttpRequest) -> HttpResponse:
    answer = render(request, "portal/unknown_code.html", {"waits": True}, status=429)
    answer["Retry-After"] = str(limits.SECONDS)
    return answer
