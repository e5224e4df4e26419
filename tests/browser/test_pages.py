"""The pages as a person meets them: with the keyboard alone, and on a telephone."""

import pytest
from playwright.sync_api import Page

from tests.factories.house import COMPLAINT
from tests.journeys.conftest import Settled
from tests.journeys.support import Colleague, Town
from wederhoor.actions.filing import Filed, file_complaint
from wederhoor.actions.record import Actor
from wederhoor.web import clock

pytestmark = pytest.mark.browser
#: Every control that can be seen and used, in the order of the page; of radio buttons one for each question.
CONTROLS = """() => { const seen = new Set(), kinds = ['a[href]', 'button', 'input', 'select', 'textarea', 'summary', '[tabindex="0"]'];
  return [...document.querySelectorAll(kinds.map(kind => `main ${kind}`).join())]
  .filter(one => one.type !== 'hidden' && one.tabIndex >= 0 && one.checkVisibility())
  .filter(one => one.type !== 'radio' || (!seen.has(one.name) && seen.add(one.name)))
  .map(one => one.type === 'radio' ? one.name : one.outerHTML.slice(0, 120)) }"""
FOCUSED = "() => { const one = document.activeElement; return one.type === 'radio' ? one.name : one.outerHTML.slice(0, 120) }"
#: Whether one sees where the focus is: an outline of some width, on the control itself or on what holds it.
OUTLINED = """() => { const one = document.activeElement; return [one, one.closest('.option')].filter(Boolean)
  .some(held => { const style = getComputedStyle(held); return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2 }) }"""
OVER = "document.documentElement.scrollWidth - innerWidth"


@pytest.fixture
def town(settled: Settled) -> Town:
    return settled("klik-onderwijs", "Klik Onderwijs", "2026-04-22T10:00")


@pytest.fixture
def manager(town: Town) -> Colleague:
    return town.colleague("Berend Manders", "manager-propositie")


def filed(town: Town) -> Filed:
    done = file_complaint(town.organisation, data=COMPLAINT, by=Actor("complainant"), at=clock.now(), now=clock.now())
    assert isinstance(done, Filed), done
    return done


def walked(page: Page) -> list[str]:
    """What the Tab key comes to within the page, each with its focus in sight."""
    page.locator("main").focus()
    found: list[str] = []
    for _ in range(200):
        page.keyboard.press("Tab")
        if not page.evaluate("document.querySelector('main').contains(document.activeElement)"):
            return found
        assert page.evaluate(OUTLINED), page.evaluate(FOCUSED)
        found.append(page.evaluate(FOCUSED))
    return found


def test_the_tab_key_comes_to_everything_on_the_form_of_an_act_in_its_order(town: Town, manager: Colleague) -> None:
    manager.go(f"/bureau/dossier/{filed(town).dossier.number}/assign/")
    assert walked(manager.page) == manager.page.evaluate(CONTROLS)
    assert len(manager.page.evaluate(CONTROLS)) > 8


def test_the_tab_key_comes_to_everything_on_the_public_form_in_its_order(town: Town) -> None:
    page = town.page()
    page.goto("/klik-onderwijs/klacht/")
    assert walked(page) == page.evaluate(CONTROLS)
    assert len(page.evaluate(CONTROLS)) > 8


def test_an_act_is_taken_with_the_keyboard_alone(town: Town, manager: Colleague) -> None:
    manager.go(f"/bureau/dossier/{filed(town).dossier.number}/note/")
    manager.page.keyboard.press("Tab")
    manager.page.keyboard.press("Enter")
    manager.page.get_by_label("Tekst").focus()
    manager.page.keyboard.type("Alleen met toetsen geschreven.")
    while "Vastleggen" not in str(manager.page.evaluate(FOCUSED)):
        manager.page.keyboard.press("Tab")
    with manager.page.expect_navigation():
        manager.page.keyboard.press("Enter")
    assert "notitie gemaakt" in manager.page.get_by_role("status").inner_text()


@pytest.mark.parametrize("width", [390, 1280])
def test_no_page_is_wider_than_its_screen(town: Town, manager: Colleague, width: int) -> None:
    done = filed(town)
    manager.page.set_viewport_size({"width": width, "height": 844})
    for path in ("", f"dossier/{done.dossier.number}/", f"dossier/{done.dossier.number}/assign/", "register/", "vastleggen/"):
        manager.go(f"/bureau/{path}")
        assert manager.page.evaluate(OVER) <= 0, path
    for path in ("/", "/klik-onderwijs/", "/klik-onderwijs/klacht/", f"/volgen/{done.tracking_code}/"):
        manager.page.goto(path)
        assert manager.page.evaluate(OVER) <= 0, path
