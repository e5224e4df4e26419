"""Every page of desk and portal as it is used: at 400 per cent, with wider text, by touch, and by the Tab key alone."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.browser.accessible import UNFOLD
from tests.browser.addresses import CUSTOMER, DESK, DOSSIERS, PORTAL, Pages, World, looked_at
from tests.browser.measures import edged, enlarged, spaced, touched, walked

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("pages", [DESK, DOSSIERS, PORTAL, CUSTOMER], ids=["desk", "dossiers", "portal", "customer"])
@pytest.mark.parametrize("measure", [enlarged, spaced, touched, edged, walked])
def test_nothing_is_lost_on_any_page(world: World, pages: Pages, measure: Callable[[Page], list[str]]) -> None:
    found: list[str] = []
    for name, page in looked_at(world, pages):
        page.evaluate(UNFOLD)
        found += [f"{name}: {fault}" for fault in measure(page)]
    assert found == [], "\n".join(found)
