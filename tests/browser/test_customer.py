"""A contact person of an institution, from his mail to the table that he takes along; with a script and without, as one sees it."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page
from pytest_django import Settings

from tests.browser.accessible import violations
from tests.journeys.conftest import Settled
from tests.journeys.support import Town, text_of
from tests.portal.institution import a_complaint, an_institution
from wederhoor.actions.installation import add_product
from wederhoor.organisations.models import Customer
from wederhoor.web import clock

pytestmark = pytest.mark.browser
LINK = re.compile(r"http://\S+/klant/link/\S+/")
PAGES = ("", "?fase=closed", "producten/", "contactpersonen/", "gegevens/", "dossier/{number}/")


@pytest.fixture
def town(settled: Settled, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Town:
    monkeypatch.setattr("wederhoor.web.mailed_links.AT_LEAST", 0.0)
    town = settled("exa-men", "Exa.men", "2026-04-22T10:00")
    settings.BASE_URL, settings.DATA_DIR = town.url, tmp_path
    add_product(town.organisation, code="EX-101", name="Examen Koken")
    return town


@pytest.fixture
def customer(town: Town) -> Customer:
    return an_institution(town.organisation)


def comes_in(town: Town, page: Page, *, looked_at: bool = True) -> None:
    """By the link in his mail: asked for, opened, then the button pressed. `looked_at`: axe looks too, which takes a script."""
    page.goto(f"{town.url}/klant/aanmelden/")
    assert not looked_at or violations(page) == []
    page.get_by_label("Uw e-mailadres").fill("noor@zonland.example")
    presses(page, "Stuur mij een link")
    [letter] = [one for one in town.post() if "noor@zonland.example" in one.to[0] and LINK.search(str(one.body))]
    page.goto(LINK.findall(str(letter.body))[0])
    assert not looked_at or violations(page) == []
    presses(page, "Aanmelden")


def presses(page: Page, name: str) -> str:
    with page.expect_navigation():
        page.get_by_role("button", name=name).last.click()
    return text_of(page)


@pytest.mark.clause("EXA-15")
@pytest.mark.parametrize("scripts", [True, False])
def test_a_contact_person_signs_in_reads_takes_along_and_signs_out(town: Town, customer: Customer, scripts: bool) -> None:
    row = a_complaint(customer, at=clock.now())
    page = town.browser.new_context(base_url=town.url, java_script_enabled=scripts, locale="nl-NL").new_page()
    comes_in(town, page, looked_at=scripts)
    assert row.number in text_of(page)
    for name in ("Afdrukken (PDF)", "Spreadsheet", "CSV"):
        with page.expect_download() as taken:
            page.get_by_role("link", name=name).click()
        assert taken.value.path().stat().st_size > 100
    page.get_by_role("link", name=row.number).click()
    assert "Vraag 7 van het examen kan niet kloppen." in text_of(page)
    page.get_by_role("link", name="Afmelden").click()
    presses(page, "Afmelden")
    page.goto(f"/klant/{customer.pk}/")
    assert page.url.endswith("/klant/aanmelden/")


@pytest.mark.parametrize("scripts", [True, False])
def test_on_a_telephone_the_menu_is_one_row_and_unfolds(town: Town, customer: Customer, scripts: bool) -> None:
    context = town.browser.new_context(
        base_url=town.url, java_script_enabled=scripts, locale="nl-NL", viewport={"width": 390, "height": 844}
    )
    page = context.new_page()
    comes_in(town, page, looked_at=False)
    page.goto(f"/klant/{customer.pk}/")
    links = page.get_by_role("banner").get_by_role("link")
    folded = page.get_by_role("banner").bounding_box()
    assert (links.all_inner_texts(), folded["height"] < 2 * 44 if folded else None) == (["Exa.men"], True)
    page.get_by_text("Menu", exact=True).click()
    assert links.all_inner_texts() == [
        "Exa.men",
        "Klachten",
        "Producten",
        "Contactpersonen",
        "Mijn gegevens",
        "Klachtenregeling",
        "Privacy",
        "Afmelden",
    ]
    assert all(box and box["height"] >= 44 and box["width"] >= 44 for box in (one.bounding_box() for one in links.all()))
    links.get_by_text("Producten").click()
    assert page.url.endswith("/producten/")


@pytest.mark.parametrize("language", ["nl", "en"])
def test_axe_finds_nothing_wrong_with_the_pages_of_an_institution(town: Town, customer: Customer, language: str) -> None:
    number = a_complaint(customer, at=clock.now()).number
    page = town.page()
    comes_in(town, page)
    page.context.add_cookies([{"name": "taal", "value": language, "url": town.url}])
    found: list[str] = []
    for rest in PAGES:
        page.goto(f"/klant/{customer.pk}/{rest.format(number=number)}")
        found += violations(page)
    page.goto("/klant/afmelden/")
    assert [*found, *violations(page)] == []
