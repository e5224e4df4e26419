"""A real browser, a clock that tests move, and an organisation of which the pages are served."""

import shutil
from collections.abc import Callable, Iterator
from datetime import datetime

import pytest
import time_machine
from django.core.cache import cache
from playwright.sync_api import Browser, sync_playwright
from pytest_django.live_server_helper import LiveServer

from tests.journeys.support import AMSTERDAM, Town, found

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
Settled = Callable[[str, str, str], Town]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium; the database is used beside the loop that Playwright keeps in this thread, never within it."""
    if CHROMIUM is None:
        pytest.skip("no Chromium on this machine")
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as play:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        started = play.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield started
        started.close()


@pytest.fixture
def settled(transactional_db: None, live_server: LiveServer, browser: Browser) -> Iterator[Settled]:
    """Makes an organisation under a shipped regulation, at a moment in Amsterdam; no browser may complain of anything."""
    cache.clear()
    towns: list[Town] = []
    with time_machine.travel("2026-01-05T09:00:00+01:00", tick=False) as traveller:

        def settle(procedure: str, name: str, moment: str) -> Town:
            traveller.move_to(datetime.fromisoformat(moment).replace(tzinfo=AMSTERDAM), tick=False)
            towns.append(Town(found(procedure, name), browser, live_server.url, traveller))
            return towns[0]

        yield settle
        for context in browser.contexts:
            context.close()
    assert [fault for town in towns for fault in town.faults] == []
