"""Instellingen at the desk: found, kept, and whose complaint a dossier is."""

from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.factories.house import NOW, a_dossier, a_member, an_organisation
from tests.portal.institution import an_institution, the_contact
from wederhoor.actions.access import of_customer
from wederhoor.actions.installation import add_customer, add_product
from wederhoor.correspondence.models import Letter
from wederhoor.organisations.models import Customer, Member

pytestmark = pytest.mark.django_db
MANAGER = "manager-propositie"


@pytest.fixture(autouse=True)
def _now() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def customer() -> Customer:
    return an_institution(an_organisation())


@pytest.fixture
def manager(customer: Customer) -> Member:
    return a_member(customer.organisation, MANAGER)


@pytest.fixture
def browser(manager: Member) -> Client:
    client = Client()
    client.force_login(manager.user)
    return client


def page(answer: Any) -> str:  # noqa: ANN401 - as the test client has it
    return str(answer.content.decode())


def test_institutions_are_listed_with_who_to_write_to(customer: Customer, browser: Client) -> None:
    said = page(browser.get("/bureau/afnemers/"))
    assert customer.name in said
    assert "1 contactpersoon" in said


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_however_many(
    customer: Customer, browser: Client, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    for number in range(count):
        an_institution(customer.organisation, f"L{number}", email=f"a{number}@elders.example")
    browser.get("/bureau/afnemers/")  # a regulation that was not met before is read once
    with django_assert_num_queries(6):
        browser.get("/bureau/afnemers/")


def test_the_list_goes_on_by_key_and_is_searched_without_words_in_an_address(
    customer: Customer, browser: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("wederhoor.desk.views.customers.PAGE", 1)
    other = an_institution(customer.organisation, "L1", name="Vakschool Zee", email="bo@zee.example")
    first = browser.get("/bureau/afnemers/")
    assert [one.pk for one in browser.get(f"/bureau/afnemers/{first.context['next_href']}").context["rows"]] == [other.pk]
    found = browser.post("/bureau/afnemers/", {"zoek": "bo@zee"})
    assert [one.pk for one in found.context["rows"]] == [other.pk]
    assert "bo@zee" not in str(found.context["next_href"])


@pytest.mark.clause("EXA-10")
def test_those_without_a_contact_person_are_listed_apart_a_page_at_a_time(
    customer: Customer, browser: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("wederhoor.desk.views.customers.PAGE", 1)
    assert "Elke afnemer heeft een contactpersoon" in page(browser.get("/bureau/afnemers/?zonder=contactpersoon"))
    lacking = [add_customer(customer.organisation, name=f"ROC {code}", code=code) for code in ("L1", "L2")]
    first = browser.get("/bureau/afnemers/?zonder=contactpersoon")
    second = browser.get(f"/bureau/afnemers/{first.context['next_href']}")
    assert [one.pk for answer in (first, second) for one in answer.context["rows"]] == [one.pk for one in lacking]
    found = browser.post("/bureau/afnemers/?zonder=contactpersoon", {"zoek": "ROC Zonland"})
    assert list(found.context["rows"]) == []


def test_an_institution_is_made_with_a_code_of_its_own(customer: Customer, browser: Client) -> None:
    made = {"step": "name", "institution": "Vakschool Zee", "code": "L1"}
    assert browser.post("/bureau/afnemers/0/", made).status_code == 302
    assert browser.post("/bureau/afnemers/0/", made).status_code == 422
    assert customer.organisation.customers.filter(code="L1").count() == 1


def test_a_contact_person_is_invited_changed_and_taken_away(customer: Customer, browser: Client) -> None:
    home = f"/bureau/afnemers/{customer.pk}/"
    browser.post(home, {"step": "invite", "name": "Bo Baas", "email": "bo@zonland.example"})
    assert Letter.objects.filter(address="bo@zonland.example").exists()
    bo = customer.contacts.get(name="Bo Baas")
    browser.post(f"{home}contactpersoon/{bo.pk}/", {"name": "Bo Baas", "email": "bo@nieuw.example"})
    assert customer.contacts.get(pk=bo.pk).email == "bo@nieuw.example"
    browser.post(home, {"step": "remove", "contact": str(bo.pk)})
    assert not customer.contacts.filter(pk=bo.pk).exists()


def test_its_products_are_kept(customer: Customer, browser: Client) -> None:
    add_product(customer.organisation, code="EX-1", name="Examen Koken")
    browser.post(f"/bureau/afnemers/{customer.pk}/", {"step": "use", "products": ["EX-1"]})
    assert customer.uses.get().product.code == "EX-1"


@pytest.mark.parametrize("address", ["/bureau/afnemers/", "/bureau/afnemers/0/", "/bureau/afnemers/{pk}/"])
def test_only_who_leads_keeps_institutions(customer: Customer, address: str) -> None:
    client = Client()
    client.force_login(a_member(customer.organisation, "medewerker").user)
    assert client.get(address.format(pk=customer.pk)).status_code == 404


def test_an_institution_of_another_organisation_is_not_there(customer: Customer) -> None:
    client = Client()
    client.force_login(a_member(an_organisation(), MANAGER).user)
    home = f"/bureau/afnemers/{customer.pk}/"
    assert client.get(home).status_code == 404
    assert client.post(home, {"step": "name", "institution": "Gekaapt", "code": "X"}).status_code == 404
    assert client.get(f"{home}contactpersoon/{the_contact(customer).pk}/").status_code == 404


# On a dossier --------------------------------------------------------------------------------------------------------------


@pytest.mark.clause("EXA-15")
def test_from_a_dossier_the_institution_of_the_complainants_address_is_suggested_and_chosen(customer: Customer, browser: Client) -> None:
    row = a_dossier(customer.organisation)
    here = f"/bureau/dossier/{row.number}/instelling/"
    asked = page(browser.get(here))
    assert "Misschien bedoelt u" in asked
    assert not of_customer(customer).exists()
    browser.post(here, {"step": "put", "customer": customer.code})
    assert list(of_customer(customer)) == [row]
    assert customer.name in page(browser.get(f"/bureau/dossier/{row.number}/"))


def test_part_of_a_name_gives_the_institutions_to_choose_from(customer: Customer, browser: Client) -> None:
    an_institution(customer.organisation, "L1", name="ROC Zonneweide", email="a@elders.example")
    here = f"/bureau/dossier/{a_dossier(customer.organisation).number}/instelling/"
    answer = browser.post(here, {"step": "put", "customer": "roc zon"})
    assert answer.status_code == 422
    assert "ROC Zonneweide (L1)" in page(answer)
    assert "Geen instelling gevonden" in page(browser.post(here, {"step": "put", "customer": "bestaat niet"}))


def test_what_was_put_to_an_institution_is_taken_from_it_again(customer: Customer, browser: Client) -> None:
    here = f"/bureau/dossier/{a_dossier(customer.organisation).number}/instelling/"
    browser.post(here, {"step": "put", "customer": customer.code})
    ref = browser.get(here).context["institutions"][0][0]
    browser.post(here, {"step": "take", "ref": ref})
    assert not of_customer(customer).exists()
    assert browser.post(here, {"step": "take", "ref": ref}).status_code == 409


def test_what_happened_meanwhile_is_told_before_a_dossier_is_shown_to_an_institution(customer: Customer, browser: Client) -> None:
    here = f"/bureau/dossier/{a_dossier(customer.organisation).number}/instelling/"
    assert browser.post(here, {"step": "put", "customer": customer.code, "seen": "99"}).status_code == 409
    assert not of_customer(customer).exists()
