"""Filing in a real browser under each regulation: group by group and all at once, with files, with and without scripts, wide and narrow."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.accessible import violations
from tests.factories.house import PROCEDURES
from tests.journeys.conftest import Settled
from tests.journeys.support import Town
from tests.portal.visitor import ANSWERS
from wederhoor.dossiers.models import Document, Text

pytestmark = pytest.mark.browser
STORY = "Het examen begon een uur te laat en niemand wist waarom."
SMALL = """[...document.querySelectorAll('a, button, select, summary, .option, .input, .textarea')]
  .filter(one => !one.matches('.skip-link, p a') && !one.closest('.asks-nothing') && one.getClientRects().length)
  .filter(one => one.getBoundingClientRect().height < 44).map(one => one.outerHTML)"""
Opened = Callable[[str], tuple[Town, Page]]


@pytest.fixture(params=[(True, 1280), (False, 390), (True, 390)], ids=["scripts", "telephone without scripts", "telephone"])
def form(request: pytest.FixtureRequest, settled: Settled) -> Opened:
    """Opens the form of a regulation in a browser of this kind."""
    scripts, width = request.param

    def opened(procedure: str) -> tuple[Town, Page]:
        town = settled(procedure, "Klachtenloket", "2026-04-22T10:00")
        context = town.browser.new_context(
            base_url=town.url, locale="nl-NL", java_script_enabled=scripts, viewport={"width": width, "height": 844}
        )
        page = context.new_page()
        page.set_default_timeout(30_000)
        page.goto(f"/{procedure}/klacht/")
        return town, page

    return opened


def press(page: Page, name: str) -> None:
    with page.expect_navigation():
        page.get_by_role("button", name=name, exact=True).first.click()


def fill(page: Page) -> None:
    """Answers what stands on this page."""
    for name, answer in {**ANSWERS, "description": STORY}.items():
        control = page.locator(f'[name="{name}"]:not([type=hidden])').first
        if not control.count():
            continue
        if control.get_attribute("type") in {"radio", "checkbox"}:
            page.locator(f'[name="{name}"][value="{answer}"]').check()
        else:
            control.fill(answer)


def fits(page: Page) -> bool:
    assert page.evaluate(SMALL) == []
    return bool(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))


def scan(folder: Path, name: str = "foto.png") -> Path:
    (folder / name).write_bytes(b"\x89PNG\r\n\x1a\n" + b"x" * 5000)
    return folder / name


def bring(page: Page, file: Path) -> None:
    """Chooses a file: a script sends it at once, without one the button does."""
    page.set_input_files("#bestanden", file)
    button = page.get_by_role("button", name="Bestanden toevoegen")
    if button.is_visible():
        with page.expect_navigation():
            button.click()
    page.locator(".file-list", has_text=file.name).wait_for()


@pytest.mark.parametrize("procedure", PROCEDURES)
def test_group_by_group_with_a_file_to_the_receipt(form: Opened, procedure: str, tmp_path: Path) -> None:
    town, page = form(procedure)
    press(page, "Liever één onderwerp per pagina?")
    while page.get_by_text("Klopt dit?").count() == 0:
        assert fits(page)
        fill(page)
        if page.locator("#bestanden").count():
            bring(page, scan(tmp_path))
            assert page.input_value('[name="description"]') == STORY
        press(page, "Verder")
    assert STORY in page.inner_text("main")
    assert fits(page)
    town.later(minutes=3)
    press(page, "Klacht versturen")
    assert "ontvangen" in page.inner_text("h1")
    assert fits(page)
    assert Document.objects.get().name == "foto.png"
    assert Text.objects.get(field="description").body == STORY


def test_files_are_added_and_taken_away_and_nothing_typed_is_lost(form: Opened, tmp_path: Path) -> None:
    _town, page = form("extrack")
    fill(page)
    for name in ("een.png", "twee.png"):
        bring(page, scan(tmp_path, name))
    page.locator('button[value="bijlage-weg.0"]').click()
    page.locator(".file-list", has_text="een.png").wait_for(state="detached")
    bring(page, scan(tmp_path, "drie.png"))
    (tmp_path / "leeg.txt").write_bytes(b"")
    page.set_input_files("#bestanden", tmp_path / "leeg.txt")
    press(page, "Antwoorden nakijken") if page.get_by_role("button", name="Bestanden toevoegen").is_visible() else None
    page.get_by_text("Het bestand leeg.txt is leeg.").first.wait_for()
    assert page.locator(".file-list li").count() == 2
    assert page.input_value('[name="description"]') == STORY


def test_a_form_is_put_aside_and_gone_on_with(form: Opened, tmp_path: Path) -> None:
    town, page = form("ecm")
    fill(page)
    bring(page, scan(tmp_path))
    page.get_by_text("Bewaar en ga later verder").first.click()
    press(page, "Bewaar en ga later verder")
    assert "Uw antwoorden zijn bewaard." in page.inner_text("main")
    [letter] = town.post()
    link = next(word for word in str(letter.body).split() if "/verder/" in word)
    page.goto(link.replace("http://localhost:8000", town.url))
    assert page.input_value('[name="description"]') == STORY
    assert fits(page)
    press(page, "Antwoorden nakijken")
    town.later(minutes=3)
    press(page, "Klacht versturen")
    assert Document.objects.get().name == "foto.png"
    assert page.goto(link.replace("http://localhost:8000", town.url))
    assert "Hier is niets meer" in page.inner_text("h1")


@pytest.mark.parametrize("language", ["nl", "en"])
def test_axe_finds_nothing_wrong_on_any_step(settled: Settled, language: str, tmp_path: Path) -> None:
    town = settled("extrack", "ExTrack", "2026-04-22T10:00")
    page, found = town.page(), []
    page.context.add_cookies([{"name": "taal", "value": language, "url": town.url}])
    page.goto("/extrack/klacht/")
    fill(page)
    bring(page, scan(tmp_path))
    found += violations(page)
    for step in ("per-onderwerp", "verder", "verder", "verder", "verder"):
        with page.expect_navigation():
            page.locator(f'button[value="{step}"]').last.click()
        found += violations(page)
    with page.expect_navigation():
        page.locator('button[value="versturen"]').click()
    found += violations(page)
    page.goto("/extrack/klacht/")
    with page.expect_navigation():
        page.locator('button[value="nakijken"]').last.click()
    found += violations(page)
    assert found == [], "\n".join(found)
