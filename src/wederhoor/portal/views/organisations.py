"""The first page: which organisations there are; and how accessible these pages are."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from wederhoor.actions import public
from wederhoor.web.doors import open_to


@open_to("public")
def listed(request: HttpRequest) -> HttpResponse:
    """Every organisation with its regulation."""
    return render(request, "portal/organisations.html", {"organisations": public.organisations()})


@open_to("public")
def accessibility(request: HttpRequest) -> HttpResponse:
    """What these pages do for whoever reads, hears or types otherwise, and whom one tells where that fails."""
    return render(request, "portal/accessibility.html", {"organisations": public.organisations()})
