"""Contact persons of institutions come in by a mailed link, choose for which institution they are here, and leave."""

from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from wederhoor.actions import contacts
from wederhoor.portal.customer import contacts_here, goodbye, welcome
from wederhoor.portal.views.customer_sign_on import sign_on_of
from wederhoor.web import clock, mailed_links
from wederhoor.web.doors import kept_private, open_to
from wederhoor.web.fields import filled, read_fields
from wederhoor.web.mailed_links import EMAIL


@open_to("public")
def enter(request: HttpRequest) -> HttpResponse:
    """Asks for a link. The answer is the same whether the address is known or not."""
    fields = mailed_links.address_fields()
    if request.method != "POST":
        return kept_private(render(request, "portal/customer_enter.html", {"fields": fields}))
    values, errors = read_fields(fields, request.POST)
    if errors:
        context = {"fields": filled(fields, values, errors)}
        return render(request, "portal/customer_enter.html", context, status=422)
    sign_on = sign_on_of(values[EMAIL]) if "per" not in request.POST else None
    if sign_on is not None:
        return render(request, "portal/customer_sign_on.html", {"sign_on": sign_on, "email": values[EMAIL]})
    email = str(values[EMAIL])
    with mailed_links.slowly():
        if mailed_links.may_be_mailed(request, "contact-links", email):
            contacts.ask_link(email, now=clock.now())
    return render(request, "portal/customer_enter.html", {"asked": True})


@open_to("customer")
def link(request: HttpRequest, token: str) -> HttpResponse:
    """Lets in a contact person, by one press of a button."""
    now = clock.now()

    def pressed() -> HttpResponse | None:
        found = contacts.enter(token, now=now)
        if not found:
            return None
        welcome(request, found, now)
        return redirect("customer:choose")

    def page() -> HttpResponse | None:
        return render(request, "portal/customer_link.html") if contacts.opens(token, now=now) else None

    return mailed_links.followed(request, page=page, pressed=pressed, shut=partial(_shut, request))


@open_to("customer")
def address(request: HttpRequest, token: str) -> HttpResponse:
    """Proves a new address, by one press of a button; whoever did is asked to sign in with it."""
    now = clock.now()

    def pressed() -> HttpResponse | None:
        return render(request, "portal/customer_link.html", {"proven": True}) if contacts.prove(token, now=now) else None

    def page() -> HttpResponse | None:
        return render(request, "portal/customer_link.html", {"proves": True}) if contacts.proves(token, now=now) else None

    return mailed_links.followed(request, page=page, pressed=pressed, shut=partial(_shut, request))


def _shut(request: HttpRequest, status: int) -> HttpResponse:
    """The same for a link that was used, is too old, was changed or never was."""
    context = {"waits": status == 429, "inside": bool(contacts_here(request, clock.now()))}  # noqa: PLR2004 - as HTTP has it
    return render(request, "portal/customer_shut.html", context, status=status)


@open_to("customer")
def chosen(request: HttpRequest) -> HttpResponse:
    """The institutions that he is a contact person of; where it is one, that."""
    here = contacts_here(request, clock.now())
    if not here:
        return redirect("customer:enter")
    if len(here) == 1:
        return redirect(here[0].address("list"))
    return render(request, "portal/customer_choose.html", {"contacts": here})


@open_to("customer")
def leave(request: HttpRequest) -> HttpResponse:
    """Asks once, then ends the visit."""
    if request.method != "POST":
        return render(request, "portal/customer_leave.html")
    goodbye(request)
    messages.success(request, _("U bent afgemeld."))
    return redirect("customer:enter")
