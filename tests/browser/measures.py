"""What can be measured of a page as someone uses it: much enlarged, with wider text, by touch and by the keyboard alone."""

from pathlib import Path
from typing import Any, Final

from playwright.sync_api import Page, ViewportSize

#: A window of 1280 by 1024 pixels at 400 per cent, which is what WCAG measures reflow by (1.4.10).
ENLARGED: Final[ViewportSize] = {"width": 320, "height": 256}
WIDE: Final[ViewportSize] = {"width": 1280, "height": 900}
TELEPHONE: Final[ViewportSize] = {"width": 390, "height": 844}
_SCRIPT: Final = (Path(__file__).parent / "measures.js").read_text()
#: More presses of the Tab key than any page needs.
_STEPS: Final = 400


def measured(page: Page, name: str, said: str = "") -> Any:  # noqa: ANN401 -- what a script in a browser gives
    """What one of the measures of `measures.js` gives for this page."""
    return page.evaluate(f"(said) => {_SCRIPT}.{name}(said)", said)


def enlarged(page: Page) -> list[str]:
    """What is lost of a page at 400 per cent: what must be scrolled sideways, what is cut off (1.4.10)."""
    page.set_viewport_size(ENLARGED)
    return [*measured(page, "wider", "at 400%"), *measured(page, "cut", "at 400%")]


def spaced(page: Page) -> list[str]:
    """What is lost of a page with the spacing of text that a reader may choose (1.4.12), wide and on a telephone."""
    measured(page, "space")
    found = [fault for size in (WIDE, TELEPHONE) for name in ("wider", "cut", "overlapping") for fault in _at(page, size, name)]
    measured(page, "unspace")
    return found


def touched(page: Page) -> list[str]:
    """Targets that are too small (2.5.8), wide and on a telephone."""
    return [fault for size in (WIDE, TELEPHONE) for fault in _at(page, size, "small")]


def edged(page: Page) -> list[str]:
    """Controls whose edge does not stand out (1.4.11), in light and in dark."""
    found: list[str] = []
    page.emulate_media(color_scheme="dark")
    found += measured(page, "faint", "dark")
    page.emulate_media(color_scheme="light")
    return [*found, *measured(page, "faint", "light")]


def walked(page: Page) -> list[str]:
    """What is wrong on the way of the Tab key through an enlarged page: no focus, something over it, no way out (2.1.2, 2.4.7, 2.4.11)."""
    page.set_viewport_size(ENLARGED)
    page.evaluate("document.activeElement.blur(); scrollTo(0, 0)")
    found: list[str] = []
    for _step in range(_STEPS):
        page.keyboard.press("Tab")
        here = measured(page, "focus")
        if here is None:
            return found
        found += here
    return [*found, "the Tab key never leaves the page"]


def _at(page: Page, size: ViewportSize, name: str) -> list[str]:
    page.set_viewport_size(size)
    return list(measured(page, name, str(size["width"])))
