"""The browser, the clock and the organisation of the journeys, for tests of the pages as a whole."""

import pytest

from tests.browser.addresses import World, a_world
from tests.journeys.conftest import Settled, browser, kind, settled

__all__ = ["browser", "kind", "settled"]


@pytest.fixture
def world(settled: Settled) -> World:
    return a_world(settled)
