"""The public page of a regulation."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from wederhoor.actions import public
from wederhoor.portal.shown.regulation import shown
from wederhoor.portal.views.frame import framed
from wederhoor.web import clock
from wederhoor.web.doors import open_to


@open_to("public")
def in_force(request: HttpRequest, slug: str) -> HttpResponse:
    """The version that is in force now."""
    return _page(request, slug, None)


@open_to("public")
def edition(request: HttpRequest, slug: str, version: int) -> HttpResponse:
    """A version by its number, also an earlier one."""
    return _page(request, slug, version)


def _page(request: HttpRequest, slug: str, version: int | None) -> HttpResponse:
    found = public.regulation(slug, now=clock.now(), version=version)
    if found is None:
        raise Http404
    page = shown(found.procedure, found.organisation.settings)
    held = next(one for one in found.editions if one.current)
    context = framed(
        found.organisation,
        found.procedure,
        page=page,
        editions=found.editions,
        shown_version=found.procedure.version,
        is_current=held.version == found.procedure.version,
    )
    return render(request, "portal/regulation.html", context)
