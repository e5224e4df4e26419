"""In a real browser: a day at the desk with the keyboard alone, and keys that can be taken away."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.desk.conftest import PASSWORD, Office, make_office
from tests.support.chromium import CHROMIUM, chromium
from wederhoor.web import clock

pytestmark = [pytest.mark.browser, pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine")]


@pytest.fixture
def klik(transactional_db: None) -> Office:
    office = make_office()
    for hours in (3, 2):
        office.file(at=clock.now() - timedelta(hours=hours))
    return office


@pytest.fixture
def browser(live_server: LiveServer) -> Iterator[Browser]:
    with chromium() as opened:
        yield opened


@pytest.fixture
def page(klik: Office, browser: Browser, live_server: LiveServer) -> Iterator[Page]:
    """The manager at the worklist, with script; whatever the browser complains of fails the test."""
    faults: list[str] = []
    opened = browser.new_context(base_url=live_server.url, locale="nl-NL").new_page()
    opened.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
    opened.on("pageerror", lambda error: faults.append(str(error)))
    opened.set_default_timeout(5000)
    opened.goto("/bureau/")
    opened.get_by_label("Gebruikersnaam").fill("manager-klik")
    opened.get_by_label("Wachtwoord").fill(PASSWORD)
    opened.keyboard.press("Enter")
    opened.get_by_role("link", name="Afmelden").wait_for()
    opened.wait_for_load_state()
    yield opened
    assert faults == []


def focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.innerText || document.activeElement.id"))


def test_rows_are_walked_and_opened_and_the_first_act_is_found(page: Page) -> None:
    rows = page.locator(".row-number a").all_inner_texts()
    steps = []
    for key in ("j", "j", "j", "k"):
        page.keyboard.press(key)
        steps.append(focused(page))
    assert steps == [rows[0], rows[1], rows[1], rows[0]]
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/dossier/{rows[0]}/")
    page.wait_for_load_state()
    page.keyboard.press("a")
    expect(page.locator(".card-now .button").first).to_be_focused()


def test_a_timeline_is_walked_too(page: Page) -> None:
    page.locator(".row-number a").first.click()
    page.wait_for_url("**/dossier/**")
    page.wait_for_load_state()
    page.keyboard.press("j")
    expect(page.locator(".timeline > li").first).to_be_focused()


@pytest.mark.parametrize(("keys", "address"), [("gr", "/bureau/register/"), ("gp", "/bureau/postvak/"), ("n", "/bureau/vastleggen/")])
def test_keys_lead_to_the_pages_of_the_menu(page: Page, keys: str, address: str) -> None:
    page.keyboard.type(keys)
    page.wait_for_url(f"**{address}")


def test_the_search_box_takes_keys_as_letters(page: Page) -> None:
    page.keyboard.press("/")
    expect(page.locator("#zoek")).to_be_focused()
    page.keyboard.type("ngr?/")
    expect(page.locator("#zoek")).to_have_value("ngr?/")
    assert page.url.endswith("/bureau/")


def test_keys_with_control_or_too_slow_after_each_other_do_nothing(page: Page) -> None:
    page.keyboard.press("Control+n")
    page.keyboard.press("g")
    page.wait_for_timeout(1700)
    page.keyboard.press("r")
    page.wait_for_timeout(200)
    assert page.url.endswith("/bureau/")


def test_a_question_mark_shows_every_key_and_escape_takes_it_away(page: Page) -> None:
    page.keyboard.press("?")
    dialog = page.get_by_role("dialog", name="Sneltoetsen")
    expect(dialog.get_by_text("naar het register")).to_be_visible()
    page.keyboard.press("n")
    expect(dialog).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert page.url.endswith("/bureau/")


def test_keys_can_be_switched_off_and_on_again(page: Page) -> None:
    page.goto("/bureau/hulp/toetsen/")
    page.get_by_role("button", name="Sneltoetsen uitzetten").click()
    page.get_by_text("staan uit").wait_for()
    page.wait_for_load_state()
    page.keyboard.press("n")
    page.wait_for_timeout(200)
    assert page.url.endswith("/toetsen/")
    page.get_by_role("button", name="Sneltoetsen aanzetten").click()
    page.get_by_role("button", name="Sneltoetsen uitzetten").wait_for()
    page.wait_for_load_state()
    page.keyboard.press("n")
    page.wait_for_url("**/vastleggen/")
