"""Two officers at once, each at a browser of his own: the second is told what the first did, and loses nothing of what he typed."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page
from pytest_django import Settings

from tests.journeys.acts_klik import FROM_A_MACHINE, MANAGER, Klik, klik
from tests.journeys.support import RECORD, SEND, Colleague, fill, unfold
from wederhoor.correspondence.models import Letter, Message
from wederhoor.dossiers.models import Act, Document, Dossier
from wederhoor.exchange.mail_in.receive import receive
from wederhoor.web import clock

__all__ = ["klik"]
pytestmark = pytest.mark.browser
LOOK = re.compile("^Brief bekijken$")
MEANWHILE = "Er is intussen iets gebeurd in dit dossier"
ASIDE = re.compile("^Terzijde leggen$")


@pytest.fixture
def two(klik: Klik) -> tuple[Colleague, Colleague]:
    """Two managers, both signed in."""
    other = klik.town.colleague("Anna Tweede", MANAGER)
    for one in (klik.manager, other):
        one.go()
    return klik.manager, other


def both_open(two: tuple[Colleague, Colleague], path: str) -> tuple[Page, Page]:
    for one in two:
        one.go(path)
    return two[0].page, two[1].page


def test_the_second_is_told_what_the_first_did_and_sends_again(klik: Klik, two: tuple[Colleague, Colleague]) -> None:
    first, second = two
    pages = both_open(two, f"/bureau/dossier/{klik.filed().number}/note/")
    for page, words in zip(pages, ("De school belt terug.", "De cursusleider is ziek."), strict=True):
        fill(page, {"Tekst": words})
    first.press(RECORD)
    shown = second.press(RECORD)
    assert MEANWHILE in shown
    assert "Notitie gemaakt" in second.refusal()
    assert second.page.get_by_label("Tekst").input_value() == "De cursusleider is ziek."
    second.press(RECORD)
    shown = first.opens(klik.number)
    assert "De school belt terug." in shown
    assert "De cursusleider is ziek." in shown


def test_a_letter_that_the_second_changed_by_hand_is_not_lost(klik: Klik, two: tuple[Colleague, Colleague]) -> None:
    """While the first one's letter is on its way none can go; when it left, his own may go as well."""
    first, second = two
    both_open(two, f"/bureau/dossier/{klik.filed().number}/acknowledge/")
    for one in two:
        one.press(LOOK)
    body = second.page.get_by_label("Tekst van de brief")
    body.fill(f"{body.input_value()}\nPS: belt u gerust.")
    first.press(SEND)
    shown = second.press(SEND)
    assert "De vorige brief hierover is nog niet verstuurd. KLI-09" in shown
    assert MEANWHILE in shown
    assert "PS: belt u gerust." in shown
    assert Letter.objects.filter(act="acknowledge").count() == 1


def test_a_letter_that_differs_from_what_left_meanwhile_goes_when_the_second_says_so(klik: Klik, two: tuple[Colleague, Colleague]) -> None:
    first, second = two
    both_open(two, f"/bureau/dossier/{klik.filed().number}/acknowledge/")
    for one in two:
        one.press(LOOK)
    first.press(SEND)
    klik.town.post()
    body = second.page.get_by_label("Tekst van de brief")
    body.fill(f"{body.input_value()}\nPS: belt u gerust.")
    assert MEANWHILE in second.press(SEND)
    assert "PS: belt u gerust." in second.page.get_by_label("Tekst van de brief").input_value()
    second.press(SEND)
    assert "PS: belt u gerust." in Letter.objects.filter(act="acknowledge").order_by("-pk")[0].body


def test_two_settle_one_mail(klik: Klik, two: tuple[Colleague, Colleague]) -> None:
    first, second = two
    receive(FROM_A_MACHINE, organisation=klik.town.organisation.slug, mailbox="klachten", now=clock.now())
    mail = Message.objects.get()
    both_open(two, f"/bureau/postvak/{mail.pk}/")
    second.go(f"/bureau/postvak/{mail.pk}/vastleggen/")
    fill(second.page, {"Naam klager": "Wim de Boer"})
    fill(first.page, {"Waarom": "niet voor ons"})
    first.press(ASIDE)
    shown = second.press(RECORD)
    assert "Dit bericht is al terzijde gelegd. Dat deed Berend Manders" in shown
    assert second.page.get_by_label("Naam klager").input_value() == "Wim de Boer"
    assert not Dossier.objects.exists()


def test_two_take_the_same_ownerless_dossier(klik: Klik, two: tuple[Colleague, Colleague]) -> None:
    first, second = two
    both_open(two, f"/bureau/dossier/{klik.filed().number}/take/")
    first.press(RECORD)
    assert MEANWHILE in second.press(RECORD)
    assert "In behandeling genomen" in second.refusal()
    assert "manager propositie" in second.refusal()
    assert Act.objects.filter(act="take").count() == 1
    second.press(RECORD)
    assert Act.objects.filter(act="take").count() == 2


def test_two_upload_at_once(klik: Klik, two: tuple[Colleague, Colleague], settings: Settings, tmp_path: Path) -> None:
    settings.DATA_DIR = tmp_path / "data"
    pages = both_open(two, f"/bureau/dossier/{klik.filed().number}/note/")
    for page, name in zip(pages, ("factuur.txt", "offerte.txt"), strict=True):
        (tmp_path / name).write_text(name)
        unfold(page)
        fill(page, {"Tekst": f"Zie {name}."})
        page.get_by_label("Bijlagen toevoegen").set_input_files(tmp_path / name)
    two[0].press(RECORD)
    assert "offerte.txt" in two[1].press(RECORD)
    assert MEANWHILE in two[1].refusal()
    two[1].press(RECORD)
    assert sorted(Document.objects.values_list("name", flat=True)) == ["factuur.txt", "offerte.txt"]
    assert "factuur.txt" in two[1].opens(klik.number)
