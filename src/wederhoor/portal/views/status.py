"""The page of a complaint, and the receipt just after filing it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from wederhoor.portal.doors import Visit, by_code
from wederhoor.portal.shown.status import Status
from wederhoor.portal.views.following import numbers, status_of
from wederhoor.portal.views.frame import framed


@by_code
def page(request: HttpRequest, visit: Visit) -> HttpResponse:
    """What happens now, by when and by which article, what was, and what may be done."""
    return _shown(request, visit, "portal/status.html")


@by_code
def receipt(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Just after filing: the number, the code, and what happens now. Later it is the status page."""
    if visit.followed.matter.length > 1:
        return redirect("portal:status", code=visit.code)
    return _shown(request, visit, "portal/receipt.html")


def _shown(request: HttpRequest, visit: Visit, template: str) -> HttpResponse:
    shown: Status | None = status_of(visit)
    context: dict[str, Any] = {"status": shown, "code": visit.code, "numbers": numbers(visit)}
    response = render(
        request, template, framed(visit.organisation, visit.followed.matter.procedure, stage=shown.stage if shown else "", **context)
    )
    # These pages hold links only, so they need to tell nobody where one comes from.
    response["Referrer-Policy"] = "no-referrer"
    return response
