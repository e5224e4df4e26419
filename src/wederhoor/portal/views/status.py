"""The page of a complaint, and the receipt just after filing it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from wederhoor.actions.tracking import code_of
from wederhoor.core.facts import matter_language
from wederhoor.portal.doors import Visit, following
from wederhoor.portal.shown.objection import no_objection, objections_of
from wederhoor.portal.shown.status import Status
from wederhoor.portal.views.following import numbers, status_of
from wederhoor.portal.views.frame import framed
from wederhoor.portal.views.inspection import inspection_of


@following
def page(request: HttpRequest, visit: Visit) -> HttpResponse:
    """What happens now, by when and by which article, what was, and what may be done."""
    return _shown(request, visit, "portal/status.html")


@following
def receipt(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Just after filing: the number, the code, and what happens now. Later it is the status page."""
    if visit.followed.matter.length > 1:
        return redirect("portal:status", key=visit.key)
    return received(request, visit)


def received(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The receipt itself: straight after sending for whose browser keeps no cookies, and so no visit."""
    party = visit.followed.party
    return _shown(request, visit, "portal/receipt.html", code=code_of(visit.followed.dossier), mailed=party.email if party else "")


def _shown(request: HttpRequest, visit: Visit, template: str, **more: str) -> HttpResponse:
    shown: Status | None = status_of(visit)
    context: dict[str, Any] = {
        "status": shown,
        "key": visit.key,
        "numbers": numbers(visit),
        "speaks": matter_language(visit.followed.matter),
    }
    context["inspection"] = inspection_of(visit)
    context |= {"objections": objections_of(visit.followed), "no_objection": no_objection(visit.followed.matter), **more}
    return render(
        request, template, framed(visit.organisation, visit.followed.matter.procedure, stage=shown.stage if shown else "", **context)
    )
