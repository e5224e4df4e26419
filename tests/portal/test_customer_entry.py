"""A contact person comes in by a mailed link: once, for a while, and as no other."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine
from django.test import Client

from tests.factories.house import NOW, a_member, an_organisation
from tests.portal.institution import an_institution, mailed, signed_in, the_contact
from tests.portal.visitor import words
from wederhoor.actions.customers import Known, invite_contact, keep_contact, remove_contact
from wederhoor.correspondence.models import Letter
from wederhoor.organisations.models import ContactLink, Customer

pytestmark = pytest.mark.django_db
EMAIL = "noor@zonland.example"


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> Iterator[time_machine.Traveller]:
    monkeypatch.setattr("wederhoor.web.mailed_links.AT_LEAST", 0.0)
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def customer() -> Customer:
    return an_institution(an_organisation(), email=EMAIL)


def ask(email: str) -> str:
    return words(Client().post("/klant/aanmelden/", {"email": email}))


@pytest.mark.clause("EXA-15")
def test_whoever_asks_gets_a_link_by_mail_and_comes_in(customer: Customer) -> None:
    ask(EMAIL)
    browser = Client()
    link = mailed(NOW)[EMAIL]
    assert "Aanmelden" in words(browser.get(link))
    assert browser.post(link, follow=True).redirect_chain[-1][0] == f"/klant/{customer.pk}/"


@pytest.mark.usefixtures("customer")
def test_the_answer_is_the_same_whether_the_address_is_known_or_not() -> None:
    assert ask(EMAIL) == ask("niemand@elders.example")
    assert list(mailed(NOW)) == [EMAIL]


@pytest.mark.usefixtures("customer")
def test_no_store_holds_a_link_before_its_letter_leaves_and_then_only_its_digest() -> None:
    ask(EMAIL)
    assert "{contact_link}" in Letter.objects.get().body
    token = mailed(NOW)[EMAIL].split("/")[-2]
    link = ContactLink.objects.get()
    assert token not in f"{link.digest} {Letter.objects.get().body}"


@pytest.mark.usefixtures("customer")
def test_looking_at_a_link_uses_nothing_up_and_it_works_once() -> None:
    ask(EMAIL)
    link = mailed(NOW)[EMAIL]
    assert [Client().get(link).status_code for _ in range(2)] == [200, 200]
    assert [Client().post(link).status_code for _ in range(2)] == [302, 404]


@pytest.mark.usefixtures("customer")
def test_after_two_hours_a_link_that_was_asked_for_works_no_more(clock: time_machine.Traveller) -> None:
    ask(EMAIL)
    link = mailed(NOW)[EMAIL]
    clock.move_to(NOW + timedelta(hours=2, minutes=1), tick=False)
    assert Client().post(link).status_code == 404


def test_a_guessed_link_gives_nothing_and_whoever_keeps_guessing_waits(customer: Customer) -> None:
    del customer
    browser = Client()
    answers = [browser.get(f"/klant/link/gok-{number}/").status_code for number in range(14)]
    assert answers[0] == 404
    assert answers[-1] == 429


def test_no_more_than_three_letters_an_hour_go_to_one_address(customer: Customer) -> None:
    del customer
    for _ in range(5):
        ask(EMAIL)
    assert Letter.objects.count() == 3


def test_a_visit_ends_after_twelve_hours(customer: Customer, clock: time_machine.Traveller) -> None:
    browser = signed_in(customer, NOW)
    clock.move_to(NOW + timedelta(hours=12, minutes=1), tick=False)
    assert browser.get(f"/klant/{customer.pk}/").status_code == 302


def test_who_signs_out_is_out_and_told_so(customer: Customer) -> None:
    browser = signed_in(customer, NOW)
    assert "U bent afgemeld." in browser.post("/klant/afmelden/", follow=True).content.decode()
    assert browser.get(f"/klant/{customer.pk}/")["Location"] == "/klant/aanmelden/"


def test_who_is_taken_away_is_out_at_once(customer: Customer) -> None:
    browser = signed_in(customer, NOW)
    remove_contact(the_contact(customer), by=a_member(customer.organisation))
    assert browser.get(f"/klant/{customer.pk}/").status_code == 302


def test_what_was_mailed_to_who_is_taken_away_goes_too(customer: Customer) -> None:
    signed_in(customer, NOW)
    ask(EMAIL)
    remove_contact(the_contact(customer), by=a_member(customer.organisation))
    assert not Letter.objects.filter(address=EMAIL).exists()


def test_another_address_ends_the_visits_and_links_of_the_old_one(customer: Customer) -> None:
    browser = signed_in(customer, NOW)
    ask(EMAIL)
    link = mailed(NOW)[EMAIL]
    keep_contact(the_contact(customer), Known("Noor de Wit", "nieuw@zonland.example"), by=a_member(customer.organisation), now=NOW)
    assert browser.get(f"/klant/{customer.pk}/").status_code == 302
    assert Client().post(link).status_code == 404


def test_a_link_waiting_for_an_address_that_changed_meanwhile_is_left_out(customer: Customer) -> None:
    ask(EMAIL)
    keep_contact(the_contact(customer), Known("Noor de Wit", "nieuw@zonland.example"), by=a_member(customer.organisation), now=NOW)
    assert mailed(NOW) == {}
    assert not ContactLink.objects.exists()


def test_one_address_with_several_institutions_chooses_and_comes_in_everywhere(customer: Customer) -> None:
    elsewhere = an_institution(an_organisation("ecm"), name="Vakschool Elders", email=EMAIL.upper())
    browser = signed_in(customer, NOW)
    page = words(browser.get("/klant/"))
    assert customer.name in page
    assert elsewhere.name in page
    assert [browser.get(f"/klant/{one.pk}/").status_code for one in (customer, elsewhere)] == [200, 200]


def test_an_invited_colleague_comes_in_by_his_mail(customer: Customer) -> None:
    invite_contact(customer, Known("Bo Baas", "bo@zonland.example"), by=the_contact(customer), now=NOW)
    browser = Client()
    browser.post(mailed(NOW)["bo@zonland.example"])
    assert browser.get(f"/klant/{customer.pk}/").status_code == 200


def test_whoever_works_here_is_no_contact_person_by_it_nor_the_other_way_round(customer: Customer) -> None:
    staff = Client()
    staff.force_login(a_member(customer.organisation, "manager-propositie").user)
    assert staff.get(f"/klant/{customer.pk}/").status_code == 302
    assert "/bureau/aanmelden/" in signed_in(customer, NOW).get("/bureau/")["Location"]
