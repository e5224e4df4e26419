"""What becomes of the data of whoever complains under a regulation: who reads them, how long they are kept, what he may ask."""

from datetime import timedelta
from typing import Final

from django.conf import settings
from django.contrib.messages.storage.cookie import CookieStorage
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from wederhoor.actions import public
from wederhoor.portal import visits
from wederhoor.portal.shown.offered import offered
from wederhoor.portal.shown.privacy import privacy
from wederhoor.portal.views.frame import framed
from wederhoor.web import clock
from wederhoor.web.doors import open_to
from wederhoor.web.words import spoken

_DAY: Final = timedelta(days=1)
_HOUR: Final = timedelta(hours=1)


@open_to("public")
def page(request: HttpRequest, slug: str, procedure: str = "") -> HttpResponse:
    """Of the version that is in force now. `procedure`: of another regulation than the one by which one complains."""
    now = clock.now()
    found = public.regulation(slug, now=now, procedure=procedure)
    if found is None:
        raise Http404
    context = framed(
        found.organisation,
        found.procedure,
        default=found.default,
        page=privacy(found.procedure, found.organisation.settings),
        called=spoken(found.procedure.title),
        version=found.procedure.version,
        in_force_from=found.procedure.in_force_from,
        regulations=offered(found, public.every(found, now=now)),
        cookies=_cookies(),
    )
    return render(request, "portal/privacy.html", context)


def _cookies() -> dict[str, object]:
    """The names of the cookies of these pages, and how long they stay."""
    return {
        "language": settings.LANGUAGE_COOKIE_NAME,
        "language_days": timedelta(seconds=settings.LANGUAGE_COOKIE_AGE) // _DAY,
        "form": settings.CSRF_COOKIE_NAME,
        "form_days": timedelta(seconds=settings.CSRF_COOKIE_AGE) // _DAY,
        "follows": visits.COOKIE,
        "follows_hours": visits.LASTS // _HOUR,
        "message": CookieStorage.cookie_name,
        "session": settings.SESSION_COOKIE_NAME,
        "session_hours": timedelta(seconds=settings.SESSION_COOKIE_AGE) // _HOUR,
    }
