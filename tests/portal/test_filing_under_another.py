"""An organisation with two regulations in force: one files under either, and what follows goes by the one under which one filed."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import time_machine
from django.test import Client, override_settings
from pytest_django import DjangoAssertNumQueries

from tests.factories.house import NOW, a_version, an_organisation, shipped, with_two
from tests.portal.institution import an_institution, signed_in
from tests.portal.visitor import ANSWERS, Page, carried, reviewed, sent, words
from tests.support.rounds import rounds
from wederhoor.actions.access import of_customer
from wederhoor.actions.drafting import Saved, owner_of, save
from wederhoor.actions.outbox import claim
from wederhoor.actions.regulations import make_default, publish_procedure
from wederhoor.correspondence.models import Draft
from wederhoor.dossiers.models import Matter
from wederhoor.organisations.models import Organisation

pytestmark = pytest.mark.django_db
HERE = "/twee/klacht/"
OTHER = "/twee/regeling/ecm/klacht/"
HUMAN = {"mens": "true"}


@pytest.fixture(autouse=True)
def clock(tmp_path: Path) -> Iterator[time_machine.Traveller]:
    with override_settings(DATA_DIR=tmp_path), time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture(autouse=True)
def organisation() -> Organisation:
    """One complains here by Klik's regulation, or by ECM's."""
    return with_two()


def asked(page: Page) -> set[str]:
    """The names of what a form asks."""
    return {field.name for field in page.context["fields"]}


def under() -> list[tuple[str, int]]:
    """The regulation of each matter, with its version."""
    return list(Matter.objects.order_by("pk").values_list("procedure_version__procedure", "procedure_version__version"))


def filed(client: Client, address: str) -> Page:
    """The receipt of what was filed at an address."""
    return client.get(sent(client, address, reviewed(client, address, ANSWERS), **HUMAN)["Location"])


def put_aside(client: Client, address: str) -> str:
    """The address of a form that was filled in there and put aside."""
    answer = client.post(address, {**carried(client.get(address)), **ANSWERS, "bewaar_mail": "a@b.example", "stap": "bewaren"})
    return str(answer["Location"]).partition("?")[0]


# The form ------------------------------------------------------------------------------------------------------------------


def test_each_form_asks_what_its_own_regulation_asks(client: Client) -> None:
    default, other = asked(client.get(HERE)), asked(client.get(OTHER))
    assert ("reasons" in default, "anonymous" in default) == (True, False)
    assert ("reasons" in other, "anonymous" in other) == (False, True)


@pytest.mark.parametrize(
    ("address", "procedure"), [(HERE, "klik-onderwijs"), (OTHER, "ecm"), ("/twee/regeling/klik-onderwijs/klacht/", "klik-onderwijs")]
)
def test_what_is_filed_at_an_address_stands_under_its_regulation(client: Client, address: str, procedure: str) -> None:
    filed(client, address)
    assert under() == [(procedure, 1)]


def test_a_form_says_by_which_regulation_it_is_and_leads_to_the_other(client: Client) -> None:
    for address, own, other in ((HERE, "Klik Onderwijs", OTHER), (OTHER, "examinering van ECM", HERE)):
        page, review = client.get(address), reviewed(client, address, ANSWERS)
        assert f"U dient uw klacht in volgens: Klachtenregeling {own}." in words(page)
        assert f'<li><a href="{other}">' in page.content.decode()
        assert f"U dient uw klacht in volgens: Klachtenregeling {own}." in words(review)
        assert f'action="{address}"' in review.content.decode()
        assert f'href="{other}"' not in review.content.decode()


def test_where_there_is_one_regulation_nothing_is_said_of_it(client: Client) -> None:
    slug = an_organisation().slug
    publish_procedure(Organisation.objects.get(slug=slug), a_version(shipped("ecm"), 1, "2027-01-01"), NOW)
    assert "volgens:" not in words(client.get(f"/{slug}/klacht/"))


def test_under_the_other_regulation_a_form_takes_no_more_queries(client: Client, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    for address in (HERE, OTHER):
        client.get(address)
        with django_assert_num_queries(rounds(4, 1)):
            client.get(address)


@pytest.mark.parametrize("procedure", ["extrack", "ecm@1", "ECM", "é", "%2e%2e"])
def test_under_what_is_no_regulation_of_theirs_nobody_files(client: Client, procedure: str) -> None:
    answer = client.post(f"/twee/regeling/{procedure}/klacht/", {**ANSWERS, "stap": "versturen", **HUMAN})
    assert (answer.status_code, under()) == (404, [])


def test_an_id_may_hold_dots_and_accents(client: Client) -> None:
    organisation = an_organisation(slug="punten")
    publish_procedure(organisation, shipped("ecm").replace('id = "ecm"', 'id = "beroep.vmbo-é"', 1), NOW)
    [address] = [one.file_href for one in client.get("/punten/").context["regulations"] if not one.current]
    filed(client, address)
    assert under() == [("beroep.vmbo-é", 1)]


def test_the_same_form_sent_twice_is_one_complaint(client: Client) -> None:
    review = reviewed(client, OTHER, ANSWERS)
    answers = [sent(client, OTHER, review, **HUMAN)["Location"] for _ in range(2)]
    assert (len(set(answers)), under()) == (1, [("ecm", 1)])


def test_who_filled_in_the_form_of_one_regulation_files_under_no_other_unseen(client: Client, organisation: Organisation) -> None:
    review = reviewed(client, HERE, ANSWERS)
    make_default(organisation, "ecm")
    page = sent(client, HERE, review, **HUMAN)
    assert (page.status_code, under()) == (409, [])
    assert "U klaagt nu volgens een andere regeling: Klachtenregeling examinering van ECM." in words(page)
    assert ANSWERS["description"] in words(page)


def test_a_contact_person_takes_the_other_form_for_his_institution_too(organisation: Organisation) -> None:
    customer = an_institution(organisation)
    browser = signed_in(customer, NOW)
    [other] = browser.get(f"/klant/{customer.pk}/klacht/", follow=True).context["others"]
    opened = browser.get(f"{other.file_href}?namens={browser.get(f'/klant/{customer.pk}/klacht/')['Location'].partition('namens=')[2]}")
    review = browser.post(OTHER, {**carried(opened), **ANSWERS, **HUMAN, "stap": "nakijken"})
    sent(browser, OTHER, review, **HUMAN)
    assert [row.matter.procedure_version.procedure for row in of_customer(customer)] == ["ecm"]


# What follows --------------------------------------------------------------------------------------------------------------


def test_receipt_and_page_of_a_complaint_go_by_the_regulation_under_which_it_was_filed(client: Client) -> None:
    receipt = filed(client, OTHER)
    status = client.get(f"/volgen/mijn/{receipt.context['key']}/")
    for page in (receipt, status):
        assert 'href="/twee/regeling/ecm/">Klachtenregeling</a>' in page.content.decode()
        assert "verantwoordelijk medewerker" in words(page).lower()
        assert "Manager Propositie" not in words(page)


@pytest.mark.parametrize("rest", ["", "gegevens/", "bericht/", "0/withdraw/", "0/complete/"])
def test_every_page_of_a_complaint_leads_to_its_own_regulation(client: Client, rest: str) -> None:
    page = client.get(f"/volgen/mijn/{filed(client, OTHER).context['key']}/{rest}")
    assert page.status_code in {200, 409}
    assert page.context["regulation_href"] == "/twee/regeling/ecm/"
    assert 'href="/twee/regeling/klik-onderwijs/' not in page.content.decode()


def test_under_the_default_regulation_they_lead_to_the_page_of_the_organisation(client: Client) -> None:
    assert 'href="/twee/">Klachtenregeling</a>' in filed(client, HERE).content.decode()


# A form put aside ----------------------------------------------------------------------------------------------------------


def test_a_form_that_was_put_aside_goes_on_under_its_own_regulation(client: Client) -> None:
    link = put_aside(client, OTHER)
    page = Client().get(link)
    assert "anonymous" in asked(page)
    assert f'action="{OTHER}"' in page.content.decode()
    review = client.post(OTHER, {**carried(page), **ANSWERS, "stap": "nakijken"})
    sent(client, OTHER, review, **HUMAN)
    assert (under(), Draft.objects.exists()) == ([("ecm", 1)], False)


def test_its_mail_holds_the_link_that_opens_it(client: Client) -> None:
    link = put_aside(client, OTHER)
    letter = claim(now=NOW)
    assert letter is not None
    assert f"http://localhost:8000{link}" in letter.body


def test_it_stays_under_its_regulation_when_another_becomes_the_one_of_who_names_none(client: Client, organisation: Organisation) -> None:
    links = [put_aside(Client(), address) for address in (HERE, OTHER)]
    make_default(organisation, "ecm")
    pages = [client.get(link) for link in links]
    assert ["anonymous" in asked(page) for page in pages] == [False, True]
    assert [page.context["file_href"] for page in pages] == ["/twee/regeling/klik-onderwijs/klacht/", HERE]
    assert [page.context["renewed"] for page in pages] == [False, False]


@pytest.mark.parametrize("regulation", ["extrack@1", "@", "ecm@9", "x\x7f" * 20])
def test_a_form_of_a_regulation_that_is_not_there_opens_all_the_same(client: Client, organisation: Organisation, regulation: str) -> None:
    saved = Saved("a", owner_of("a"), regulation, {"description": ["Half verteld."]})
    page = client.get(f"/twee/klacht/verder/{save(organisation, saved, to='a@b.example', now=NOW)}/")
    assert "Half verteld." in words(page)
    assert page.context["renewed"]


def test_deleted_one_begins_again_under_the_same_regulation(client: Client) -> None:
    page = client.post(OTHER, {**carried(client.get(put_aside(client, OTHER))), "stap": "concept-weg"})
    assert "Alles is verwijderd" in words(page)
    assert f'href="{OTHER}"' in page.content.decode()
