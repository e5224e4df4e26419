"""Inspection from beginning to end in a browser, with scripts and without: asked on the portal, made at the desk, had by who asked."""

import io
import re
import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import Page
from pypdf import PdfReader
from pytest_django import Settings

from tests.browser.accessible import violations
from tests.factories.house import a_filing, send_all, took
from tests.journeys.conftest import Settled
from tests.journeys.support import SEND, Colleague, Complainant, Town, fill, text_of
from wederhoor.actions.values import NewParty
from wederhoor.dossiers.models import Act
from wederhoor.web import clock

pytestmark = [pytest.mark.browser, pytest.mark.clause("EXT-18")]
OFFICER = "klachtenfunctionaris"
WIDTHS = (1280, 390)


class Request:
    """One request for inspection, with those who have a part in it."""

    def __init__(self, town: Town, *, scripts: bool) -> None:
        self.town = town
        self.officer: Colleague = town.colleague("Roos Functie", OFFICER)
        filed = a_filing(town.organisation, at=clock.now())
        self.number, row, at = filed.dossier.number, filed.dossier, clock.now()
        took(row, "note", self.officer.member, role=OFFICER, at=at, text="Gemompel.")
        took(
            row,
            "consult",
            self.officer.member,
            role=OFFICER,
            at=at,
            of=[NewParty(name="Zoë Andersen", email="z@x.example")],
            question="Wat?",
        )
        took(row, "hear", self.officer.member, role=OFFICER, at=at, party="complainant", account="Zij sprak met Zoë Andersen.")
        send_all(row, at=at)
        self.noor: Complainant = town.complainant()
        self.noor.code = filed.tracking_code
        if not scripts:
            self.officer.page, self.noor.page = self.plain(), self.plain()

    def plain(self) -> Page:
        """A browser without scripts."""
        context = self.town.browser.new_context(base_url=self.town.url, locale="nl-NL", java_script_enabled=False)
        return context.new_page()

    def press(self, name: str) -> None:
        """A button or link of the officer's page."""
        with self.officer.page.expect_navigation():
            self.officer.page.locator("button, a").filter(has_text=re.compile(rf"^\s*{name}")).first.click()

    def looked_at(self, name: str) -> None:
        """The page fits, wide and narrow."""
        page = self.officer.page
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"{name} at {width}"

    def saved(self, label: str) -> bytes:
        """A file that the complainant downloads."""
        with self.noor.page.expect_download() as found:
            self.noor.page.get_by_role("link", name=label).click()
        return Path(found.value.path()).read_bytes()


@pytest.fixture(params=[True, False], ids=["scripts", "no scripts"])
def way(request: pytest.FixtureRequest, settled: Settled, settings: Settings, tmp_path: Path) -> Request:
    settings.DATA_DIR = tmp_path
    return Request(settled("extrack", "ExTrack", "2026-05-04T14:50"), scripts=request.param)


def test_a_dossier_is_asked_for_put_together_and_had(way: Request) -> None:
    way.noor.does("Mijn dossier inzien", {"Wat wilt u inzien?": "Ik wil alles zien."})
    the_officer_makes_the_packet(way)
    the_officer_gives_it(way)
    assert [act for act in way.town.log() if "inspection" in act] == ["request_inspection", "grant_inspection"]
    what_she_gets_holds_nothing_of_others(way)


def the_officer_makes_the_packet(way: Request) -> None:
    way.officer.opens(way.number)
    way.press("Inzage: het dossier meegeven")
    way.looked_at("inzage")
    way.press("Pakket samenstellen")
    way.looked_at("pakket")
    with way.officer.page.expect_navigation():
        way.officer.page.get_by_role("link", name=re.compile("^(Gehoord|Horen|Verslag)")).first.click()
    assert "[[Zoë Andersen]]" in way.officer.page.locator("textarea[name=marked]").input_value()
    way.looked_at("stuk")
    way.press("Bewaren")
    way.press("Pakket maken")
    assert "Het pakket is klaar" in text_of(way.officer.page)
    way.looked_at("klaar")


def the_officer_gives_it(way: Request) -> None:
    way.press("Inzage geven")
    fill(way.officer.page, {"Kanaal": "e-mail"} if way.officer.page.get_by_label("Kanaal").count() else {})
    way.officer.press(re.compile("^Brief bekijken$"))
    assert "geven wij niet mee" in way.officer.page.locator("textarea").first.input_value()
    way.officer.press(SEND)
    way.town.post()
    assert Act.objects.filter(act="sent").exists()


def what_she_gets_holds_nothing_of_others(way: Request) -> None:
    assert "Uw dossier" in way.noor.follows()
    pdf, archive = way.saved("Lees uw dossier (PDF)"), zipfile.ZipFile(io.BytesIO(way.saved("Alle stukken in één map (ZIP)")))
    words = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)
    assert "Zij sprak met [weggelakt]" in " ".join(words.split())
    assert [name for name in ("Andersen", "Gemompel", "z@x.example") if name in words] == []
    assert archive.read(f"dossier-{way.number}.pdf") == pdf


@pytest.mark.parametrize("language", ["nl", "en"])
def test_axe_finds_nothing_on_its_pages(settled: Settled, settings: Settings, tmp_path: Path, language: str) -> None:
    settings.DATA_DIR = tmp_path
    way = Request(settled("extrack", "ExTrack", "2026-05-04T14:50"), scripts=True)
    way.officer.go(f"/bureau/dossier/{way.number}/inzage/")
    page = way.officer.page
    page.context.add_cookies([{"name": settings.LANGUAGE_COOKIE_NAME, "value": language, "url": way.town.url}])
    page.reload()
    found = violations(page)
    for button in ("form .button", ".packet-title a", "form .button", "button[value=make]"):
        with page.expect_navigation():
            page.locator(button).first.click()
        found += violations(page)
    assert found == []
