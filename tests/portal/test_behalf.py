"""A contact person files for his institution: the form knows him, says for whom it is, and nobody else can."""

from collections.abc import Iterator

import pytest
import time_machine
from django.core import signing
from django.test import Client

from tests.factories.house import NOW, an_organisation
from tests.portal.institution import an_institution, signed_in, the_contact
from tests.portal.visitor import ANSWERS, Page, carried, words
from wederhoor.actions.access import of_customer
from wederhoor.dossiers.models import Dossier
from wederhoor.organisations.models import Customer
from wederhoor.portal.forms.behalf import BEHALF, on_behalf
from wederhoor.web.clock import now

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def customer() -> Customer:
    return an_institution(an_organisation())


def filed(browser: Client, address: str, form: str, **more: str) -> Dossier:
    """What comes of the form at this address, filled in and sent."""
    opened = browser.get(form, follow=True)
    typed = {**carried(opened), **ANSWERS, "mens": "true", **more}
    review = browser.post(address, {**typed, "stap": "nakijken"})
    browser.post(address, {**carried(review), "mens": "true", "stap": "versturen"})
    return Dossier.objects.latest("pk")


def tried(browser: Client, form: str, **more: str) -> Page:
    """What is answered to the form at this address, filled in and sent at once."""
    typed = {**carried(browser.get(form)), **ANSWERS, "mens": "true", **more}
    return browser.post(form.partition("?")[0], {**typed, "stap": "versturen"})


def address_for(customer: Customer) -> str:
    """The address by which a contact person of this institution opens the form."""
    return f"{form_of(customer)}?{BEHALF}={on_behalf(customer.pk)}"


def form_of(customer: Customer) -> str:
    return f"/{customer.organisation.slug}/klacht/"


@pytest.mark.clause("EXA-15")
def test_what_is_filed_for_the_institution_stands_in_its_list_at_once(customer: Customer) -> None:
    browser = signed_in(customer, NOW)
    row = filed(browser, form_of(customer), f"/klant/{customer.pk}/klacht/")
    assert list(of_customer(customer)) == [row]


def test_the_form_says_for_whom_it_is_and_knows_who_fills_it_in(customer: Customer) -> None:
    page = signed_in(customer, NOW).get(f"/klant/{customer.pk}/klacht/", follow=True)
    assert f"U dient deze klacht in voor {customer.name}." in words(page)
    assert 'value="noor@zonland.example"' in page.content.decode()
    assert page["Cache-Control"] == "no-store, private"


@pytest.mark.clause("EXA-15")
def test_what_a_contact_person_files_for_himself_is_not_shown_to_his_institution(customer: Customer) -> None:
    filed(signed_in(customer, NOW), form_of(customer), form_of(customer))
    assert not of_customer(customer).exists()


@pytest.mark.parametrize("given", ["x", "1", signing.dumps(1, salt="elders")], ids=["a word", "a key", "signed for something else"])
def test_nobody_files_by_an_altered_form_for_an_institution_nor_unseen_for_himself(customer: Customer, given: str) -> None:
    answer = tried(Client(), form_of(customer), **{BEHALF: given})
    assert answer.status_code == 403
    assert "u bent daarvoor niet aangemeld" in words(answer)
    assert not Dossier.objects.exists()


def test_a_stranger_files_nothing_by_the_address_of_a_contact_person(customer: Customer) -> None:
    answer = tried(Client(), address_for(customer))
    assert (answer.status_code, Dossier.objects.exists()) == (403, False)


def test_the_address_of_the_form_tells_a_stranger_nothing_of_a_contact_person(customer: Customer) -> None:
    page = Client().get(address_for(customer))
    contact = the_contact(customer)
    assert not [one for one in (contact.name, contact.email, customer.name) if one in page.content.decode()]
    assert "U vult dit formulier in voor een instelling" in words(page)


def test_a_form_of_another_organisation_is_none_of_this_one(customer: Customer) -> None:
    elsewhere = an_institution(an_organisation("ecm"), email="noor@zonland.example")
    answer = tried(signed_in(elsewhere, NOW), form_of(customer), **{BEHALF: on_behalf(elsewhere.pk)})
    assert (answer.status_code, Dossier.objects.exists()) == (403, False)


def test_who_is_signed_in_for_another_institution_files_nothing_for_this_one(customer: Customer) -> None:
    other = an_institution(customer.organisation, "K002", name="ROC Maanland", email="els@maanland.example")
    answer = tried(signed_in(other, NOW), address_for(customer))
    assert (answer.status_code, Dossier.objects.exists()) == (403, False)


def test_a_form_that_lay_open_longer_than_a_visit_lasts_is_filed_after_signing_in_again(
    customer: Customer, clock: time_machine.Traveller
) -> None:
    before = signed_in(customer, NOW)
    typed = {**carried(before.get(address_for(customer))), **ANSWERS, "mens": "true"}
    clock.shift(13 * 60 * 60)
    held = before.post(form_of(customer), {**typed, "stap": "versturen"})
    assert (held.status_code, Dossier.objects.exists()) == (403, False)
    assert ANSWERS["description"] in words(held)
    signed_in(customer, now()).post(form_of(customer), {**carried(held), "mens": "true", "stap": "versturen"})
    assert list(of_customer(customer)) == [Dossier.objects.get()]


def test_who_says_that_it_is_his_own_complaint_files_it_for_himself(customer: Customer) -> None:
    held = tried(Client(), address_for(customer))
    travelled = {**carried(held), BEHALF: [*carried(held)[BEHALF], ""]}
    Client().post(form_of(customer), {**travelled, "mens": "true", "stap": "versturen"})
    assert Dossier.objects.count() == 1
    assert not of_customer(customer).exists()


def test_a_draft_of_a_form_for_an_institution_stays_one(customer: Customer) -> None:
    browser = signed_in(customer, NOW)
    typed = {**carried(browser.get(address_for(customer))), **ANSWERS}
    link = browser.post(form_of(customer), {**typed, "bewaar_mail": "noor@zonland.example", "stap": "bewaren"})["Location"]
    assert f"U dient deze klacht in voor {customer.name}." in words(browser.get(link))
    stranger = Client().get(link)
    assert "u bent daarvoor niet aangemeld" in words(stranger)
    assert carried(stranger)[BEHALF] == [on_behalf(customer.pk)]
