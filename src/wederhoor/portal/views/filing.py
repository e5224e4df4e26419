"""Filing a complaint: the form, the answers checked, and sending. Nothing is kept until it is sent; everything typed travels along."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from wederhoor.actions import public
from wederhoor.actions.filing import Filed, file_complaint
from wederhoor.actions.record import Actor
from wederhoor.core.dossier import Refusal
from wederhoor.portal.articles import article
from wederhoor.portal.forms import token as tokens
from wederhoor.portal.forms.filing import FilingForm, Lack, data_of, filing_form, lacking, read_filing
from wederhoor.portal.shown.answers import answers, carried
from wederhoor.portal.views.frame import framed
from wederhoor.web import clock
from wederhoor.web.doors import open_to
from wederhoor.web.fields import Field, Values


@dataclass(frozen=True, slots=True)
class Sheet:
    """One filing on its way: the regulation, its form as filled in, and the token that it came with."""

    found: public.InForce
    form: FilingForm
    token: tokens.Token
    now: datetime


@open_to("public")
def file(request: HttpRequest, slug: str) -> HttpResponse:
    """Shows the form; then what was filled in; then sends it."""
    now = clock.now()
    found = public.regulation(slug, now=now)
    if found is None:
        raise Http404
    form = filing_form(found.procedure, products=public.products(found.organisation))
    if request.method != "POST":
        return _asked(request, Sheet(found, form, tokens.new_token(now), now))
    values, errors = read_filing(form, request.POST)
    sheet = Sheet(found, form.with_values(values, errors), tokens.read_token(request.POST, now), now)
    if errors or request.POST.get("stap") == "wijzigen":
        return _asked(request, sheet, status=422 if errors else 200)
    if request.POST.get("stap") != "versturen" or tokens.is_doubtful(sheet.token, request.POST, now):
        return _reviewed(request, sheet, values)
    return _sent(request, sheet, values)


def _asked(request: HttpRequest, sheet: Sheet, status: int = 200) -> HttpResponse:
    context = {"form": sheet.form, "token": sheet.token, "honeypot": tokens.HONEYPOT, "token_name": tokens.FIELD, "faulty": status != 200}  # noqa: PLR2004 -- HTTP
    return render(request, "portal/filing.html", _framed(sheet, **context), status=status)


def _reviewed(request: HttpRequest, sheet: Sheet, values: Values, refusal: Refusal | None = None) -> HttpResponse:
    lacks: tuple[Lack, ...] = ()
    if refusal is None:
        looked = lacking(sheet.form, _data(sheet, values), now=sheet.now, calendar=sheet.found.calendar)
        refusal, lacks = (looked, ()) if isinstance(looked, Refusal) else (None, looked)
    context = {
        "groups": [(group, answers(_told(group.fields, values))) for group in sheet.form.groups],
        "carried": carried(sheet.form.fields),
        "lacks": lacks,
        "refusal": refusal,
        "refusal_article": article(sheet.found.procedure, refusal.clause) if refusal else "",
        "doubtful": request.POST.get("stap") == "versturen" and tokens.is_doubtful(sheet.token, request.POST, sheet.now),
        "token": sheet.token,
        "token_name": tokens.FIELD,
        "confirmed": tokens.CONFIRMED,
    }
    return render(request, "portal/filing_review.html", _framed(sheet, **context), status=422 if refusal else 200)


def _told(fields: tuple[Field, ...], values: Values) -> list[Field]:
    """What will be sent: of whoever stays anonymous nothing that names him, though it travels along in case he changes his mind."""
    return [field for field in fields if not (values.get("anonymous") and field.name.startswith("complainant."))]


def _sent(request: HttpRequest, sheet: Sheet, values: Values) -> HttpResponse:
    filed = file_complaint(
        sheet.found.organisation,
        data=_data(sheet, values),
        by=Actor("complainant"),
        at=sheet.now,
        now=sheet.now,
        key=f"web-{sheet.token.key}",
    )
    if isinstance(filed, Filed):
        return redirect("portal:receipt", code=filed.tracking_code)
    return _reviewed(request, sheet, values, Refusal(filed.reason, filed.clause, filed.missing))


def _data(sheet: Sheet, values: Values) -> dict[str, Any]:
    return data_of(sheet.form, values, today=sheet.found.calendar.local_day(sheet.now))


def _framed(sheet: Sheet, **context: Any) -> dict[str, Any]:  # noqa: ANN401 -- a context holds anything
    return framed(sheet.found.organisation, sheet.found.procedure, **context)
