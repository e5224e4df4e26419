"""In a real browser: a complaint from receipt to closing under Klik's regulation, a refusal with its article, two people at once."""

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page
from pytest_django.live_server_helper import LiveServer

from tests.desk.conftest import PASSWORD, Office, make_office
from tests.support.chromium import CHROMIUM, chromium
from wederhoor.actions.sent import mark_sent
from wederhoor.correspondence.models import Letter
from wederhoor.dossiers.models import Act, Dossier
from wederhoor.web import clock

pytestmark = [pytest.mark.browser, pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine")]


@pytest.fixture
def klik(transactional_db: None) -> Office:
    return make_office()


@pytest.fixture
def browser(live_server: LiveServer) -> Iterator[Browser]:
    with chromium() as opened:
        yield opened


@pytest.fixture
def complaints() -> list[str]:
    """What the browsers complained of."""
    return []


def seat(browser: Browser, server: LiveServer, login: str, complaints: list[str]) -> Page:
    """Someone who signs in at a desk of his own."""
    context: BrowserContext = browser.new_context(base_url=server.url, locale="nl-NL", java_script_enabled=False)
    page = context.new_page()
    page.on("console", lambda said: complaints.append(said.text) if "status of 4" not in said.text else None)
    page.goto("/bureau/")
    page.get_by_label("Gebruikersnaam").fill(login)
    page.get_by_label("Wachtwoord").fill(PASSWORD)
    page.get_by_role("button", name="Aanmelden").click()
    page.get_by_role("link", name="Afmelden").wait_for()
    return page


def take(page: Page, number: str, act: str, **fields: str) -> None:
    """Fills in the form of an act and sends it."""
    page.goto(f"/bureau/dossier/{number}/{act}/")
    for name, value in fields.items():
        control = page.locator(f"[name='{name}']").first
        if control.get_attribute("type") in {"radio", "checkbox"}:
            page.locator(f"[name='{name}'][value='{value}']").check()
        elif control.evaluate("one => one.tagName") == "SELECT":
            control.select_option(value)
        else:
            control.fill(value)
    page.locator(".button-row button.button:not(.button-quiet)").last.click()


def told(page: Page) -> str:
    return page.get_by_role("status").inner_text()


def leave(number: str) -> None:
    """The worker takes the letters that wait."""
    for letter in Letter.objects.filter(dossier__number=number, state="waiting"):
        mark_sent(letter, at=clock.now(), now=clock.now())


@pytest.mark.clause("KLI-09")
@pytest.mark.clause("KLI-13")
def test_a_complaint_is_handled_from_receipt_to_closing(
    klik: Office, browser: Browser, live_server: LiveServer, complaints: list[str]
) -> None:
    manager = seat(browser, live_server, "manager-klik", complaints)
    number = receive(manager)
    acknowledge(manager, number)
    take(manager, number, "assign", to=f"m-{klik.outsider.pk}", independent="true", outside="true")
    handle(seat(browser, live_server, "buiten-klik", complaints), number)
    leave(number)
    close(manager, number)
    log = list(Act.objects.order_by("seq").values_list("act", flat=True))
    assert log == ["file", "acknowledge", "sent", "assign", "explain_procedure", "judge", "reply", "sent", "carry_out", "close"]
    assert (Dossier.objects.get().stage, complaints) == ("closed", [])


def receive(manager: Page) -> str:
    """A letter is taken down; it stands on the worklist with its first duty."""
    manager.goto("/bureau/vastleggen/")
    manager.get_by_label("brief", exact=True).check()
    manager.get_by_label("Naam klager").fill("G. Vos uit Oost")
    manager.get_by_label("E-mailadres klager").fill("vos@oost.nl")
    manager.get_by_label("Omschrijving").fill("Vraag 12 telt dubbel mee.")
    manager.get_by_role("button", name="Vastleggen").click()
    assert "volgcode" in told(manager)
    number = Dossier.objects.get().number
    manager.goto("/bureau/")
    assert "G. Vos uit Oost" in manager.locator(".row", has_text=number).inner_text()
    return number


def acknowledge(manager: Page, number: str) -> None:
    """The one filled button leads to the letter, which is seen and changed before it leaves."""
    manager.goto(f"/bureau/dossier/{number}/")
    manager.locator("a.button:not(.button-quiet)").click()
    manager.get_by_role("button", name="Brief bekijken").click()
    body = manager.get_by_label("Tekst van de brief")
    assert "G. Vos uit Oost" in body.input_value()
    body.fill(body.input_value() + "\nVragen? Bel gerust.")
    manager.get_by_role("button", name="Versturen").click()
    assert "ontvangst bevestigd" in told(manager)
    assert "De brief wacht op verzending." in manager.content()
    leave(number)


def handle(handler: Page, number: str) -> None:
    """Whoever was appointed finds it on his own list, tells by telephone how it goes on, judges and replies."""
    handler.goto("/bureau/")
    handler.get_by_role("link", name=number).click()
    take(handler, number, "explain_procedure", channel="phone")
    handler.locator("[name='states']").first.check()
    handler.get_by_role("button", name="Brief bekijken").click()
    take(handler, number, "judge", outcome="upheld", reasons="De weging was verkeerd ingesteld.", consulted="manager-propositie")
    take(handler, number, "reply", channel="mail", reasons="De weging was verkeerd ingesteld.")
    assert "De weging was verkeerd ingesteld." in handler.get_by_label("Tekst van de brief").input_value()
    handler.get_by_role("button", name="Versturen").click()
    assert "reactie gestuurd" in told(handler)


def close(manager: Page, number: str) -> None:
    """Closing tells what lacks, and goes when it is there."""
    take(manager, number, "carry_out", account="De weging is hersteld.")
    take(manager, number, "close")
    if manager.get_by_role("alert").count():
        pytest.fail(manager.get_by_role("alert").inner_text())


@pytest.mark.clause("KLI-13")
def test_a_refusal_is_shown_with_its_article_where_the_button_would_be(
    klik: Office, browser: Browser, live_server: LiveServer, complaints: list[str]
) -> None:
    number = klik.file(at=clock.now()).number
    page = seat(browser, live_server, "manager-klik", complaints)
    page.goto(f"/bureau/dossier/{number}/")
    page.get_by_text("Nu niet mogelijk").click()
    refusal = page.locator(".refusals li", has_text="Reactie versturen")
    assert refusal.is_visible()
    assert refusal.locator(".article").inner_text() == "KLI-13"
    assert page.get_by_role("link", name="Reactie versturen").count() == 0


def test_of_two_who_act_at_once_the_second_sees_what_the_first_did(
    klik: Office, browser: Browser, live_server: LiveServer, complaints: list[str]
) -> None:
    dossier = klik.file(at=clock.now())
    first, second = (seat(browser, live_server, "manager-klik", complaints) for _ in range(2))
    for page in (first, second):
        page.goto(f"/bureau/dossier/{dossier.number}/note/")
    for page, text in ((first, "De eerste belde."), (second, "De tweede belde ook.")):
        page.get_by_label("Tekst").fill(text)
        page.get_by_role("button", name="Vastleggen").last.click()
    assert "Er is intussen iets gebeurd in dit dossier" in second.get_by_role("alert").inner_text()
    assert second.get_by_label("Tekst").input_value() == "De tweede belde ook."
    second.get_by_role("button", name="Vastleggen").last.click()
    assert "notitie gemaakt" in told(second)
    assert Act.objects.filter(act="note").count() == 2


@pytest.mark.parametrize("width", [390, 1280])
def test_the_pages_fit_their_screen_and_are_large_enough_to_touch(
    klik: Office, browser: Browser, live_server: LiveServer, width: int
) -> None:
    number = klik.file(at=clock.now()).number
    page = browser.new_context(base_url=live_server.url, viewport={"width": width, "height": 900}).new_page()
    client = Client()
    client.force_login(klik.manager.user)
    host = urlsplit(live_server.url).hostname or ""
    page.context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "domain": host, "path": "/"}])
    for address in ("", "register/", "vastleggen/", f"dossier/{number}/", f"dossier/{number}/assign/", f"dossier/{number}/acknowledge/"):
        page.goto(f"/bureau/{address}")
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, address
        assert page.evaluate(SMALL) == [], address


SMALL = """[...document.querySelectorAll('a, button, select, summary, .option, .input, .textarea')]
  .filter(one => !one.matches('.skip-link, .row-number a, .visually-hidden, p a, li a') && one.getClientRects().length)
  .filter(one => one.getBoundingClientRect().height < 44).map(one => one.outerHTML)"""
