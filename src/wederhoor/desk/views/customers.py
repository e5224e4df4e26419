"""Instellingen: who buys here, who their contact persons are and what they use; kept by who leads, and by the institutions themselves."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from wederhoor.actions import customers as kept
from wederhoor.desk.forms import customers as forms
from wederhoor.desk.officer import by_the_officer
from wederhoor.desk.seat import Seat, framed
from wederhoor.web.contact_fields import EMAIL, PRODUCTS
from wederhoor.web.fields import Field, filled, read_fields
from wederhoor.web.numbers import number_of

if TYPE_CHECKING:
    from wederhoor.organisations.models import ContactPerson, Customer

PAGE: Final = 50
#: In the address: where the page begins; in the form: what is looked for, which never stands in an address.
PLACE, FIND = "na", "zoek"
#: In the address: only who has nobody to write to.
LACKING, NOBODY = "zonder", "contactpersoon"


@by_the_officer
def customers(request: HttpRequest, seat: Seat) -> HttpResponse:
    """The institutions by name, a page at a time by key; what was looked for shows the first of them."""
    words = request.POST.get(FIND, "").strip()[:200].replace("\x00", "")
    lacking = request.GET.get(LACKING) == NOBODY
    found = kept.customers_of(seat.organisation, words=words, after=None if words else _place(seat, request), lacking=lacking)
    rows = list(found[: PAGE + 1])
    kept_on: dict[str, str | int] = {LACKING: NOBODY} if lacking else {}
    further = f"?{urlencode({**kept_on, PLACE: rows[PAGE - 1].pk})}" if len(rows) > PAGE else ""
    shown = {"words": words, "next_href": "" if words else further, "more": bool(words and further)}
    context = framed(seat, "customers", rows=rows[:PAGE], lacking=lacking, lacking_query=urlencode({LACKING: NOBODY}), **shown)
    return render(request, "desk/customers.html", context)


def _place(seat: Seat, request: HttpRequest) -> tuple[str, int] | None:
    key = number_of(request.GET.get(PLACE, ""))
    last = kept.customer_of(seat.organisation, key) if key is not None else None
    return (last.name, last.pk) if last else None


@by_the_officer
def customer(request: HttpRequest, seat: Seat, pk: int) -> HttpResponse:
    """One institution, or with key 0 a new one."""
    row = kept.customer_of(seat.organisation, pk) if pk else None
    if pk and row is None:
        raise Http404
    step = _STEPS.get(request.POST.get(forms.STEP, "")) if request.method == "POST" else None
    if step is None:
        return _page(request, seat, row)
    if row is None:
        return _named(request, seat, None)
    return step(request, seat, row)


def _page(request: HttpRequest, seat: Seat, row: "Customer | None", *, status: int = 200, **forms_shown: tuple[Field, ...]) -> HttpResponse:
    people = kept.contacts_at(row) if row else []
    shown: dict[str, object] = {"naming": forms.customer_fields(row), **forms_shown}
    if row:
        products = forms.used_fields(kept.products_for(row))
        shown = {"inviting": forms.person_fields(), "using": products, **shown, "products": bool(products[0].choices)}
    return render(request, "desk/customer.html", framed(seat, "customers", row=row, people=people, **shown), status=status)


def _named(request: HttpRequest, seat: Seat, row: "Customer | None") -> HttpResponse:
    fields = forms.customer_fields(row)
    values, errors = read_fields(fields, request.POST)
    if not errors:
        made = kept.keep_customer(seat.organisation, row, name=values[forms.INSTITUTION][:200], code=values[forms.CODE], by=seat.member)
        if not isinstance(made, str):
            return _kept(request, made)
        errors = {forms.CODE: (made,)}
    return _page(request, seat, row, status=422, naming=filled(fields, values, errors))


def _invited(request: HttpRequest, seat: Seat, row: "Customer") -> HttpResponse:
    fields = forms.person_fields()
    values, errors = read_fields(fields, request.POST)
    if not errors:
        made = kept.invite_contact(row, kept.known_by(values), by=seat.member, now=seat.now)
        if not isinstance(made, str):
            messages.success(request, _("{name} krijgt een mail met een link.").format(name=made.name))
            return redirect("desk:customer", row.pk)
        errors = {EMAIL: (made,)}
    return _page(request, seat, row, status=422, inviting=filled(fields, values, errors))


def _using(request: HttpRequest, seat: Seat, row: "Customer") -> HttpResponse:
    fields = forms.used_fields(kept.products_for(row))
    values, errors = read_fields(fields, request.POST)
    if errors:
        return _page(request, seat, row, status=422, using=filled(fields, values, errors))
    kept.keep_products(row, values.get(PRODUCTS, ()), by=seat.member)
    return _kept(request, row)


def _removed(request: HttpRequest, seat: Seat, row: "Customer") -> HttpResponse:
    person = _person(row, request.POST.get(forms.WHO, ""))
    if person is not None:
        name, refused = person.name, kept.remove_contact(person, by=seat.member)
        messages.success(request, refused or _("{name} is geen contactpersoon meer.").format(name=name))
    return redirect("desk:customer", row.pk)


def _kept(request: HttpRequest, row: "Customer") -> HttpResponse:
    messages.success(request, _("Bewaard."))
    return redirect("desk:customer", row.pk)


def _person(row: "Customer", key: str) -> "ContactPerson | None":
    return next((one for one in kept.contacts_at(row) if str(one.pk) == key), None)


@by_the_officer
def contact_person(request: HttpRequest, seat: Seat, pk: int, person: int) -> HttpResponse:
    """What a contact person is known by; another address holds at once, and whoever came in by the old one is out."""
    row = kept.customer_of(seat.organisation, pk)
    contact = _person(row, str(person)) if row else None
    if row is None or contact is None:
        raise Http404
    fields = forms.person_fields(contact)
    if request.method == "POST":
        values, errors = read_fields(fields, request.POST)
        refused = "" if errors else kept.keep_contact(contact, kept.known_by(values), by=seat.member, now=seat.now)
        if not errors and not refused:
            return _kept(request, row)
        fields = filled(fields, values, {**errors, **({EMAIL: (refused,)} if refused else {})})
    context = framed(seat, "customers", row=row, who=contact, fields=fields, back_href=reverse("desk:customer", args=[row.pk]))
    return render(request, "desk/contact_person.html", context, status=422 if request.method == "POST" else 200)


_STEPS: Final[dict[str, Callable[[HttpRequest, Seat, "Customer"], HttpResponse]]] = {
    "name": _named,
    "invite": _invited,
    "use": _using,
    "remove": _removed,
}
