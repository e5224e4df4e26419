"""Every test of the portal begins with no guesses counted."""

from collections.abc import Iterator

import pytest
from django.core.cache import cache


@pytest.fixture(autouse=True)
def _no_guesses() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()
