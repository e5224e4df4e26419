"""Every page of desk and portal, in both languages, wide and narrow, light and dark: axe finds nothing wrong with any."""

import pytest
from django.urls import get_resolver

from tests.browser.accessible import violations
from tests.browser.addresses import CUSTOMER, DESK, DOSSIERS, NO_PAGE, PORTAL, TOGETHER, Pages, World, looked_at
from tests.support.addresses import names

pytestmark = pytest.mark.browser


def test_every_address_has_its_page_looked_at_or_a_reason_why_not() -> None:
    assert names(get_resolver()) - {*NO_PAGE, *DESK, *DOSSIERS, *PORTAL, *CUSTOMER, *TOGETHER} == set()


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("pages", [DESK, DOSSIERS, PORTAL, CUSTOMER], ids=["desk", "dossiers", "portal", "customer"])
def test_axe_finds_nothing_wrong(world: World, pages: Pages, language: str) -> None:
    found: list[str] = []
    for name, page in looked_at(world, pages, language):
        assert page.locator("html").get_attribute("lang") == language, name
        found += violations(page)
    assert found == [], "\n".join(found)
