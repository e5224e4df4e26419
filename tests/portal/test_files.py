"""Files with a filing: kept as soon as they come, told when they cannot go along, documents of the complaint once it is sent."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, override_settings
from pytest_django import DjangoAssertNumQueries

from tests.factories.house import DAY, NOW, an_organisation
from tests.portal.visitor import ANSWERS, Page, carried, sent, words
from tests.support.rounds import rounds
from wederhoor.actions.uploads import clear_lost
from wederhoor.dossiers.models import Document

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path) -> Iterator[None]:
    with override_settings(DATA_DIR=tmp_path), time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def address() -> str:
    return f"/{an_organisation().slug}/klacht/"


def scan(name: str = "foto.png", content: bytes = b"\x89PNG") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def brought(client: Client, address: str, *files: SimpleUploadedFile, page: Page | None = None) -> Page:
    """The form after bringing these files with its button."""
    return client.post(address, {**carried(page or client.get(address)), **ANSWERS, "stap": "bijlage", "bestanden": list(files)})


def filed(client: Client, address: str, page: Page) -> Page:
    review = client.post(address, {**carried(page), **ANSWERS, "stap": "nakijken"})
    return sent(client, address, review, mens="true")


def test_a_file_is_kept_at_once_and_becomes_a_document(client: Client, address: str) -> None:
    page = brought(client, address, scan("brief van Zoë.pdf"), scan())
    assert "Bewaard: brief van Zoë.pdf, foto.png." in words(page)
    assert filed(client, address, page).status_code == 302
    assert list(Document.objects.order_by("pk").values_list("name", "by")) == [("brief van Zoë.pdf", "p-1"), ("foto.png", "p-1")]


def test_files_chosen_and_not_yet_brought_go_along_with_the_next_button(client: Client, address: str) -> None:
    page = client.get(address)
    review = client.post(address, {**carried(page), **ANSWERS, "stap": "nakijken", "bestanden": [scan()]})
    assert "foto.png" in words(review)
    assert sent(client, address, review, mens="true").status_code == 302
    assert Document.objects.get().name == "foto.png"


def test_a_file_is_taken_away_again(client: Client, address: str) -> None:
    page = brought(client, address, scan("een.txt", b"1"), scan("twee.txt", b"2"))
    page = client.post(address, {**carried(page), **ANSWERS, "stap": "bijlage-weg.0"})
    assert ("een.txt" in words(page), "twee.txt" in words(page)) == (False, True)


def test_what_cannot_go_along_is_told_and_the_rest_stays(client: Client, address: str) -> None:
    with override_settings(LARGEST_DOCUMENT=3_000_000, LARGEST_FILING=4_000_000):
        page = brought(client, address, scan(), scan("leeg.txt", b""), scan("groot.bin", b"x" * 3_000_001), scan("a.bin", b"x" * 2_500_000))
        page = brought(client, address, scan("b.bin", b"x" * 2_500_000), page=page)
    said = words(page)
    assert page.status_code == 422
    assert "b.bin kon er niet meer bij: samen mogen de bestanden 4 MB zijn." in said
    assert ("foto.png (" in said, "a.bin (" in said, "leeg.txt (" in said) == (True, True, False)
    assert "Vraag 7 van het examen kan niet kloppen." in said


def test_there_is_an_end_to_their_number_told_beforehand(client: Client, address: str) -> None:
    assert "Ten hoogste 20 bestanden van 25 MB, samen 50 MB." in words(client.get(address))
    page = brought(client, address, *(scan(f"{number}.txt", b"x") for number in range(21)))
    assert "20.txt kon er niet meer bij: er mogen 20 bestanden mee." in words(page)


def test_a_file_that_is_gone_is_told_and_nothing_is_filed_without_it(client: Client, address: str) -> None:
    page = brought(client, address, scan())
    clear_lost(NOW + 2 * DAY)
    answer = client.post(address, {**carried(page), **ANSWERS, "stap": "versturen", "mens": "true"})
    assert "Een bestand dat u had toegevoegd, is er niet meer." in words(answer)
    assert not Document.objects.exists()
    assert "Vraag 7 van het examen kan niet kloppen." in words(answer)


def test_a_file_of_another_form_cannot_be_taken_along(client: Client, address: str) -> None:
    theirs = carried(brought(client, address, scan("geheim.txt", b"x")))["bijlage"]
    answer = client.post(address, {**carried(client.get(address)), **ANSWERS, "bijlage": theirs, "stap": "nakijken"})
    assert "geheim.txt" not in words(answer)


def test_sent_twice_the_documents_are_there_once(client: Client, address: str) -> None:
    review = client.post(address, {**carried(brought(client, address, scan())), **ANSWERS, "stap": "nakijken"})
    answers = [sent(client, address, review, mens="true")["Location"] for _ in range(2)]
    assert answers[0] == answers[1]
    assert Document.objects.count() == 1


def test_whoever_brings_very_many_waits_and_loses_nothing(client: Client, address: str) -> None:
    client.defaults["REMOTE_ADDR"] = "192.0.2.9"
    page = None
    for _ in range(10):
        page = brought(client, address, *(scan(f"{number}.txt", b"x") for number in range(20)))
    page = brought(client, address, scan("nog-een.txt", b"x"), page=None)
    assert "Er komen nu te veel bestanden van uw verbinding." in words(page)
    assert "Vraag 7 van het examen kan niet kloppen." in words(page)


@pytest.mark.parametrize("count", [1, 3])
def test_the_form_takes_as_many_queries_with_files_and_points_as_without(
    client: Client, address: str, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    page = brought(client, address, *(scan(f"{number}.txt", b"x") for number in range(count)))
    points = {f"grounds.{number}": "Te laat." for number in range(count)}
    with django_assert_num_queries(rounds(4, 1)):
        client.post(address, {**carried(page), **ANSWERS, **points, "stap": "nakijken"})


@pytest.mark.parametrize("count", [1, 3])
def test_sending_takes_as_many_queries_whatever_goes_along(
    client: Client, address: str, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    page = brought(client, address, *(scan(f"{number}.txt", b"x") for number in range(count)))
    points = {f"grounds.{number}": "Te laat." for number in range(count)}
    with time_machine.travel(NOW + timedelta(minutes=5), tick=False), django_assert_num_queries(rounds(20, 5)):
        client.post(address, {**carried(page), **ANSWERS, **points, "stap": "versturen"})
