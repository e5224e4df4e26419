"""The complainant's own data: he says anew how he is reached, and whether he wants mail or post."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from wederhoor.actions.record import Actor, Log, Recorded, Refused, record
from wederhoor.core.facts import fact
from wederhoor.portal.doors import COMPLAINANT, Visit, following, said_once
from wederhoor.portal.forms import token as tokens
from wederhoor.portal.forms.contact import changed, contact_fields, unreachable
from wederhoor.portal.views.following import known
from wederhoor.portal.views.frame import framed
from wederhoor.web.fields import filled, read_fields
from wederhoor.web.words import told


@following
def own(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The form, and what is written down with it."""
    matter, party = visit.followed.matter, visit.followed.party
    if party is None or matter.first is None:
        return redirect("portal:status", key=visit.key)
    prefers, token = str(fact(matter.first, "prefers") or "mail"), tokens.read_token(request.POST, visit.now)
    fields, refused = contact_fields(known(visit), prefers, matter.procedure), ""
    if request.method == "POST":
        values, errors = read_fields(fields, request.POST)
        errors = errors or unreachable(known(visit), prefers, values)
        data = changed(known(visit), prefers, values, party.ref)
        answer = None if errors or not data else _recorded(visit, data, party.ref, said_once(request, token))
        if not errors and (not data or isinstance(answer, Recorded)):
            return redirect("portal:status", key=visit.key)
        refused = told(answer.reason) if isinstance(answer, Refused) else ""
        fields = filled(fields, values, errors)
    context: dict[str, Any] = {"fields": fields, "key": visit.key, "refused": refused, "token": token, "token_name": tokens.FIELD}
    context["faulty"] = any(one.errors for one in fields)
    shown = framed(visit.organisation, matter.procedure, number=visit.followed.dossier.number, **context)
    return render(request, "portal/contact.html", shown, status=422 if request.method == "POST" else 200)


def _recorded(visit: Visit, data: dict[str, object], person: str, key: str) -> object:
    """Through the one door, in the dossier that he filed: what others did meanwhile does not matter to it."""
    by, log = Actor(COMPLAINANT, party=person), Log(visit.followed.dossier.matter_id)
    return record(log, "correct", by=by, at=visit.now, now=visit.now, data=data, key=key)
