"""Institutions with contact persons and complaints of their own, for whoever signs in for them."""

import re
from datetime import datetime

from django.test import Client

from tests.factories.house import NOW, a_dossier
from wederhoor.actions.contacts import ask_link
from wederhoor.actions.installation import add_customer
from wederhoor.actions.outbox import claim, left
from wederhoor.dossiers.models import Dossier
from wederhoor.organisations.models import ContactPerson, Customer, Organisation

LINK = re.compile(r"/klant/(?:link|adres)/[\w-]+/")


def an_institution(
    organisation: Organisation, code: str = "K001", *, name: str = "ROC Zonland", email: str = "noor@zonland.example"
) -> Customer:
    """An institution with one contact person."""
    return add_customer(organisation, name=name, code=code, contacts=(("Noor de Wit", email),))


def a_complaint(customer: Customer, *, at: datetime = NOW, **more: object) -> Dossier:
    """A complaint that was filed for an institution."""
    return a_dossier(customer.organisation, at=at, customer=customer, **more)


def the_contact(customer: Customer) -> ContactPerson:
    """Its first contact person."""
    return customer.contacts.order_by("pk")[0]


def mailed(at: datetime) -> dict[str, str]:
    """Every letter that waits leaves now: the path of the link in each, by address."""
    found: dict[str, str] = {}
    while (letter := claim(now=at)) is not None:
        left(letter, now=at)
        if link := LINK.search(letter.body):
            found[letter.address] = link[0]
    return found


def signed_in(customer: Customer, at: datetime) -> Client:
    """The browser of its contact person, who came in by a mailed link."""
    client, email = Client(), the_contact(customer).email
    ask_link(email, now=at)
    assert client.post(mailed(at)[email]).status_code == 302
    return client
