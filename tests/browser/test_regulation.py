"""The regulation as the public meets it: on its page, on paper, inside another site; and how the organisation shows itself."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from pypdf import PdfReader

from tests.browser.accessible import violations
from tests.factories.house import a_version, shipped
from tests.factories.pictures import a_pdf, a_png
from tests.journeys.conftest import Settled
from tests.journeys.support import Town
from wederhoor.actions.identity import OWN, Chosen, save_logo, save_look
from wederhoor.actions.publications import publish_document
from wederhoor.actions.regulations import publish_procedure
from wederhoor.organisations.models import ProcedureVersion
from wederhoor.web import clock

pytestmark = pytest.mark.browser
SCRIPTS = pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])


@pytest.fixture
def town(settled: Settled) -> Town:
    """A second version is published for later; a document and a logo stand beside the regulation."""
    town = settled("extrack", "ExTrack", "2026-04-22T10:00")
    text = a_version(shipped("extrack"), 2, "2026-06-01").replace("4 weeks", "3 weeks")
    assert isinstance(publish_procedure(town.organisation, text, clock.now()), ProcedureVersion)
    rules = {"title": "Reglement van de geschillencommissie", "page": "committee_rules"}
    publish_document(town.organisation, **rules, content=a_pdf("Artikel 1 van het reglement"), now=clock.now())
    save_logo(town.organisation, a_png())
    return town


def visitor(town: Town, *, scripts: bool) -> Page:
    """Someone at a browser of his own."""
    return town.browser.new_context(base_url=town.url, java_script_enabled=scripts).new_page()


@SCRIPTS
@pytest.mark.clause("KLI-01", "EXT-23", "EXA-19")
def test_the_page_gives_text_drawing_versions_documents_and_paper(town: Town, scripts: bool) -> None:
    page = visitor(town, scripts=scripts)
    page.goto("/extrack/#art-ext-09")
    assert page.locator("#art-ext-09").is_visible()
    assert "klachtenfunctionaris, binnen 2 werkdagen" in (page.locator("svg", has_text="binnen 2 werkdagen").first.text_content() or "")
    page.get_by_role("link", name="Versie 2, vanaf 1 juni 2026 (geldt nog niet)").click()
    assert "Deze versie geldt nog niet. Zij geldt vanaf 1 juni 2026." in page.inner_text("main")
    assert "Nu: klachtenfunctionaris, binnen 3 weken" in page.inner_text("main")
    rules = page.request.get(str(page.get_by_role("link", name="Reglement van de geschillencommissie (PDF").get_attribute("href")))
    assert "Artikel 1 van het reglement" in PdfReader(BytesIO(rules.body())).pages[0].extract_text()
    paper = page.request.get(str(page.get_by_role("link", name="De regeling als PDF").get_attribute("href")))
    assert "EXT-27" in "".join(one.extract_text() for one in PdfReader(BytesIO(paper.body())).pages)


def test_printed_from_the_browser_it_has_text_and_drawing_and_no_menu(town: Town) -> None:
    page = visitor(town, scripts=True)
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto("/extrack/")
    printed = PdfReader(BytesIO(page.pdf(format="A4")))
    words = "\n".join(one.extract_text() for one in printed.pages)
    assert "Hier begint het" in words
    assert "Klacht indienen" not in words
    assert "ExTrack" in words
    assert 3 <= len(printed.pages) <= 20


# In a page of another site ---------------------------------------------------------------------------------------------------


@pytest.fixture
def elsewhere(town: Town) -> Iterator[str]:
    """A site of its own, with the line in it that the desk gives out."""

    class Site(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            whole = "" if self.path == "/" else self.path
            frame = f'<iframe src="{town.url}/extrack/{"regeling/inbedden/" if not whole else ""}" title="Regeling" width="800"></iframe>'
            self.wfile.write(f"<!doctype html><title>Elders</title>{frame}".encode())

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - as the library names it
            """Says nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def framed_text(town: Town, address: str, *, scripts: bool) -> str:
    page = visitor(town, scripts=scripts)
    page.goto(address)
    page.wait_for_load_state("networkidle")
    [frame] = page.frames[1:]
    return frame.locator("body").inner_text() if frame.url.startswith(town.url) else ""


def allow(town: Town, *sites: str) -> None:
    save_look(town.organisation, Chosen("ExTrack", "pruim", "", "", sites))


@SCRIPTS
@pytest.mark.clause("KLI-01")
def test_a_site_that_was_named_shows_the_regulation(town: Town, elsewhere: str, scripts: bool) -> None:
    allow(town, elsewhere)
    assert "Klacht indienen" in framed_text(town, elsewhere, scripts=scripts)


@SCRIPTS
def test_no_other_site_does_and_no_site_shows_another_page(town: Town, elsewhere: str, scripts: bool) -> None:
    assert framed_text(town, elsewhere, scripts=scripts) == ""
    allow(town, "https://www.extrack.example")
    assert framed_text(town, elsewhere, scripts=scripts) == ""
    allow(town, elsewhere)
    assert framed_text(town, f"{elsewhere}/andere", scripts=scripts) == ""


# How it shows itself ---------------------------------------------------------------------------------------------------------


@SCRIPTS
def test_a_look_is_seen_before_it_is_kept_and_then_worn_everywhere(town: Town, scripts: bool, browser: Browser) -> None:
    officer = town.colleague("Olga Fraai", "klachtenfunctionaris")
    officer.go()
    page = browser.new_context(
        base_url=town.url, java_script_enabled=scripts, storage_state=officer.page.context.storage_state()
    ).new_page()
    page.goto("/bureau/instellingen/huisstijl/")
    page.get_by_label("Kleur", exact=True).select_option(OWN)
    page.get_by_label("Eigen kleur op een lichte achtergrond").fill("#ff9900")
    page.get_by_role("button", name="Eerst bekijken").click()
    assert "De dichtstbijzijnde kleur die wel kan, is" in page.inner_text("main")
    page.get_by_role("button", name="Neem de dichtstbijzijnde kleuren").click()
    assert "Er is nog niets opgeslagen" in page.inner_text("main")
    assert not scripts or violations(page) == []  # axe is a script itself
    page.get_by_role("button", name="Opslaan", exact=True).click()
    assert "De huisstijl is opgeslagen." in page.inner_text("main")
    page.goto("/extrack/")
    assert page.locator('link[href*="huisstijl.css"]').count() == 1
    assert not scripts or violations(page) == []  # axe is a script itself


def test_own_colours_and_a_logo_have_no_fault_that_axe_finds(town: Town, tmp_path: Path) -> None:
    del tmp_path
    save_look(town.organisation, Chosen("ExTrack", OWN, "#8a1c4a", "#f0a6c0"))
    page = visitor(town, scripts=True)
    for address in ("/extrack/", "/extrack/versie/2/", "/extrack/regeling/inbedden/"):
        page.goto(address)
        assert violations(page) == []
