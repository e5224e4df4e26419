"""Filing a complaint: its questions, the answers checked, sending. Until then nothing is kept but files; what is typed travels along."""

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Final

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.csrf import csrf_exempt

from wederhoor.actions import drafting, public
from wederhoor.actions.filing import Before, Filed, Form, file_form
from wederhoor.actions.published import FormKeys
from wederhoor.actions.tracking import digest_of
from wederhoor.actions.uploads import handed_over
from wederhoor.actions.values import Refused, Upload
from wederhoor.core.act import CUSTOMER
from wederhoor.core.dossier import Refusal
from wederhoor.portal import visits
from wederhoor.portal.doors import Visit, owner_of
from wederhoor.portal.forms import steps
from wederhoor.portal.forms import token as tokens
from wederhoor.portal.forms.behalf import BEHALF, behalf_of, known_of
from wederhoor.portal.forms.files import Attached, brought, lost
from wederhoor.portal.shown.offered import offered
from wederhoor.portal.views import draft as drafts
from wederhoor.portal.views.sheet import DRAFT, Earlier, Sheet, asked, in_words, reviewed, sheet_of
from wederhoor.portal.views.status import received
from wederhoor.web import clock, limits
from wederhoor.web.doors import kept_private, open_to

#: In this while, in seconds, an address may send so many filings before each asks for a tick, and so many before it has to wait.
_WHILE: Final = 10 * 60
_MANY: Final = 20
_TOO_MANY: Final = 100
_FILED: Final = "filings"


@csrf_exempt
@open_to("public")
def file(request: HttpRequest, slug: str, procedure: str = "") -> HttpResponse:
    """Shows the form; then what was filled in; then sends it. `procedure`: under another regulation than the default one.

    It needs no cookie: its own signed token says that the form is ours, and nobody is signed in whose name another site could use.
    """
    now = clock.now()
    token = tokens.read_token(request.POST, now) if request.method == "POST" else None
    keys = FormKeys(token.key, token.filed) if token and steps.read_step(request.POST).name == steps.SEND else FormKeys()
    found = public.regulation(slug, now=now, procedure=procedure, form=keys)
    if found and found.ended and token:  # it lay open over the last midnight: what was typed goes on under the one that holds
        found = public.regulation(slug, now=now, form=keys)
    if found is None or not found.holds:
        raise Http404
    if token is None:
        return _opened(request, found, now)
    behalf = behalf_of(request, found.organisation, request.POST, now)
    draft, files = request.POST.get(DRAFT, ""), brought(request, owner=drafting.owner_of(token.key), now=now)
    return _answered(request, sheet_of(found, request.POST, token=token, files=files, now=now, behalf=behalf, draft=draft))


def _opened(request: HttpRequest, found: public.InForce, now: datetime) -> HttpResponse:
    """The form as it is opened: empty, or for a contact person who is here with what is known of him."""
    sent, behalf = QueryDict(f"{steps.STEP}={steps.ALL}", mutable=True), behalf_of(request, found.organisation, request.GET, now)
    sent.update({BEHALF: behalf.given, **(known_of(behalf.contact) if behalf.contact else {})})
    others = [one for one in offered(found, public.every(found, now=now)) if one.holds and not one.current]
    sheet = sheet_of(found, sent, token=tokens.new_token(now), files=Attached(), now=now, behalf=behalf)
    page = asked(request, sheet, None, others=others)
    return kept_private(page) if behalf.contact else page


def _answered(request: HttpRequest, sheet: Sheet) -> HttpResponse:
    count, name = len(sheet.form.groups), sheet.step.name
    if name == steps.KEEP:
        return drafts.keep(request, sheet)
    if name == steps.FORGET:
        return _forgotten(request, sheet)
    if sheet.held:
        return asked(request, sheet, sheet.held_at(), status=409 if sheet.renewed and sheet.step.checks else 422)
    group = sheet.step.to_group(count)
    if name == steps.SEND:
        return _sent(request, sheet)
    if name == steps.CHECK or group == count:
        return reviewed(request, sheet)
    return asked(request, sheet, group)


def _sent(request: HttpRequest, sheet: Sheet) -> HttpResponse:
    """Files it, once for each form however often it is sent. What a machine may have sent first asks for a tick."""
    if tokens.is_doubtful(sheet.token, sheet.post, sheet.now) or _in_doubt(request, sheet):
        return reviewed(request, sheet, doubtful=True)
    if limits.has_done_much(request, _FILED, most=_TOO_MANY):
        return reviewed(request, sheet, status=429)
    if sheet.behalf.unproven:
        return reviewed(request, sheet, status=403)
    uploads = sheet.files.uploads()
    if uploads is None:
        held = replace(sheet, files=lost(sheet.files))
        return asked(request, held, held.held_at(), status=422)
    return _filed(request, sheet, uploads)


def _filed(request: HttpRequest, sheet: Sheet, uploads: Sequence[Upload]) -> HttpResponse:
    customer, found = sheet.behalf.customer, sheet.found
    data = sheet.data() | ({CUSTOMER: customer} if customer else {})
    form, under = _form(sheet, uploads), found.procedure.id
    filed = file_form(found.organisation, form, procedure=under, data=data, now=sheet.now, published=found.published)
    if isinstance(filed, Refused):
        return reviewed(request, sheet, refusal=Refusal(filed.reason, filed.clause, filed.missing))
    if isinstance(filed, Before):
        return _asked_which(request, sheet, filed)
    limits.has_done(request, _FILED, seconds=_WHILE)
    if found.form.draft:
        drafting.discard(found.organisation, sheet.token.key)
    return _receipt(request, sheet, filed)


def _form(sheet: Sheet, uploads: Sequence[Upload]) -> Form:
    """How it is known: by its key and what it says; of whoever says that it is another complaint by both together."""
    customer = sheet.behalf.customer
    files = [(file.name, hashlib.sha256(file.content).hexdigest()) for file in uploads]
    words = sheet.token.words(sheet.values, customer.pk if customer else None, files)
    token = sheet.token.anew(words) if sheet.post.get(tokens.ANEW) else sheet.token
    return Form(token.filed, words, uploads)


def _asked_which(request: HttpRequest, sheet: Sheet, before: Before) -> HttpResponse:
    """What this form says now is no repetition: it goes to the complaint that it made as a message, or is one of its own. He says which."""
    digest = digest_of(before.tracking_code)
    key, number = visits.key_of(digest), before.dossier.number
    if not request.COOKIES:
        return reviewed(request, sheet, earlier=Earlier(number), status=409)
    files = tuple(handed_over(item, owner=sheet.files.owner, to=owner_of(key)) for item in sheet.files.items)
    page = reviewed(request, sheet, earlier=Earlier(number, key, in_words(sheet), files), status=409)
    return visits.welcome(request, page, digest, sheet.now)


def _receipt(request: HttpRequest, sheet: Sheet, filed: Filed) -> HttpResponse:
    """On to the receipt, as a visit of its own. The form gave a cookie; where none came back the receipt is shown at once."""
    digest = digest_of(filed.tracking_code)
    key = visits.key_of(digest)
    if not request.COOKIES:
        return received(request, Visit(key, public.followed(filed.dossier, sheet.now), sheet.now))
    return visits.welcome(request, redirect("portal:receipt", key=key), digest, sheet.now)


def _in_doubt(request: HttpRequest, sheet: Sheet) -> bool:
    return not sheet.post.get(tokens.CONFIRMED) and limits.has_done_much(request, _FILED, most=_MANY)


def _forgotten(request: HttpRequest, sheet: Sheet) -> HttpResponse:
    drafting.discard(sheet.found.organisation, sheet.token.key)
    return render(request, "portal/draft_gone.html", drafts.gone(sheet.found, deleted=True))
