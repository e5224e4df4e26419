"""In a real browser without JavaScript: files over a form that comes back, by the keyboard; two dossiers merged, one split."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import override_settings
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from tests.desk.conftest import Office, make_office
from tests.desk.test_dossier_in_browser import seat, take, told
from tests.support.chromium import CHROMIUM, chromium
from wederhoor.dossiers.models import Act, Document, Dossier
from wederhoor.web import clock

pytestmark = [pytest.mark.browser, pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine")]


@pytest.fixture
def klik(transactional_db: None, tmp_path: Path) -> Iterator[Office]:
    with override_settings(DATA_DIR=tmp_path):
        yield make_office()


@pytest.fixture
def manager(klik: Office, live_server: LiveServer) -> Iterator[Page]:
    with chromium() as browser:
        yield seat(browser, live_server, klik.manager.user.get_username(), [])


def test_files_stay_when_the_form_comes_back_and_are_saved_under_their_names(klik: Office, manager: Page, tmp_path: Path) -> None:
    dossier = klik.file(at=clock.now())
    scan = tmp_path / "brief van één.pdf"
    scan.write_bytes(b"%PDF-1.7")
    manager.goto(f"/bureau/dossier/{dossier.number}/note/")
    manager.locator("summary", has_text="Bijlagen").focus()
    manager.keyboard.press("Enter")
    manager.get_by_label("Bijlagen toevoegen").set_input_files(scan)
    manager.locator(".button-row button.button").press("Enter")
    assert manager.get_by_label("brief van één.pdf").is_checked()
    manager.get_by_label("Tekst").fill("De scan van de brief.")
    manager.locator(".button-row button.button").press("Enter")
    with manager.expect_download() as saved:
        manager.locator("#documenten").get_by_role("link", name="brief van één.pdf", exact=True).click()
    assert (saved.value.suggested_filename, Path(saved.value.path()).read_bytes()) == ("brief van één.pdf", b"%PDF-1.7")
    assert Document.objects.get().ref == "d-1"


def test_a_double_is_merged_shown_and_set_loose_again(klik: Office, manager: Page) -> None:
    double, leading = klik.file(at=clock.now()), klik.file(at=clock.now())
    take(manager, double.number, "link", relation="same", to=leading.number)
    assert told(manager) == "Vastgelegd. Het verband staat in beide dossiers."
    manager.get_by_role("link", name=leading.number).first.click()
    assert "Heeft als dubbele" in manager.locator("#verwant").inner_text()
    manager.get_by_role("link", name=f"Koppeling verbreken {double.number}").click()
    manager.get_by_role("button", name="Koppeling verbreken").press("Enter")
    assert manager.locator("#verwant").count() == 0
    assert Act.objects.filter(act__in=["link", "unlink"]).count() == 4


def test_a_part_is_split_off_and_leads_to_its_own_page(klik: Office, manager: Page) -> None:
    dossier = klik.file(at=clock.now(), grounds=["Vraag 3 is onduidelijk.", "Het cijfer klopt niet."])
    manager.goto(f"/bureau/dossier/{dossier.number}/split/")
    manager.get_by_label("Het cijfer klopt niet.").check()
    manager.get_by_label("Waar gaat het nieuwe dossier over").fill("Alleen het cijfer.")
    manager.get_by_role("button", name="Splitsen").click()
    new = Dossier.objects.exclude(pk=dossier.pk).get()
    assert manager.url.endswith(f"/bureau/dossier/{new.number}/#verwant")
    assert "Is afgesplitst van" in manager.locator("#verwant").inner_text()
