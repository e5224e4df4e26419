"""In a real browser the gallery fits a telephone, its targets are large enough, and nothing complains."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import RequestFactory
from playwright.sync_api import Page, Route

import wederhoor.web
from tests.support.chromium import CHROMIUM, chromium
from wederhoor.web.views import gallery

STATIC = Path(wederhoor.web.__file__).parent / "static"
TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
POLICY = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; form-action 'self'"
SMALL_TARGETS = """[...document.querySelectorAll('a, button, select, summary, .option, .input, .textarea')]
  .filter(one => !one.matches('.skip-link, .row-number a') && one.getClientRects().length)
  .filter(one => one.getBoundingClientRect().height < 44).map(one => one.outerHTML)"""

pytestmark = [pytest.mark.browser, pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine")]


def serve(route: Route) -> None:
    """Answer from the package itself, under the policy of the site."""
    path = route.request.url.removeprefix("http://gallery.test")
    if path.startswith("/static/"):
        file = STATIC / path.removeprefix("/static/")
        route.fulfill(body=file.read_text(), content_type=TYPES[file.suffix])
    else:
        body = gallery(RequestFactory().get("/")).content.decode()
        route.fulfill(body=body, content_type="text/html", headers={"Content-Security-Policy": POLICY})


@pytest.fixture(params=[390, 1280], ids=["telephone", "desk"])
def shown(request: pytest.FixtureRequest) -> Iterator[tuple[Page, list[str]]]:
    complaints: list[str] = []
    with chromium() as browser:
        page = browser.new_page(viewport={"width": request.param, "height": 900})
        page.on("console", lambda said: complaints.append(said.text))
        page.route("**/*", serve)
        page.goto("http://gallery.test/")
        yield page, complaints


def test_the_page_fits_its_screen_under_a_strict_policy(shown: tuple[Page, list[str]]) -> None:
    page, complaints = shown
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.evaluate(SMALL_TARGETS) == []
    assert page.locator(".term-narrow:visible").count() == (3 if page.evaluate("innerWidth") == 390 else 0)
    assert [one for one in complaints if "favicon" not in one] == []
