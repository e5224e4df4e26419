"""Every test of the portal begins with no guesses counted."""

from collections.abc import Iterator

import pytest
from django.core.cache import cache, caches


@pytest.fixture(autouse=True)
def _no_guesses() -> Iterator[None]:
    cache.clear()
    caches["counts"].clear()
    yield
    cache.clear()
    caches["counts"].clear()
