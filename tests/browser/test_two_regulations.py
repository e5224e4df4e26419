"""A made-up sixth organisation with two regulations, of which one is told in English: a visitor files under the one that he means."""

from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.accessible import violations
from tests.browser.test_filing import STORY, bring, fill, fits, press, scan
from tests.journeys.conftest import Settled
from tests.journeys.support import Kind, Town
from tests.procedures.sixth import TEXT as SIXTH
from wederhoor.actions.regulations import publish_calendar, publish_procedure
from wederhoor.dossiers.models import Document, Matter
from wederhoor.organisations.models import CalendarVersion, ProcedureVersion
from wederhoor.web import clock

pytestmark = pytest.mark.browser
TITLE = "Klacht en beroep bij Wadden Exams"
FORM = "/ecm/regeling/wadden/klacht/"


@pytest.fixture
def town(settled: Settled) -> Town:
    """One complains by ECM's regulation here, or by the sixth."""
    town = settled("ecm", "Waddencollege", "2026-04-22T10:00")
    assert isinstance(publish_calendar(town.organisation, "closed = [2026-05-01]", clock.now(), name="school"), CalendarVersion)
    assert isinstance(publish_procedure(town.organisation, SIXTH, clock.now()), ProcedureVersion)
    return town


def follow(page: Page, name: str) -> None:
    with page.expect_navigation():
        page.get_by_role("link", name=name, exact=True).first.click()


def test_from_the_page_of_the_organisation_to_the_receipt(kind: Kind, town: Town) -> None:
    page = town.page()
    page.goto("/ecm/")
    follow(page, TITLE)
    follow(page, "Klacht indienen")
    assert page.url.endswith(FORM)
    assert f"U dient uw klacht in volgens: {TITLE}." in page.inner_text("main")
    assert fits(page)
    fill(page)
    press(page, "Liever één onderwerp per pagina?")
    while page.get_by_text("Klopt dit?").count() == 0:
        press(page, "Verder")
    assert (STORY in page.inner_text("main"), f"volgens: {TITLE}." in page.inner_text("main"), fits(page)) == (True, True, True)
    town.later(minutes=3)
    press(page, "Klacht versturen")
    assert "ontvangen" in page.inner_text("h1")
    follow(page, "Lees de klachtenregeling")
    assert page.inner_text("h1") == TITLE
    assert Matter.objects.get().procedure_version.procedure == "wadden"


def test_a_form_that_was_put_aside_goes_on_with_its_file_under_the_same_regulation(kind: Kind, town: Town, tmp_path: Path) -> None:
    page = town.page()
    page.goto("/ecm/klacht/")
    follow(page, TITLE)
    fill(page)
    bring(page, scan(tmp_path))
    page.get_by_text("Bewaar en ga later verder").first.click()
    press(page, "Bewaar en ga later verder")
    link = next(word for letter in town.post() for word in str(letter.body).split() if "/verder/" in word)
    other = town.page()
    other.goto(link.replace("http://localhost:8000", town.url))
    assert (f"volgens: {TITLE}." in other.inner_text("main"), other.input_value('[name="description"]')) == (True, STORY)
    press(other, "Antwoorden nakijken")
    town.later(minutes=3)
    press(other, "Klacht versturen")
    assert Matter.objects.get().procedure_version.procedure == "wadden"
    assert Document.objects.get().name == "foto.png"


@pytest.mark.parametrize("language", ["nl", "en"])
def test_axe_finds_nothing_wrong_on_any_page_of_either(town: Town, language: str) -> None:
    page, found = town.page(), []
    page.context.add_cookies([{"name": "taal", "value": language, "url": town.url}])
    for address in ("/ecm/", "/ecm/regeling/wadden/", "/ecm/regeling/wadden/inbedden/", "/ecm/klacht/", FORM):
        page.goto(address)
        found += violations(page)
    fill(page)
    page.locator('button[value="nakijken"]').last.click()
    page.locator('button[value="versturen"]').wait_for()
    assert found + violations(page) == []
