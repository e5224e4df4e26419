import pytest
from django.test import Client

from tests.factories.house import an_organisation
from tests.portal.visitor import words
from wederhoor.organisations.models import Organisation

pytestmark = pytest.mark.django_db


def test_every_organisation_with_a_regulation_is_listed_with_its_page(client: Client) -> None:
    slugs = [an_organisation(procedure).slug for procedure in ("ecm", "extrack")]
    Organisation.objects.create(slug="leeg", name="Zonder regeling")
    page = client.get("/")
    assert [slug for slug in slugs if f'href="/{slug}/"' not in page.content.decode()] == []
    assert "Zonder regeling" not in words(page)


def test_an_empty_house_says_so(client: Client) -> None:
    assert "Hier staat nog geen klachtenregeling" in words(client.get("/"))


@pytest.mark.parametrize("address", ["/", "/volgen/", "/toegankelijkheid/"])
def test_each_page_tells_its_language_and_lets_one_skip_to_its_contents(client: Client, address: str) -> None:
    page = client.get(address, HTTP_ACCEPT_LANGUAGE="nl").content.decode()
    assert '<html lang="nl"' in page
    assert '<a class="skip-link" href="#inhoud">' in page
    assert "<script>" not in page
    assert 'style="' not in page


def test_an_empty_code_is_asked_for_again(client: Client) -> None:
    answer = client.post("/volgen/", {"code": " "})
    assert answer.status_code == 422
    assert "Vul hier uw code in" in words(answer)


def test_the_page_about_accessibility_says_what_was_checked_and_whom_one_tells(client: Client) -> None:
    organisation = an_organisation()
    page = client.get("/toegankelijkheid/")
    assert "WCAG 2.2, niveau A en AA" in words(page)
    assert "Er heeft nog geen onafhankelijk bureau gekeken." in words(page)
    assert f'href="/{organisation.slug}/#adressen"' in page.content.decode()
