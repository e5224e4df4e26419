"""Wijzigingen: the public list of changes as staff keep it: what stands there, a change without a complaint, and mending a line."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from wederhoor.actions.changes import changes, is_open, keeps_list, put_on_list, school_year, take_off_list
from wederhoor.actions.public import products, regulations
from wederhoor.core.procedure import Procedure
from wederhoor.desk.forms.changes import LINE, change_fields, read_change
from wederhoor.desk.seat import Seat, at_the_desk, framed
from wederhoor.web.fields import Errors, Field, Values, filled, read_fields
from wederhoor.web.words import told

if TYPE_CHECKING:
    from wederhoor.catalogue.models import ProductVersion

#: So many stand on one page.
_PAGE: Final = 50
STEP, OFF = "step", "off"


@at_the_desk
def listed(request: HttpRequest, seat: Seat) -> HttpResponse:
    """What stands on the public list; whoever keeps it can add to it and mend it."""
    rules = [held.procedure for held in regulations(seat.organisation, now=seat.now)]
    pages = Paginator(changes(seat.organisation), _PAGE)
    context = {
        "page": pages.get_page(request.GET.get("pagina")),
        "keeps": keeps_list(seat.roles, rules),
        "open_to_all": is_open(seat.organisation, rules),
        "slug": seat.organisation.slug,
    }
    return render(request, "desk/changes.html", framed(seat, "changes", **context))


@at_the_desk
def change(request: HttpRequest, seat: Seat, pk: int = 0) -> HttpResponse:
    """The form of one change: a new one, or one that stands there."""
    _let_in(seat, [held.procedure for held in regulations(seat.organisation, now=seat.now)])
    shown = _shown(seat, pk) if pk else None
    if shown is not None and request.POST.get(STEP) == OFF:
        take_off_list(seat.organisation, pk)
        messages.success(request, _("Van de lijst gehaald. De versie zelf blijft bekend."))
        return redirect("desk:changes")
    year = school_year(localtime(seat.now).date())
    form = change_fields(() if pk else products(seat.organisation), year=year, shown=shown)
    if request.method != "POST":
        return _page(request, seat, form, shown)
    values, errors = read_fields(form, request.POST)
    return _put(request, seat, form, values, errors, shown)


def _put(
    request: HttpRequest, seat: Seat, form: tuple[Field, ...], values: Values, errors: Errors, shown: "ProductVersion | None"
) -> HttpResponse:
    listing = read_change(values, errors, shown=shown)
    refused = put_on_list(seat.organisation, listing, now=seat.now) if listing else None
    if refused:
        errors[LINE] = (told(refused.reason),)
    if errors:
        return _page(request, seat, filled(form, values, errors), shown)
    messages.success(request, _("De wijziging staat op de openbare lijst."))
    return redirect("desk:changes")


def _let_in(seat: Seat, rules: list[Procedure]) -> None:
    if not keeps_list(seat.roles, rules):
        raise PermissionDenied


def _shown(seat: Seat, pk: int) -> "ProductVersion":
    found = changes(seat.organisation).prefetch_related("product__cohorts").filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def _page(request: HttpRequest, seat: Seat, form: Iterable[Field], shown: "ProductVersion | None") -> HttpResponse:
    fields = tuple(form)
    faulty = any(field.errors for field in fields)
    context = framed(seat, "changes", fields=fields, shown=shown, faulty=faulty)
    return render(request, "desk/change.html", context, status=422 if faulty else 200)
