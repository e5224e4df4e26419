"""What axe finds on a page, as someone reads it: wide and narrow, in light and in dark."""

from typing import Any, Final

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

AXE: Final = Axe()
#: The rules: WCAG 2.2 up to AA, and what its authors hold to be good practice.
RULES: Final = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"], "resultTypes": ["violations"]}
WIDTHS: Final = (1280, 390)
SCHEMES: Final = ("light", "dark")
UNFOLD: Final = "document.querySelectorAll('details').forEach(one => { one.open = true })"
_OVER: Final = "document.documentElement.scrollWidth - innerWidth"


def violations(page: Page) -> list[str]:
    """What is wrong with this page, folded parts unfolded, in each width and scheme; nothing where all is well."""
    page.evaluate(UNFOLD)
    found: list[str] = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        over = page.evaluate(_OVER)
        found += [f"{page.url} {width}: scrolls sideways by {over}"] if over > 0 else []
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme)
            found += [f"{page.url} {width} {scheme}: {said}" for said in _said(AXE.run(page, options=RULES).response["violations"])]
    return found


def _said(faults: list[dict[str, Any]]) -> list[str]:
    return [f"{fault['id']}: {fault['nodes'][0]['html'][:160]} ({fault['nodes'][0].get('failureSummary', '')[:200]})" for fault in faults]
