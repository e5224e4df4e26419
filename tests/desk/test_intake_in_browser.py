"""In a real browser, with the keyboard alone: a call, a talk and a letter, each written down in a few fields; every key is counted."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import override_settings
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from tests.desk.conftest import PASSWORD, Office, make_office
from tests.journeys.conftest import browser
from wederhoor.catalogue.models import Product
from wederhoor.dossiers.models import Document, Dossier, Party, Text

__all__ = ["browser"]
pytestmark = pytest.mark.browser
STORY = "Vraag 12 telt dubbel mee."


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path) -> Iterator[None]:
    with override_settings(DATA_DIR=tmp_path):
        yield


@pytest.fixture
def klik(transactional_db: None) -> Office:
    office = make_office()
    Product.objects.create(organisation=office.organisation, code="VIG-3", name="Verzorgende IG 3")
    return office


class Keyboard:
    """Hands on a keyboard: what is typed, and how often another key is pressed."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.pressed: list[str] = []
        self.fields: list[str] = []

    def press(self, key: str) -> None:
        self.page.keyboard.press(key)
        self.pressed.append(key)

    def fill(self, name: str, text: str = "") -> None:
        """Types in the field that has the focus, which must be this one, and goes on."""
        focused = self.page.evaluate("document.activeElement.name || document.activeElement.tagName")
        assert focused == name, f"{focused!r} has the focus, not {name!r}"
        if text:
            self.page.keyboard.type(text)
            self.fields.append(name)
        self.press("Tab")


@pytest.fixture
def keys(klik: Office, browser: Browser, live_server: LiveServer) -> Keyboard:
    page = browser.new_context(base_url=live_server.url, locale="nl-NL").new_page()
    page.goto("/bureau/")
    page.get_by_label("Gebruikersnaam").fill("manager-klik")
    page.get_by_label("Wachtwoord").fill(PASSWORD)
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Afmelden").wait_for()
    return Keyboard(page)


def recorded(keys: Keyboard) -> Dossier:
    """Goes on to the button and presses it; the dossier that stands there then."""
    while keys.page.evaluate("document.activeElement.textContent.trim()") != "Vastleggen":
        keys.press("Tab")
        assert len(keys.pressed) < 40, "the button is not reached"
    keys.press("Enter")
    keys.page.get_by_role("status").first.wait_for()
    assert "volgcode" in keys.page.get_by_role("status").first.inner_text()
    dossier = Dossier.objects.get()
    assert keys.page.url.endswith(f"/bureau/dossier/{dossier.number}/")
    return dossier


def person() -> tuple[str, str, str]:
    return Party.objects.values_list("name", "organisation_name", "phone").get(part="complainant")


def test_a_telephone_call_takes_four_fields_and_some_tabs(keys: Keyboard) -> None:
    keys.page.goto("/bureau/vastleggen/?via=telefoon")
    keys.fill("complainant.name", "G. Vos")
    keys.fill("complainant.organisation")
    keys.fill("complainant.phone", "0612345678")
    keys.fill("complainant.email")
    keys.fill("subject.product", "verzorgende ig 3")
    keys.fill("description", STORY)
    dossier = recorded(keys)
    assert (dossier.channel, dossier.kind, dossier.product, dossier.stage) == ("phone", "complaint", "VIG-3", "informal")
    assert person() == ("G. Vos", "", "0612345678")
    assert (len(keys.fields), len(keys.pressed)) == (4, 9)


def test_a_talk_needs_no_more_than_a_name_and_the_story(keys: Keyboard) -> None:
    keys.page.goto("/bureau/vastleggen/?via=gesprek")
    keys.fill("complainant.name", "G. Vos")
    keys.fill("complainant.organisation", "ROC Oost")
    keys.fill("complainant.email")
    keys.fill("subject.product")
    keys.fill("description", STORY)
    dossier = recorded(keys)
    assert (dossier.channel, person()[1], Text.objects.get(field="description").body) == ("talk", "ROC Oost", STORY)
    assert (len(keys.fields), len(keys.pressed)) == (3, 8)


def test_a_letter_has_two_dates_and_a_scan(keys: Keyboard, tmp_path: Path) -> None:
    scan = tmp_path / "brief.pdf"
    scan.write_bytes(b"%PDF-1.7 brief")
    keys.page.goto("/bureau/vastleggen/?via=brief")
    keys.page.keyboard.press("Control+a")
    keys.fill("received", keys.page.evaluate("document.activeElement.value"))
    keys.fill("filed_on", "15-04-2026")
    keys.fill("complainant.name", "G. Vos")
    for name in ("complainant.organisation", "complainant.address", "complainant.city", "subject.product"):
        keys.fill(name)
    keys.fill("description", STORY)
    with keys.page.expect_file_chooser() as chosen:
        while keys.page.evaluate("document.activeElement.name") != "files":
            keys.press("Tab")
        keys.press("Enter")
    chosen.value.set_files(scan)
    dossier = recorded(keys)
    assert (dossier.channel, dossier.stage, dossier.facts["filed_on"]) == ("letter", "formal", "2026-04-15")
    assert Document.objects.get().name == "brief.pdf"
    assert (len(keys.fields), len(keys.pressed) <= 20) == (4, True)
