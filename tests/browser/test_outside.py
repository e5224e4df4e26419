"""An adviser from outside, from the question to his answer: the mail, the link, secrecy, the document, the advice; as one sees it."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page
from pytest_django import Settings

from tests.browser.accessible import violations
from tests.factories.house import COMPLAINT
from tests.journeys.conftest import Settled
from tests.journeys.support import Colleague, Town, fill, text_of, unfold
from wederhoor.actions.filing import Filed, file_complaint
from wederhoor.actions.record import Actor
from wederhoor.web import clock

pytestmark = pytest.mark.browser
LINK = re.compile(r"http://\S+/bij/link/\S+/")


@pytest.fixture
def town(settled: Settled, settings: Settings, tmp_path: Path) -> Town:
    town = settled("extrack", "ExTrack", "2026-04-22T10:00")
    settings.BASE_URL = town.url
    settings.DATA_DIR = tmp_path
    return town


def asks(officer: Colleague, number: str, question: Path) -> None:
    """The officer consults someone from outside, without a script on the page, and adds the document that it is about."""
    officer.go(f"/bureau/dossier/{number}/consult/")
    unfold(officer.page)
    fill(officer.page, {"Naam": "Aal van Buiten", "Organisatie": "Bureau Elders", "E-mailadres": "aal@elders.example"})
    fill(officer.page, {"Geheimhouding nodig": "ja", "Vraag": "Klopt het antwoord op vraag 7?"})
    officer.page.get_by_label("Bijlagen toevoegen").set_input_files(question)
    officer.press(re.compile("^Vastleggen$"))


def comes_in(town: Town) -> Page:
    """By the link in his mail: opened, then the button pressed."""
    [letter] = [one for one in town.post() if "aal@elders.example" in one.to[0]]
    assert "Aal" not in letter.subject
    found = LINK.search(str(letter.body))
    assert found
    page = town.page()
    page.goto(found[0])
    assert violations(page) == []
    presses(page, "Bekijken wat aan mij is voorgelegd")
    return page


def presses(page: Page, name: str) -> str:
    with page.expect_navigation():
        page.get_by_role("button", name=name).last.click()
    return text_of(page)


@pytest.mark.clause("EXT-20", "KLI-08")
def test_an_adviser_from_outside_promises_secrecy_reads_the_document_and_advises(town: Town, tmp_path: Path) -> None:
    question = tmp_path / "opgave-7.txt"
    question.write_text("Hoeveel is zeven keer acht?")
    filed = file_complaint(town.organisation, data=COMPLAINT, by=Actor("complainant"), at=clock.now(), now=clock.now())
    assert isinstance(filed, Filed)
    officer = town.colleague("Bo Functionaris", "klachtenfunctionaris")
    asks(officer, filed.dossier.number, question)

    page = comes_in(town)
    before = text_of(page)
    assert "Beloof eerst geheimhouding" in before
    assert "vraag 7" not in before
    assert violations(page) == []
    after = presses(page, "Ik beloof geheimhouding")
    assert "Klopt het antwoord op vraag 7?" in after
    assert "Noor de Wit" not in after
    assert violations(page) == []

    with page.expect_download() as download:
        page.get_by_role("link", name="opgave-7.txt").click()
    assert download.value.path().read_text() == "Hoeveel is zeven keer acht?"
    page.get_by_role("link", name="Advies").first.click()
    assert violations(page) == []
    fill(page, {"Advies": "Zesenvijftig. Het antwoord klopt niet."})
    assert "Zesenvijftig" in presses(page, "Vastleggen")
    assert "Zesenvijftig" in officer.opens(filed.dossier.number)
