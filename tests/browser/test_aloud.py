"""Every page read aloud: the accessibility tree tells in its order what the page tells, and each control says what it is."""

import pytest

from tests.browser.accessible import UNFOLD
from tests.browser.addresses import CUSTOMER, DESK, DOSSIERS, PORTAL, Pages, World, looked_at
from tests.browser.aloud import LANDMARKS, faults_aloud, jumps

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("pages", [PORTAL, CUSTOMER, DOSSIERS, DESK], ids=["portal", "customer", "dossiers", "desk"])
def test_a_page_is_read_as_it_is_seen(world: World, pages: Pages) -> None:
    found: list[str] = []
    for name, page in looked_at(world, pages):
        page.evaluate(UNFOLD)
        # Inside another site the page around it has its own head and foot.
        landmarks = ("main",) if name.startswith("portal:embedded") else LANDMARKS
        found += [f"{name}: {fault}" for fault in [*faults_aloud(page, landmarks), *jumps(page)]]
    assert found == [], "\n".join(found)
