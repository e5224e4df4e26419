"""A Chromium that tests sit at: whoever presses a button in it has the whole page that follows before him."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Any, Final

import pytest
from playwright.sync_api import Browser, Locator, sync_playwright

CHROMIUM: Final = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


@contextmanager
def chromium() -> Iterator[Browser]:
    """Starts it for as long as it is used."""
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as play:
        # Playwright keeps an event loop in this thread; the database is used beside it, never within it.
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        # A press ends when the next page begins to come, and on a busy machine a test then reads half of it.
        for press in ("click", "press"):
            patch.setattr(Locator, press, _to_its_end(getattr(Locator, press)))
        started = play.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield started
        started.close()


def _to_its_end(press: Callable[..., None]) -> Callable[..., None]:
    @wraps(press)
    def pressed(one: Locator, *given: Any, **named: Any) -> None:  # noqa: ANN401 - passes on what Playwright takes
        press(one, *given, **named)
        if not one.page.is_closed():
            one.page.wait_for_load_state()

    return pressed
