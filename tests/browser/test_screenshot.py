"""What the README says of its pictures is on the pages that they show; WEDERHOOR_TEST_SCREENSHOTS=1 takes them anew."""

import os
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

import pytest
import time_machine
from django.core.cache import cache, caches
from faker import Faker
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from tests.factories.house import COMPLAINT
from tests.journeys.support import text_of
from wederhoor.actions.filing import Filed, file_complaint
from wederhoor.actions.record import Actor, Log, Recorded, record
from wederhoor.actions.sweep import sweep
from wederhoor.exchange.mail_out.post import post_waiting
from wederhoor.organisations.models import Member, Organisation
from wederhoor.site.demo import PASSWORD
from wederhoor.site.demo.cast import CASTINGS, build
from wederhoor.site.demo.life import beginnings

pytestmark = pytest.mark.browser
#: A Wednesday, a quarter past ten in Amsterdam.
NOW = datetime(2026, 4, 22, 8, 15, tzinfo=UTC)
PICTURES = Path(__file__).parents[2] / "docs" / "screenshots"
#: How many made-up complaints came in over how many days: enough to fill a page.
COMPLAINTS, DAYS, SEED = 22, 24, 5


@pytest.fixture
def home(transactional_db: None, live_server: LiveServer) -> Iterator[str]:
    """Exa.men and Klik with their made-up people, always the same, on a clock that stands still."""
    cache.clear()
    caches["counts"].clear()
    chance, fake = Random(SEED), Faker("nl_NL")  # noqa: S311 - made-up lives need no secrecy
    fake.seed_instance(SEED)
    with time_machine.travel(NOW, tick=False):
        exa, _klik = (build(casting, now=NOW - timedelta(days=90), fake=fake, chance=chance) for casting in (CASTINGS[0], CASTINGS[-1]))
        for life in beginnings(exa, COMPLAINTS, first=NOW - timedelta(days=DAYS), last=NOW, chance=chance, fake=fake):
            while life.due_at < NOW and life.play():
                pass
        sweep(NOW)
        yield live_server.url


def taken(page: Page, name: str) -> None:
    """The picture, where it is asked for."""
    if os.environ.get("WEDERHOOR_TEST_SCREENSHOTS") == "1":
        page.screenshot(path=PICTURES / name, animations="disabled")


def at_the_desk(browser: Browser, home: str, login: str) -> Page:
    page = browser.new_context(base_url=home, locale="nl-NL", viewport={"width": 1280, "height": 900}).new_page()
    page.goto("/bureau/")
    page.get_by_label("Gebruikersnaam").fill(login)
    page.get_by_label("Wachtwoord").fill(PASSWORD)
    page.get_by_role("button", name="Aanmelden").click()
    page.get_by_role("link", name="Afmelden").wait_for()
    return page


def test_the_worklist_says_what_is_due_by_urgency(browser: Browser, home: str) -> None:
    page = at_the_desk(browser, home, "support@exa-men.example")
    taken(page, "today.png")
    assert page.get_by_role("heading", level=1).inner_text() == "Woensdag 22 april"
    groups = [text.splitlines()[0] for text in page.locator(".group h2").all_inner_texts()]
    order = ["Te laat", "Vandaag", "Deze week", "Later", "Zonder termijn"]
    assert groups == [one for one in order if one in groups]
    assert page.locator(".row").count() >= 8
    dated = page.locator(".group").filter(has_not_text="Zonder termijn").locator(".row-duty").all_inner_texts()
    assert [text for text in dated if "EXA-" not in text] == []


def test_a_dossier_says_what_happened_what_now_and_why(browser: Browser, home: str) -> None:
    page = at_the_desk(browser, home, "support@exa-men.example")
    page.locator(".row", has_text="Inhoudelijk antwoorden").locator(".row-number a").first.click()
    page.get_by_role("heading", name="Wat er gebeurde").wait_for()
    taken(page, "dossier.png")
    assert page.locator(".timeline li").count() >= 2
    assert page.locator(".acts a.button").first.is_visible()
    assert "Waarom" in text_of(page)


def test_a_complainant_sees_on_a_telephone_what_happens_now_and_by_when(browser: Browser, home: str) -> None:
    code = acknowledged()
    page = browser.new_context(base_url=home, locale="nl-NL", viewport={"width": 390, "height": 844}).new_page()
    page.goto(f"/volgen/{code}/")
    taken(page, "status-390.png")
    assert "uiterlijk woensdag 6 mei" in page.locator(".now-sentence").inner_text()
    assert "Wij bevestigden de ontvangst" in text_of(page)


def acknowledged() -> str:
    """The code of a complaint of Klik that came in on the twentieth and was acknowledged the day after."""
    klik, filed_at = Organisation.objects.get(slug="klik-onderwijs"), datetime(2026, 4, 20, 12, 0, tzinfo=UTC)
    done = file_complaint(klik, data=COMPLAINT, by=Actor("complainant"), at=filed_at, now=filed_at)
    assert isinstance(done, Filed), done
    manager = Member.objects.get(organisation=klik, roles__role="manager-propositie")
    day_after = filed_at + timedelta(hours=20)
    by, log = Actor("manager-propositie", manager), Log(done.dossier.matter_id, done.dossier.name)
    answer = record(log, "acknowledge", by=by, at=day_after, now=day_after, data={"channel": "mail"})
    assert isinstance(answer, Recorded), answer
    post_waiting(clock=lambda: day_after)
    return done.tracking_code
