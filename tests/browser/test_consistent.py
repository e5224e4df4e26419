"""What stays the same from page to page, and what never happens on any: titles, help, ways through, surprises."""

import re
from collections import Counter

import pytest
from playwright.sync_api import Page

from tests.browser.addresses import CUSTOMER, DESK, DOSSIERS, PORTAL, Pages, World, looked_at
from tests.browser.measures import measured
from tests.support import tree

pytestmark = pytest.mark.browser
ALL = pytest.mark.parametrize("pages", [PORTAL, CUSTOMER, DOSSIERS, DESK], ids=["portal", "customer", "dossiers", "desk"])
SHEETS = [tree.text_of(path) for path in tree.project_files() if path.suffix == ".css"]
SCRIPTS = [tree.text_of(path) for path in tree.project_files() if path.suffix == ".js" and "static" in path.parts]
HELP = ["Uw klacht volgen", "Aanmelden voor instellingen", "Toegankelijkheid"]
#: And where the page is of one organisation.
PRIVACY = "Privacy"
#: Changes every choice and touches every control, as whoever explores a form does.
EXPLORE = """() => { for (const one of document.querySelectorAll('main input, main select, main textarea')) {
  one.focus();
  if (one.tagName === 'SELECT') one.selectedIndex = one.options.length - 1;
  if (one.type === 'checkbox' || one.type === 'radio') one.checked = true;
  if (one.type !== 'file') for (const kind of ['input', 'change', 'blur']) one.dispatchEvent(new Event(kind, { bubbles: true }));
} }"""
PASTE = """() => [...document.querySelectorAll('input, textarea')].filter(one => one.type !== 'hidden')
  .every(one => one.dispatchEvent(new ClipboardEvent('paste', { bubbles: true, cancelable: true })))"""


def help_at_the_foot(page: Page) -> list[str]:
    return [text for text in page.locator("footer .page-foot a").all_inner_texts() if "@" not in text]


@ALL
def test_each_title_tells_which_page_it_is(world: World, pages: Pages) -> None:
    titles: dict[str, str] = {name: page.title() for name, page in looked_at(world, pages)}
    assert [name for name, title in titles.items() if not title.partition(" · ")[0].strip()] == []
    most = Counter(titles.values()).most_common(1)[0][1]
    assert most <= 4, "several states of one page may share its title, several pages may not"


def test_help_stands_at_the_same_place_on_every_public_page(world: World) -> None:
    places = {name: help_at_the_foot(page) for name, page in looked_at(world, PORTAL) if page.locator("footer .page-foot").count()}
    assert len(places) > 10
    assert {name: links for name, links in places.items() if links not in (HELP, [*HELP, PRIVACY])} == {}
    assert sum(PRIVACY in links for links in places.values()) > 8


@ALL
def test_nothing_happens_to_who_explores_a_page_and_pasting_is_never_refused(world: World, pages: Pages) -> None:
    for name, page in looked_at(world, pages):
        before = page.url
        page.evaluate(EXPLORE)
        assert page.url == before, name
        assert page.evaluate(PASTE), name


@ALL
def test_no_words_appear_on_hovering_alone_and_what_is_seen_is_in_the_name(world: World, pages: Pages) -> None:
    for name, page in looked_at(world, pages):
        assert page.locator("main [title]:not(time, abbr)").count() == 0, name
        assert page.locator("audio, video, object, embed, marquee, blink, meta[http-equiv=refresh]").count() == 0, name
        assert measured(page, "misnamed") == [], name


def test_nothing_moves_turns_or_waits_for_a_gesture() -> None:
    assert [found for sheet in SHEETS for found in re.findall(r"@keyframes|animation|transition|orientation:", sheet)] == []
    assert [found for script in SCRIPTS for found in re.findall(r"touchstart|devicemotion|mousedown|pointerdown|setInterval", script)] == []
