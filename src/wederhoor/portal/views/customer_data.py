"""What an institution keeps itself: the products that it uses, who its contact persons are, and what each of these is known by."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from wederhoor.actions.customers import contacts_at, invite_contact, keep_contact, keep_products, known_by, products_for, remove_contact
from wederhoor.portal.customer import Contact, for_customer
from wederhoor.portal.forms.customer import STEP, WHO, colleague_fields, own_fields, used_fields
from wederhoor.web.contact_fields import EMAIL, PRODUCTS
from wederhoor.web.fields import Errors, Field, filled, read_fields


@for_customer
def products(request: HttpRequest, contact: Contact) -> HttpResponse:
    """Which products the institution uses, so that it is told of a correction."""
    fields = used_fields(products_for(contact.customer))
    if request.method == "POST":
        values, errors = read_fields(fields, request.POST)
        if not errors:
            keep_products(contact.customer, values.get(PRODUCTS, ()), by=contact.person)
            messages.success(request, _("Uw producten zijn bewaard."))
            return redirect(contact.address("products"))
        fields = filled(fields, values, errors)
    context = contact.framed("products", fields=fields, any=bool(fields[0].choices))
    return render(request, "portal/customer_products.html", context, status=422 if request.method == "POST" else 200)


@for_customer
def data(request: HttpRequest, contact: Contact) -> HttpResponse:
    """What he is known by; another address holds once he proved it."""
    fields = own_fields(contact.person)
    if request.method == "POST":
        values, errors = read_fields(fields, request.POST)
        if not errors:
            said = keep_contact(contact.person, known_by(values), by=contact.person, now=contact.now)
            messages.success(request, _("Uw gegevens zijn bewaard.") + (f" {said}" if said else ""))
            return redirect(contact.address("data"))
        fields = filled(fields, values, errors)
    context = contact.framed("data", fields=fields, faulty=request.method == "POST")
    return render(request, "portal/customer_data.html", context, status=422 if request.method == "POST" else 200)


@for_customer
def team(request: HttpRequest, contact: Contact) -> HttpResponse:
    """The contact persons of the institution: inviting a colleague, and taking one away."""
    if request.method != "POST":
        return _team(request, contact, colleague_fields())
    if request.POST.get(STEP) == "weg":
        return _removed(request, contact)
    values, errors = read_fields(colleague_fields(), request.POST)
    if not errors:
        invited = invite_contact(contact.customer, known_by(values), by=contact.person, now=contact.now)
        if not isinstance(invited, str):
            messages.success(request, _("{name} krijgt een mail met een link.").format(name=invited.name))
            return redirect(contact.address("team"))
        errors = Errors({EMAIL: (invited,)})
    return _team(request, contact, filled(colleague_fields(), values, errors))


def _removed(request: HttpRequest, contact: Contact) -> HttpResponse:
    person = next((one for one in contacts_at(contact.customer) if str(one.pk) == request.POST.get(WHO)), None)
    if person is None:
        return redirect(contact.address("team"))
    name, own = person.name, person.pk == contact.person.pk
    refused = remove_contact(person, by=contact.person)
    if refused:
        messages.error(request, refused)
    else:
        messages.success(request, _("{name} is geen contactpersoon meer.").format(name=name))
    return redirect("customer:enter") if own and not refused else redirect(contact.address("team"))


def _team(request: HttpRequest, contact: Contact, fields: tuple[Field, ...]) -> HttpResponse:
    people = [
        {
            "pk": one.pk,
            "name": one.name,
            "function": one.function,
            "email": one.email,
            "phone": one.phone,
            "came": one.signed_in_at,
            "own": one.pk == contact.person.pk,
        }
        for one in contacts_at(contact.customer)
    ]
    faulty = any(one.errors for one in fields)
    context = contact.framed("team", people=people, fields=fields, faulty=faulty)
    return render(request, "portal/customer_team.html", context, status=422 if faulty else 200)
