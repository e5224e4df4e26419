"""The register in a real browser: looked for with the keyboard alone, narrowed, kept and handled together; axe finds nothing wrong."""

import pytest

from tests.browser.accessible import violations
from tests.factories.house import a_filing
from tests.journeys.conftest import Settled
from tests.journeys.support import Colleague, Town
from wederhoor.web import clock

pytestmark = pytest.mark.browser


@pytest.fixture
def town(settled: Settled) -> Town:
    town = settled("klik-onderwijs", "Klik Onderwijs", "2026-04-22T10:00")
    for description in ("De zwaluwen snateren", "Niets bijzonders"):
        a_filing(town.organisation, at=clock.now(), description=description)
    return town


@pytest.fixture
def manager(town: Town) -> Colleague:
    return town.colleague("Berend Manders", "manager-propositie")


def test_what_is_looked_for_is_typed_after_a_slash_and_stays_out_of_the_address(manager: Colleague) -> None:
    manager.go("/bureau/")
    manager.page.keyboard.press("/")
    manager.page.keyboard.type("zwaluw")
    with manager.page.expect_navigation():
        manager.page.keyboard.press("Enter")
    assert "zwaluw" not in manager.page.url
    assert manager.page.locator(".row").count() == 1
    assert manager.page.get_by_role("link", name="Gezocht: zwaluw").count() == 1


def test_filters_are_kept_as_a_view_and_chosen_dossiers_are_handled_together(manager: Colleague) -> None:
    page = manager.page
    manager.go("/bureau/register/")  # unfolds what is folded
    page.get_by_label("Fase").select_option("formal")
    page.get_by_role("button", name="Toon").click()
    page.get_by_role("link", name="Bewaren als weergave").click()
    page.get_by_label("Naam van deze weergave").fill("Wat loopt")
    page.get_by_role("button", name="Bewaren").click()
    page.get_by_role("link", name="Wat loopt").wait_for()
    page.get_by_role("link", name="Dossiers kiezen").click()
    page.get_by_role("link", name="Alle op deze pagina").click()
    page.get_by_role("button", name="Verder met deze dossiers").click()
    page.get_by_role("button", name="Notitie maken").click()
    page.get_by_label("Tekst").fill("Samen besproken.")
    page.get_by_role("button", name="Vastleggen").click()
    page.get_by_text("In 2 dossiers vastgelegd.").wait_for()


def test_axe_finds_nothing_wrong_with_the_pages_of_the_register(manager: Colleague) -> None:
    found = []
    for path in ("?fase=formal", "filters/", "weergaven/?fase=formal", "?kiezen=ja&alles=ja"):
        manager.go(f"/bureau/register/{path}")
        found += violations(manager.page)
    manager.page.get_by_role("button", name="Verder met deze dossiers").click()
    found += violations(manager.page)
    manager.page.get_by_role("button", name="Notitie maken").click()
    assert [*found, *violations(manager.page)] == []
