"""The questions one group at a time or all at once: back and forth, and nothing typed is ever lost."""

import pytest
from django.http import QueryDict
from django.test import Client

from tests.factories.house import PROCEDURES, an_organisation
from tests.portal.visitor import ANSWERS, Page, carried, sent, words
from wederhoor.dossiers.models import Text
from wederhoor.portal.forms.steps import Step, read_step

pytestmark = pytest.mark.django_db


def pressed(client: Client, address: str, page: Page, step: str, **typed: object) -> Page:
    """The page after pressing a button, with what was typed on the one before it."""
    return client.post(address, {**carried(page), **typed, "stap": step})


def typed_on(page: Page) -> dict[str, str]:
    """Our answers to the questions that stand on this page."""
    content = page.content.decode().partition('id="groep-')[2]
    return {name: answer for name, answer in ANSWERS.items() if f'name="{name}"' in content}


@pytest.mark.parametrize("procedure", PROCEDURES)
def test_one_group_at_a_time_one_gets_to_the_end_with_every_answer(client: Client, procedure: str) -> None:
    address = f"/{an_organisation(procedure).slug}/klacht/"
    page = pressed(client, address, client.get(address), "per-onderwerp")
    assert "Stap 1 van" in words(page)
    for _ in range(4):
        if "Klacht versturen" not in words(page):
            page = pressed(client, address, page, "verder", **typed_on(page))
    assert "Klacht versturen" in words(page)
    assert sent(client, address, page, mens="true").status_code == 302
    assert Text.objects.get(field="description").body == ANSWERS["description"]


def test_back_and_forth_nothing_is_lost(client: Client) -> None:
    address = f"/{an_organisation().slug}/klacht/"
    page = pressed(client, address, client.get(address), "per-onderwerp", **{"complainant.name": "Zoë Überhaupt"})
    page = pressed(client, address, page, "verder", **{"complainant.name": "Zoë Überhaupt", "complainant.phone": "niks"})
    assert page.status_code == 422  # a number that is none is told where it was typed
    page = pressed(client, address, page, "verder", **{"complainant.name": "Zoë Überhaupt", "complainant.phone": "0612345678"})
    page = pressed(client, address, page, "verder", **{"subject.class": "service"})
    page = pressed(client, address, page, "terug", description="Half verh")
    assert 'value="service" checked' in page.content.decode()
    page = pressed(client, address, page, "alles", **{"subject.class": "service"})
    assert "Half verh</textarea>" in page.content.decode()
    assert 'value="Zoë Überhaupt"' in page.content.decode()


def test_what_lacks_is_asked_on_its_own_page_when_all_is_checked(client: Client) -> None:
    address = f"/{an_organisation().slug}/klacht/"
    page = pressed(client, address, client.get(address), "per-onderwerp")
    page = pressed(client, address, page, "verder")
    page = pressed(client, address, page, "nakijken")
    assert page.status_code == 422
    assert "Stap 3 van" in words(page)
    assert "Wat is er gebeurd? Dit is nog niet ingevuld" in words(page)


def test_from_the_last_look_one_goes_to_the_group_of_an_answer(client: Client) -> None:
    address = f"/{an_organisation().slug}/klacht/"
    page = pressed(client, address, client.get(address), "per-onderwerp")
    page = pressed(client, address, page, "nakijken", **ANSWERS)
    assert "Klopt dit?" in words(page)
    page = pressed(client, address, page, "wijzigen.1")
    assert "Stap 2 van" in words(page)
    assert 'value="service" checked' in page.content.decode()


def test_points_are_added_taken_away_and_filed_in_order(client: Client) -> None:
    address = f"/{an_organisation().slug}/klacht/"
    page = pressed(client, address, client.get(address), "punt-erbij", **ANSWERS)
    page = pressed(client, address, page, "punt-erbij", **ANSWERS, **{"grounds.0": "De tijd."})
    page = pressed(client, address, page, "punt-erbij", **ANSWERS, **{"grounds.0": "De tijd.", "grounds.1": "De zaal."})
    page = pressed(client, address, page, "punt-weg.0", **ANSWERS, **{"grounds.0": "De tijd.", "grounds.1": "De zaal.", "grounds.2": ""})
    assert "De zaal.</textarea>" in page.content.decode()
    assert "De tijd." not in page.content.decode()
    review = pressed(client, address, page, "nakijken", **ANSWERS, **{"grounds.0": "De zaal.", "grounds.1": "Het lawaai."})
    assert "Punt 2 Het lawaai." in words(review)
    assert sent(client, address, review, mens="true").status_code == 302
    kept = Text.objects.filter(field__startswith="grounds").order_by("field").values_list("body", flat=True)
    assert list(kept) == ["De zaal.", "Het lawaai."]


def test_there_is_an_end_to_the_points(client: Client) -> None:
    address = f"/{an_organisation().slug}/klacht/"
    many = {f"grounds.{place}": f"punt {place}" for place in range(40)}
    page = pressed(client, address, client.get(address), "punt-erbij", **ANSWERS, **many)
    assert ("Punt 20" in words(page), "Punt 21" in words(page), "Nog een punt" in words(page)) == (True, False, False)


@pytest.mark.parametrize(
    ("given", "step"),
    [
        ("", Step("nakijken", 0, None)),
        ("stap=verder&groep=1", Step("verder", 0, 1)),
        ("stap=bijlage-weg.3", Step("bijlage-weg", 3, None)),
        ("stap=wijzigen.99999&groep=x", Step("wijzigen", 0, None)),
        ("stap=verder&groep=-1", Step("verder", 0, None)),
    ],
)
def test_a_step_is_read_whatever_was_sent(given: str, step: Step) -> None:
    assert read_step(QueryDict(given)) == step


@pytest.mark.parametrize("group", ["0", "3", "9", "99"])
@pytest.mark.parametrize("step", ["verder", "terug", "wijzigen.77", "alles", "per-onderwerp", "onzin", "bijlage-weg.9", "punt-weg.9"])
def test_no_made_up_step_breaks_it(client: Client, group: str, step: str) -> None:
    address = f"/{an_organisation().slug}/klacht/"
    assert client.post(address, {**ANSWERS, "groep": group, "stap": step}).status_code in {200, 422}
