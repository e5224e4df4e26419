"""The browser, the clock and the organisation of the journeys, for tests of the pages as a whole."""

from tests.journeys.conftest import browser, settled

__all__ = ["browser", "settled"]
