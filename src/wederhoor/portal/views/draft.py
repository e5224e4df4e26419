"""A form put aside to go on with later: kept because its writer asks for it, opened by the link in his mail, deleted when he says so."""

from dataclasses import replace
from typing import Any, Final
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from wederhoor.actions import drafting, public
from wederhoor.actions.published import FormKeys
from wederhoor.portal.forms import steps
from wederhoor.portal.forms import token as tokens
from wederhoor.portal.forms.behalf import BEHALF, behalf_of
from wederhoor.portal.forms.files import Attached, lost
from wederhoor.portal.views.frame import framed
from wederhoor.portal.views.sheet import KEEP_MAIL, MAIL, REGULATION, Sheet, asked, keep_field, sheet_of
from wederhoor.web import clock, limits
from wederhoor.web.days import day_said
from wederhoor.web.doors import kept_private, open_to
from wederhoor.web.fields import read_fields, without_controls

#: Mails with a link to one address, and from one connection, in an hour.
_TO_ONE: Final = 5
_FROM_ONE: Final = 20
_HOUR: Final = 60 * 60
_ASKED: Final = "drafts"


def keep(request: HttpRequest, sheet: Sheet) -> HttpResponse:
    """Puts the form aside and has its link mailed; on with the page of that link. What was typed may be half done."""
    given = sheet.post.get(KEEP_MAIL) or sheet.post.get(MAIL, "")
    values, errors = read_fields([replace(keep_field(""), required=True)], QueryDict(urlencode({KEEP_MAIL: given})))
    address = str(values.get(KEEP_MAIL, ""))
    fault = errors.get(KEEP_MAIL, ("",))[0] or _too_often(request, address)
    if fault or sheet.files.faults:
        held = replace(sheet, keep=keep_field(address, fault))
        return asked(request, held, sheet.step.group, status=422)
    names = {steps.GROUP, BEHALF, *(field.name for field in sheet.form.fields)}
    answers = {name: [without_controls(one) for one in sheet.post.getlist(name)] for name in sheet.post if name in names}
    saved = drafting.Saved(sheet.token.key, sheet.files.owner, sheet.before, answers, sheet.files.items)
    token = drafting.save(sheet.found.organisation, saved, to=address, now=sheet.now)
    if token is None:
        return asked(request, replace(sheet, files=lost(sheet.files), keep=keep_field(address)), sheet.step.group, status=422)
    limits.has_done(request, _ASKED, seconds=_HOUR)
    return redirect(f"{reverse('portal:draft', args=[sheet.found.organisation.slug, token])}?bewaard")


@open_to("public")
def resumed(request: HttpRequest, slug: str, token: str) -> HttpResponse:
    """The form as it was put aside. Whoever has the link may go on, so that is what the page says."""
    now = clock.now()
    found = public.regulation(slug, now=now, form=FormKeys())
    if found is None:
        raise Http404
    if limits.must_wait(request):
        return kept_private(render(request, "portal/draft_gone.html", gone(found, waits=True), status=429))
    draft = drafting.resume(found.organisation, token, now=now)
    if draft is None:
        limits.guessed_wrong(request)
        return kept_private(render(request, "portal/draft_gone.html", gone(found), status=404))
    post = _as_sent(draft.saved)
    sheet = sheet_of(
        public.chosen(found, draft.saved.regulation.partition("@")[0], now=now),
        post,
        token=tokens.Token(draft.saved.key, draft.saved_at),
        files=Attached(draft.saved.owner, tuple(draft.saved.files)),
        now=now,
        behalf=behalf_of(request, found.organisation, post, now),
        draft=token,
    )
    until = day_said(localtime(draft.expires_at).date(), localtime(now).date())
    told: dict[str, Any] = {"kept_until": until, "just_kept": "bewaard" in request.GET, "kept_address": draft.address}
    group = sheet.step.group
    return kept_private(asked(request, sheet, None if group is None else min(group, len(sheet.form.groups) - 1), **told))


def gone(found: public.InForce, **more: Any) -> dict[str, Any]:  # noqa: ANN401 -- a context holds anything
    """What the page shows of a draft that is no more, or never was."""
    return framed(found.organisation, found.procedure, default=found.default, **more)


def _as_sent(saved: drafting.Saved) -> QueryDict:
    """What was put aside as the form would send it, with a step that checks nothing yet."""
    post = QueryDict(mutable=True)
    for name, values in saved.answers.items():
        post.setlist(name, list(values))
    post[REGULATION], post[steps.STEP] = saved.regulation, steps.UPLOAD
    return post


def _too_often(request: HttpRequest, address: str) -> str:
    many = limits.has_done_much(request, _ASKED, most=_FROM_ONE)
    if many or limits.too_often("draft", address.lower(), most=_TO_ONE, seconds=_HOUR):
        return _("Wij stuurden al een paar mails met een link. Probeer het over een uur opnieuw. Wat u invulde, staat hier nog.")
    return ""
