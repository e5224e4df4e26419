"""What an institution keeps itself: products, contact persons, and each his own data."""

from collections.abc import Iterator

import pytest
import time_machine
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.factories.house import NOW, an_organisation
from tests.portal.institution import an_institution, mailed, signed_in, the_contact
from tests.portal.visitor import words
from wederhoor.actions.installation import add_product
from wederhoor.organisations.models import ContactPerson, Customer

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _now(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr("wederhoor.web.mailed_links.AT_LEAST", 0.0)
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def customer() -> Customer:
    organisation = an_organisation()
    add_product(organisation, code="EX-1", name="Examen Koken")
    add_product(organisation, code="EX-2", name="Examen Bakken")
    return an_institution(organisation)


@pytest.fixture
def browser(customer: Customer) -> Client:
    return signed_in(customer, NOW)


def home(customer: Customer, rest: str) -> str:
    return f"/klant/{customer.pk}/{rest}/"


def used(customer: Customer) -> set[str]:
    return set(customer.uses.values_list("product__code", flat=True))


@pytest.mark.clause("EXA-10")
def test_an_institution_says_which_products_it_uses(customer: Customer, browser: Client) -> None:
    browser.post(home(customer, "producten"), {"products": ["EX-1", "EX-2"]})
    assert used(customer) == {"EX-1", "EX-2"}
    browser.post(home(customer, "producten"), {"products": ["EX-2"]})
    assert used(customer) == {"EX-2"}
    browser.post(home(customer, "producten"), {})
    assert used(customer) == set()


def test_a_product_of_another_organisation_cannot_be_chosen(customer: Customer, browser: Client) -> None:
    add_product(an_organisation("ecm"), code="EX-9", name="Elders")
    assert browser.post(home(customer, "producten"), {"products": ["EX-9"]}).status_code == 422
    assert used(customer) == set()


def test_a_contact_person_keeps_his_name_telephone_and_function(customer: Customer, browser: Client) -> None:
    said = {"name": "Noor Witteveen", "email": "noor@zonland.example", "phone": "0612345678", "function": "Examencoördinator"}
    browser.post(home(customer, "gegevens"), said)
    contact = the_contact(customer)
    assert (contact.name, contact.phone, contact.function) == ("Noor Witteveen", "0612345678", "Examencoördinator")


def test_another_address_holds_once_the_link_to_it_was_followed_and_the_old_one_is_told(customer: Customer, browser: Client) -> None:
    browser.post(home(customer, "gegevens"), {"name": "Noor de Wit", "email": "noor@nieuw.example"})
    assert the_contact(customer).email == "noor@zonland.example"
    link = mailed(NOW)["noor@nieuw.example"]
    assert "Dit is mijn adres" in words(Client().get(link))
    assert "Uw nieuwe adres geldt nu" in words(Client().post(link))
    assert the_contact(customer).email == "noor@nieuw.example"
    assert customer.organisation.letters.filter(address="noor@zonland.example", subject__contains="veranderd").exists()
    assert browser.get(home(customer, "gegevens")).status_code == 302


def test_a_link_to_prove_an_address_lets_nobody_in(customer: Customer, browser: Client) -> None:
    browser.post(home(customer, "gegevens"), {"name": "Noor de Wit", "email": "noor@nieuw.example"})
    link = mailed(NOW)["noor@nieuw.example"].replace("/adres/", "/link/")
    assert Client().post(link).status_code == 404


def test_an_address_that_a_colleague_has_cannot_be_taken(customer: Customer, browser: Client) -> None:
    customer.contacts.create(name="Bo", email="bo@zonland.example")
    browser.post(home(customer, "gegevens"), {"name": "Noor de Wit", "email": "BO@zonland.example"})
    assert mailed(NOW) == {}


def test_a_colleague_is_invited_once_listed_and_taken_away(customer: Customer, browser: Client) -> None:
    page = home(customer, "contactpersonen")
    invited = {"name": "Bo Baas", "email": "bo@zonland.example", "stap": "erbij"}
    assert browser.post(page, invited).status_code == 302
    assert browser.post(page, invited | {"email": "BO@zonland.example"}).status_code == 422
    assert "uitgenodigd, nog niet aangemeld" in words(browser.get(page))
    bo = ContactPerson.objects.get(name="Bo Baas")
    browser.post(page, {"stap": "weg", "wie": str(bo.pk)})
    assert not ContactPerson.objects.filter(pk=bo.pk).exists()


def test_who_has_us_write_to_very_many_waits_and_what_he_typed_stays(customer: Customer, browser: Client) -> None:
    page = home(customer, "contactpersonen")
    invited = [{"name": f"Bo {number}", "email": f"bo{number}@zonland.example", "stap": "erbij"} for number in range(11)]
    answers = [browser.post(page, one) for one in invited]
    assert [one.status_code for one in answers] == [302] * 10 + [422]
    assert "U liet ons dit uur al veel mails sturen." in words(answers[-1])
    assert 'value="bo10@zonland.example"' in answers[-1].content.decode()
    assert not ContactPerson.objects.filter(name="Bo 10").exists()


def test_nobody_has_us_write_to_one_address_without_end(customer: Customer, browser: Client) -> None:
    for number in range(4):
        page = browser.post(home(customer, "gegevens"), {"name": f"Noor {number}", "email": "slachtoffer@elders.example"}, follow=True)
    assert "Het e-mailadres is niet veranderd: u liet ons dit uur al veel mails sturen." in words(page)
    assert customer.organisation.letters.filter(address="slachtoffer@elders.example").count() == 3
    assert the_contact(customer).name == "Noor 3"


def test_the_last_who_came_in_hands_over_before_he_goes(customer: Customer, browser: Client) -> None:
    page, noor = home(customer, "contactpersonen"), the_contact(customer)
    browser.post(page, {"name": "Bo Baas", "email": "bo@zonland.example", "stap": "erbij"})
    browser.post(page, {"stap": "weg", "wie": str(noor.pk)})
    assert ContactPerson.objects.filter(pk=noor.pk).exists()
    Client().post(mailed(NOW)["bo@zonland.example"])
    assert browser.post(page, {"stap": "weg", "wie": str(noor.pk)})["Location"] == "/klant/aanmelden/"
    assert not ContactPerson.objects.filter(pk=noor.pk).exists()


def test_a_contact_person_of_another_institution_cannot_be_taken_away(customer: Customer, browser: Client) -> None:
    theirs = the_contact(an_institution(customer.organisation, "K002", email="a@elders.example"))
    browser.post(home(customer, "contactpersonen"), {"stap": "weg", "wie": str(theirs.pk)})
    assert ContactPerson.objects.filter(pk=theirs.pk).exists()


def test_who_changed_what_is_logged_without_a_name_or_address(
    customer: Customer, browser: Client, capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    browser.post(home(customer, "gegevens"), {"name": "Noor Witteveen", "email": "noor@zonland.example"})
    browser.post(home(customer, "contactpersonen"), {"name": "Bo Baas", "email": "bo@zonland.example", "stap": "erbij"})
    said = "".join(capsys.readouterr()) + caplog.text
    key = the_contact(customer).pk
    assert f"contact {key} of customer {customer.pk} changed by contact-{key}: name" in said
    assert not [word for word in ("Noor", "Bo Baas", "zonland.example") if word in said]


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(("page", "queries"), [("contactpersonen", 3), ("producten", 4)])
def test_a_page_costs_the_same_however_many_there_are(
    customer: Customer, browser: Client, django_assert_num_queries: DjangoAssertNumQueries, count: int, page: str, queries: int
) -> None:
    for number in range(count):
        customer.contacts.create(name=f"Bo {number}", email=f"bo{number}@zonland.example")
        add_product(customer.organisation, code=f"M-{number}", name=f"Examen {number}")
    with django_assert_num_queries(queries):
        browser.get(home(customer, page))
