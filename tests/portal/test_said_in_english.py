"""Every page of the portal is in English for who chose that; the regulation itself stays as it was published, and is marked."""

import re

import pytest
from django.test import Client

from tests.factories.house import HOUR, NOW, a_dossier, a_member, an_organisation, send_all, took
from tests.support import catalogue
from tests.support.english import dutch_in
from wederhoor.actions.tracking import code_of, give_code
from wederhoor.dossiers.models import Dossier

pytestmark = pytest.mark.django_db
FIVE = ("concreet-onderwijsproducten", "ecm", "exa-men", "extrack", "klik-onderwijs")


@pytest.fixture
def english() -> Client:
    catalogue.compiled()
    client = Client()
    client.cookies["taal"] = "en"
    return client


def read(client: Client, address: str, dossier: Dossier) -> list[str]:
    answer = client.get(address, follow=True)
    assert answer.status_code == 200
    texts = list(dossier.matter.texts.values_list("body", flat=True))
    return dutch_in(answer.content.decode(), written=[dossier.organisation.name, *texts])


@pytest.mark.parametrize("procedure", FIVE)
def test_the_pages_around_a_regulation_say_nothing_in_dutch(english: Client, procedure: str) -> None:
    dossier = a_dossier(an_organisation(procedure))
    slug = dossier.organisation.slug
    pages = ("/", "/toegankelijkheid/", "/volgen/", f"/{slug}/", f"/{slug}/versie/1/", f"/{slug}/klacht/", f"/{slug}/privacy/")
    assert {page: said for page in pages if (said := read(english, page, dossier))} == {}


@pytest.mark.parametrize("procedure", FIVE)
def test_a_complainants_own_page_and_its_forms_say_nothing_in_dutch(english: Client, procedure: str) -> None:
    dossier = a_dossier(an_organisation(procedure))
    give_code(dossier, NOW)
    start = f"/volgen/{code_of(dossier)}/"
    page = english.get(start, follow=True).content.decode()
    forms = set(re.findall(r'href="(/volgen/[^"]+/[a-z_]+/)"', page))
    assert {address: said for address in (start, *sorted(forms)) if (said := read(english, address, dossier))} == {}


def test_a_letter_stays_in_the_language_of_the_regulation(english: Client) -> None:
    dossier = a_dossier(an_organisation())
    give_code(dossier, NOW)
    manager = a_member(dossier.organisation, "manager-propositie")
    took(dossier, "acknowledge", manager, role="manager-propositie", at=NOW + HOUR, channel="mail")
    send_all(dossier, at=NOW + HOUR)
    assert read(english, f"/volgen/{code_of(dossier)}/", dossier) == []
