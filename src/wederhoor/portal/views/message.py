"""Writing to the organisation from one's own page, whatever the stage: a message in the dossier, and no act."""

from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from wederhoor.actions import messages
from wederhoor.actions.values import Refused
from wederhoor.portal.doors import Visit, following
from wederhoor.portal.forms import token as tokens
from wederhoor.portal.forms.files import FILES, WAITING, Attached, brought, lost
from wederhoor.portal.forms.message import TEXT, message_fields
from wederhoor.portal.forms.steps import SEND, read_step
from wederhoor.portal.views.frame import framed
from wederhoor.web import limits
from wederhoor.web.fields import Field, filled, read_fields
from wederhoor.web.words import told

#: Messages of one complaint in an hour.
MOST: Final = 20
HOUR: Final = 60 * 60


@following
def write(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Shows the form; keeps what was written. Files are kept as they come, whatever else is wrong."""
    token = tokens.read_token(request.POST, visit.now)
    if request.method != "POST":
        return _shown(request, visit, token, message_fields(files=False), Attached())
    step = read_step(request.POST)
    files = brought(request, owner=visit.owner, now=visit.now)
    asked, sends = message_fields(files=bool(files.items)), step.name == SEND
    values, errors = read_fields(asked, request.POST)
    errors = errors if sends else {}
    fields = filled(asked, values, errors)
    if not sends or errors or files.faults:
        return _shown(request, visit, token, fields, files, status=422 if errors or files.faults else 200)
    return _sent(request, visit, token, fields, files, str(values.get(TEXT) or ""))


def _sent(request: HttpRequest, visit: Visit, token: tokens.Token, fields: tuple[Field, ...], files: Attached, text: str) -> HttpResponse:
    uploads = files.uploads()
    if uploads is None:
        return _shown(request, visit, token, fields, lost(files), status=422)
    if limits.too_often("messages", visit.key, most=MOST, seconds=HOUR):
        refused = _("U stuurde ons dit uur al {most} berichten. Probeer het over een uur opnieuw.").format(most=MOST)
        return _shown(request, visit, token, fields, files, refused=refused, status=429)
    answer = messages.write(visit.followed, text, uploads, now=visit.now, key=token.key)
    if isinstance(answer, Refused):
        return _shown(request, visit, token, fields, files, refused=told(answer.reason), status=409)
    return redirect("portal:status", key=visit.key)


def _shown(
    request: HttpRequest,
    visit: Visit,
    token: tokens.Token,
    fields: tuple[Field, ...],
    files: Attached,
    *,
    refused: str = "",
    status: int = 200,
) -> HttpResponse:
    number = visit.followed.dossier.number
    form: dict[str, Any] = {
        "fields": fields,
        "faulty": bool(files.faults) or any(one.errors for one in fields),
        "token": token,
        "token_name": tokens.FIELD,
        "files": files,
        "files_name": FILES,
        "waiting_name": WAITING,
    }
    shown = framed(visit.organisation, visit.followed.matter.procedure, number=number, key=visit.key, refused=refused, **form)
    return render(request, "portal/message.html", shown, status=status)
