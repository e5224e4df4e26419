"""What one meets on the way, where no address leads: each step of filing, what is wrong with it, an act of one's own, the receipt.

Each is read aloud, enlarged, given wider text, touched and walked through, as every page with an address is.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.aloud import faults_aloud, jumps, read_aloud
from tests.browser.measures import WIDE, edged, enlarged, measured, spaced, touched, walked
from tests.browser.test_filing import bring, fill, scan
from tests.journeys.conftest import Settled
from tests.journeys.support import Town

pytestmark = pytest.mark.browser
MEASURES = (faults_aloud, jumps, spaced, touched, edged, enlarged, walked)


@pytest.fixture
def town(settled: Settled) -> Town:
    return settled("extrack", "ExTrack", "2026-04-22T10:00")


def pressed(page: Page, value: str) -> str:
    """Presses the button of a step; the address and the heading of what stands there then."""
    page.set_viewport_size(WIDE)
    with page.expect_navigation():
        page.locator(f'button[name="stap"][value="{value}"]').last.click()
    return f"{value}: {page.inner_text('h1')}"


def filing(town: Town, page: Page, folder: Path) -> Iterator[str]:
    """From the empty form to the page of the complaint, group by group, with a file; and the form with its faults."""
    page.goto("/extrack/klacht/")
    yield pressed(page, "nakijken")
    fill(page)
    bring(page, scan(folder))
    yield "a file was added"
    yield pressed(page, "per-onderwerp")
    while page.locator('button[value="versturen"]').count() == 0:
        yield pressed(page, "verder")
    town.later(minutes=3)
    yield pressed(page, "versturen")


def following(town: Town, page: Page) -> Iterator[str]:
    """From the page of a complaint through an act of one's own and back."""
    page.set_viewport_size(WIDE)
    page.get_by_role("link", name="Bekijk hoe het ermee staat").click()
    yield "the page of the complaint"
    page.set_viewport_size(WIDE)
    page.locator(".acts a.button", has_text="Klacht intrekken").or_(page.locator(".acts a.button").last).first.click()
    yield "an act"
    fields = page.locator("form .textarea")
    if fields.count():
        fields.first.fill("Het is opgelost.")
    yield pressed(page, "nakijken")
    town.later(minutes=3)


def test_each_step_of_the_way_is_read_as_it_is_seen_and_fits(town: Town, tmp_path: Path) -> None:
    page, found, seen = town.page(), [], []
    for way in (filing(town, page, tmp_path), following(town, page)):
        for name in way:
            seen.append(name)
            measured(page, "unfold")
            found += [f"{name}: {fault}" for measure in MEASURES for fault in measure(page)]
    assert found == [], "\n".join(found)
    assert len(seen) > 10


def test_what_is_wrong_is_told_at_once_and_at_its_own_control(town: Town) -> None:
    page = town.page()
    page.goto("/extrack/klacht/")
    pressed(page, "nakijken")
    assert page.evaluate("document.activeElement.matches('.error-summary')")
    said = read_aloud(page)
    assert [one.role for one in said if one.role == "alert"] == ["alert"]
    wrong = [one for one in said if one.states.get("invalid") == "true"]
    assert wrong
    told = tuple(text.strip() for text in page.locator(".field-error").all_inner_texts())
    assert [one.description for one in wrong if not one.description.strip().endswith(told)] == []
    for link in page.locator(".error-summary a").all():
        link.click()
        assert page.evaluate("document.activeElement.id") == str(link.get_attribute("href")).removeprefix("#")


def test_a_file_that_arrived_is_told_without_taking_the_focus(town: Town, tmp_path: Path) -> None:
    page = town.page()
    page.goto("/extrack/klacht/")
    page.locator("#bestanden").focus()
    bring(page, scan(tmp_path))
    page.locator("[data-status]", has_text="Bewaard: foto.png.").wait_for()
    [status] = [one for one in read_aloud(page) if one.role == "status"]
    assert status.states["live"] == "polite"
    assert page.locator(".files progress").get_attribute("aria-label") == "Voortgang"
