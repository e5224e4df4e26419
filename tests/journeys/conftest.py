"""A real browser, a clock that tests move, and an organisation of which the pages are served."""

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import cast

import pytest
import time_machine
from django.core.cache import cache, caches
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

from tests.journeys.support import AMSTERDAM, Kind, Town, found
from tests.support.chromium import CHROMIUM, chromium

Settled = Callable[[str, str, str], Town]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium; the database is used beside the loop that Playwright keeps in this thread, never within it."""
    if CHROMIUM is None:
        pytest.skip("no Chromium on this machine")
    with chromium() as started:
        yield started


@pytest.fixture(params=[Kind(), Kind(scripts=False, width=390)], ids=["scripts", "telephone without scripts"])
def kind(request: pytest.FixtureRequest) -> Kind:
    """With scripts on a wide screen, and without on a telephone; a test that uses this is walked through in both."""
    return cast("Kind", request.param)


@pytest.fixture
def settled(request: pytest.FixtureRequest, transactional_db: None, live_server: LiveServer, browser: Browser) -> Iterator[Settled]:
    """Makes an organisation under a shipped regulation, at a moment in Amsterdam; no browser may complain of anything."""
    cache.clear()
    caches["counts"].clear()
    everyone = request.getfixturevalue("kind") if "kind" in request.fixturenames else Kind()
    towns: list[Town] = []
    with time_machine.travel("2026-01-05T09:00:00+01:00", tick=False) as traveller:

        def settle(procedure: str, name: str, moment: str) -> Town:
            traveller.move_to(datetime.fromisoformat(moment).replace(tzinfo=AMSTERDAM), tick=False)
            towns.append(Town(found(procedure, name), browser, live_server.url, traveller, everyone))
            return towns[0]

        yield settle
        for context in browser.contexts:
            context.close()
    assert [fault for town in towns for fault in town.faults] == []
