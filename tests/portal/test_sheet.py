"""What a filing meets on its way: another version of the regulation, a browser without cookies, an address that sends very much."""

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine
from django.core.cache import caches
from django.test import Client

from tests.factories.house import DAY, NOW, a_version, an_organisation, shipped
from tests.portal.visitor import ANSWERS, carried, reviewed, sent, words
from wederhoor.actions.regulations import publish_procedure
from wederhoor.actions.tracking import code_of
from wederhoor.correspondence.models import Letter
from wederhoor.dossiers.models import Act, Matter

pytestmark = pytest.mark.django_db
HUMAN = {"mens": "true"}


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.mark.clause("EXT-09")
def test_who_agreed_to_a_version_that_no_longer_holds_is_told_and_agrees_anew(client: Client, clock: time_machine.Traveller) -> None:
    organisation = an_organisation("extrack")
    address = f"/{organisation.slug}/klacht/"
    review = reviewed(client, address, ANSWERS)
    publish_procedure(organisation, a_version(shipped("extrack"), 2, "2026-04-23"), NOW)
    clock.move_to(NOW + DAY)
    page = sent(client, address, review, **HUMAN)
    assert page.status_code == 409
    assert "Er geldt nu een nieuwe versie van de klachtenregeling: versie 2." in words(page)
    assert "Ik ken versie 2 van deze regeling" in words(page)
    assert not re.search(r'name="accepts_regulation" value="true"[^>]* checked', page.content.decode())
    again = client.post(address, {**carried(page), **ANSWERS, "stap": "versturen", **HUMAN})
    assert again.status_code == 302
    assert (Matter.objects.get().procedure_version.version, Act.objects.get().data["accepts_regulation"]) == (2, True)


@pytest.mark.clause("EXT-09")
def test_one_question_group_at_a_time_it_is_told_where_one_agrees(client: Client, clock: time_machine.Traveller) -> None:
    organisation = an_organisation("extrack")
    address = f"/{organisation.slug}/klacht/"
    first = client.post(address, {**carried(client.get(address)), "stap": "per-onderwerp"})
    publish_procedure(organisation, a_version(shipped("extrack"), 2, "2026-04-23"), NOW)
    clock.move_to(NOW + DAY)
    page = client.post(address, {**carried(first), **ANSWERS, "stap": "verder"})
    assert (page.status_code, "Ik ken versie 2" in words(page), "Stap 4 van 5" in words(page)) == (409, True, True)


def test_a_form_of_a_day_ago_without_its_cookie_is_sent_all_the_same() -> None:
    organisation = an_organisation()
    address = f"/{organisation.slug}/klacht/"
    typed = carried(Client().get(address))
    page = Client(enforce_csrf_checks=True).post(address, {**typed, **ANSWERS, "stap": "versturen", **HUMAN})
    assert page.status_code == 200
    assert code_of(organisation.dossiers.get()) in words(page)
    assert "no-store" in page["Cache-Control"]


def test_without_cookies_sending_again_shows_the_same_receipt() -> None:
    organisation = an_organisation()
    address = f"/{organisation.slug}/klacht/"
    typed = {**carried(Client().get(address)), **ANSWERS, "stap": "versturen", **HUMAN}
    pages = [words(Client().post(address, typed)) for _ in range(2)]
    assert organisation.dossiers.count() == 1
    assert all(code_of(organisation.dossiers.get()) in page for page in pages)


@pytest.mark.clause("ECM-07")
def test_staying_anonymous_says_what_it_costs_and_gives_the_code_on_the_screen_alone(client: Client) -> None:
    organisation = an_organisation("ecm")
    address = f"/{organisation.slug}/klacht/"
    assert "Wij weten dan niet wie u bent en kunnen u niet mailen of bellen." in words(client.get(address))
    review = reviewed(client, address, {**ANSWERS, "anonymous": "true"})
    assert "Raakt u de code kwijt, dan kunnen wij u geen nieuwe geven." in words(review)
    receipt = words(client.get(sent(client, address, review, **HUMAN)["Location"]))
    assert "Wij laten hem alleen hier zien" in receipt
    assert not Letter.objects.exists()


def test_who_left_an_address_hears_that_the_code_is_mailed(client: Client) -> None:
    address = f"/{an_organisation().slug}/klacht/"
    receipt = words(client.get(sent(client, address, reviewed(client, address, ANSWERS), **HUMAN)["Location"]))
    assert "De code en een link komen ook in een mail aan noor@zonland.example." in receipt
    assert Letter.objects.get().address == "noor@zonland.example"


def many(client: Client, address: str, times: int, **more: str) -> list[int]:
    review = reviewed(client, address, ANSWERS)
    found = []
    for _ in range(times):
        token = carried(client.get(address))["formulier"]
        with time_machine.travel(NOW + timedelta(seconds=30), tick=False):
            found.append(sent(client, address, review, formulier=token[0], **more).status_code)
    return found


def test_an_address_that_sends_very_much_is_asked_for_a_tick_then_waits_and_loses_nothing(client: Client) -> None:
    organisation = an_organisation()
    address = f"/{organisation.slug}/klacht/"
    client.defaults["REMOTE_ADDR"] = "192.0.2.7"
    assert many(client, address, 21) == [302] * 20 + [200]
    assert many(client, address, 81, **HUMAN) == [302] * 80 + [429]
    caches["counts"].clear()
    assert many(client, address, 1) == [302]
    assert organisation.dossiers.count() == 101


def test_a_trap_that_was_filled_in_is_not_forgotten_on_the_way(client: Client) -> None:
    address = f"/{an_organisation().slug}/klacht/"
    review = client.post(address, {**carried(client.get(address)), **ANSWERS, "website": "https://kopen.example", "stap": "nakijken"})
    assert carried(review)["website"] == ["https://kopen.example"]
    with time_machine.travel(NOW + DAY / 2, tick=False):
        assert "Ik ben een mens" in words(sent(client, address, review))
