"""A form put aside: kept because someone asks for it, opened by the link in his mail, destroyed once sent, deleted or expired."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import time_machine
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, override_settings

from tests.factories.house import DAY, NOW, an_organisation
from tests.portal.visitor import ANSWERS, Page, carried, reviewed, sent, words
from wederhoor.actions.drafting import clear_expired
from wederhoor.actions.keeping import drop
from wederhoor.actions.outbox import claim
from wederhoor.actions.sweep import sweep
from wederhoor.actions.uploads import clear_lost, place_of
from wederhoor.correspondence.models import Draft, DraftFile, Letter
from wederhoor.dossiers.models import Document, Text
from wederhoor.organisations.models import Organisation

pytestmark = pytest.mark.django_db
NOOR = "noor@zonland.example"


@pytest.fixture(autouse=True)
def clock(tmp_path: Path) -> Iterator[time_machine.Traveller]:
    with override_settings(DATA_DIR=tmp_path), time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def organisation() -> Organisation:
    return an_organisation()


def put_aside(client: Client, organisation: Organisation, *, to: str = NOOR, **more: object) -> str:
    """The address of a form that was half filled in, with a file, and then put aside."""
    address = f"/{organisation.slug}/klacht/"
    typed = {
        **carried(client.get(address)),
        **ANSWERS,
        "complainant.email": "noor@",
        "bestanden": SimpleUploadedFile("foto.png", b"\x89PNG"),
    }
    answer = client.post(address, {**typed, "bewaar_mail": to, "stap": "bewaren", **more})
    assert answer.status_code == 302, words(answer)
    return str(answer["Location"]).partition("?")[0]


def mailed() -> str:
    """The words of the mail that leaves now."""
    letter = claim(now=NOW)
    assert letter is not None
    return letter.body


def finished(client: Client, page: Page, organisation: Organisation) -> Page:
    """What comes after a draft is filled in to its end and sent."""
    address = f"/{organisation.slug}/klacht/"
    review = client.post(address, {**carried(page), **ANSWERS, "stap": "nakijken"})
    return sent(client, address, review, mens="true")


def test_a_file_that_goes_while_it_is_put_aside_is_said_and_what_was_typed_stays(
    client: Client, organisation: Organisation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("wederhoor.actions.drafting.upload_of", lambda _item, owner: drop(place_of(_item, owner=owner)))
    address = f"/{organisation.slug}/klacht/"
    typed = {**carried(client.get(address)), **ANSWERS, "bestanden": SimpleUploadedFile("foto.png", b"\x89PNG")}
    answer = client.post(address, {**typed, "bewaar_mail": NOOR, "stap": "bewaren"})
    assert (answer.status_code, Draft.objects.exists()) == (422, False)
    assert "Een bestand dat u had toegevoegd, is er niet meer." in words(answer)
    assert ANSWERS["description"] in words(answer)


def test_what_no_store_holds_is_left_out_of_a_draft(client: Client, organisation: Organisation) -> None:
    odd = {"description": "Vraag\x00 7", "regeling": "x\x00" * 500}
    page = client.get(put_aside(client, organisation, **odd))
    assert "Vraag 7" in words(page)


def test_nothing_is_kept_of_who_does_not_ask_for_it(client: Client, organisation: Organisation) -> None:
    reviewed(client, f"/{organisation.slug}/klacht/", ANSWERS)
    assert not Draft.objects.exists()
    assert "Wij bewaren dan wat u invulde en uw bestanden, 14 dagen lang." in words(client.get(f"/{organisation.slug}/klacht/"))


def test_a_link_is_mailed_and_opens_everything_again_in_another_browser(client: Client, organisation: Organisation) -> None:
    put_aside(client, organisation)
    letter = Letter.objects.get()
    assert (letter.address, letter.dossier, "{draft_link}" in letter.body) == (NOOR, None, True)
    [link] = re.findall(r"http://localhost:8000(/\S+)", mailed())
    page = Client().get(link)
    assert "Vraag 7 van het examen kan niet kloppen." in words(page)
    assert 'value="noor@"' in page.content.decode()
    assert "foto.png" in words(page)
    assert "Wij bewaren uw antwoorden en bestanden tot woensdag 6 mei." in words(page)
    assert page["Cache-Control"] == "no-store, private"


def test_the_store_does_not_hold_the_link(client: Client, organisation: Organisation) -> None:
    token = put_aside(client, organisation).rstrip("/").rpartition("/")[2]
    held = [str(value) for row in (*Draft.objects.values(), *Letter.objects.values()) for value in row.values()]
    assert [value for value in held if token in value] == []


def test_sending_it_destroys_the_draft_its_files_and_its_mail(client: Client, organisation: Organisation) -> None:
    page = client.get(put_aside(client, organisation))
    path = Path(settings.DATA_DIR) / DraftFile.objects.get().path
    assert path.is_file()
    assert finished(client, page, organisation).status_code == 302
    assert Document.objects.get().name == "foto.png"
    assert not Draft.objects.exists()
    assert not Letter.objects.filter(dossier=None).exists()


def test_opened_twice_and_sent_twice_it_is_one_complaint(client: Client, organisation: Organisation) -> None:
    link = put_aside(client, organisation)
    pages = [client.get(link), Client().get(link)]
    answers = [finished(client, page, organisation) for page in pages]
    assert [answer.status_code for answer in answers] == [302, 302]
    assert Text.objects.filter(field="description").count() == 1


def test_saved_again_it_is_the_same_draft_with_what_stands_there_now(client: Client, organisation: Organisation) -> None:
    link = put_aside(client, organisation)
    page = client.get(link)
    typed = {**carried(page), **ANSWERS, "description": "Nu beter.", "bijlage": [], "bewaar_mail": NOOR, "stap": "bewaren"}
    assert client.post(f"/{organisation.slug}/klacht/", typed)["Location"].startswith(link)
    assert Draft.objects.get().answers["description"] == ["Nu beter."]
    assert not DraftFile.objects.exists()
    assert Letter.objects.count() == 1


def test_mailed_to_another_address_the_link_that_went_to_the_first_opens_nothing(client: Client, organisation: Organisation) -> None:
    wrong = put_aside(client, organisation, to="iemand@elders.example")
    typed = {**carried(client.get(wrong)), **ANSWERS, "bewaar_mail": NOOR, "stap": "bewaren"}
    right = client.post(f"/{organisation.slug}/klacht/", typed)["Location"].partition("?")[0]
    assert right != wrong
    assert [client.get(link).status_code for link in (wrong, right)] == [404, 200]
    assert [letter.address for letter in Letter.objects.all()] == [NOOR]


def test_sent_from_the_page_on_which_it_was_put_aside_it_goes_too(client: Client, organisation: Organisation) -> None:
    address = f"/{organisation.slug}/klacht/"
    page = client.get(address)
    client.post(address, {**carried(page), **ANSWERS, "bewaar_mail": NOOR, "stap": "bewaren"})
    assert Draft.objects.exists()
    assert finished(client, page, organisation).status_code == 302
    assert not Draft.objects.exists()
    assert not Letter.objects.filter(dossier=None).exists()


def test_its_writer_deletes_it_at_once(client: Client, organisation: Organisation) -> None:
    link = put_aside(client, organisation)
    page = client.post(f"/{organisation.slug}/klacht/", {**carried(client.get(link)), "stap": "concept-weg"})
    assert "Alles is verwijderd" in words(page)
    assert (Draft.objects.count(), DraftFile.objects.count(), Letter.objects.count()) == (0, 0, 0)
    assert client.get(link).status_code == 404


def test_it_expires_and_is_swept_with_its_files(client: Client, organisation: Organisation, clock: time_machine.Traveller) -> None:
    link = put_aside(client, organisation)
    assert clear_expired(NOW + 13 * DAY) == 0
    assert clear_lost(NOW + 13 * DAY) == 1  # the copy that waited for the form
    assert client.get(link).status_code == 200
    clock.move_to(NOW + 14 * DAY)
    assert client.get(link).status_code == 404
    assert sweep(NOW + 14 * DAY).drafts == 1
    assert (Draft.objects.count(), Letter.objects.count()) == (0, 0)


@pytest.mark.parametrize("token", ["x", "a" * 43, "€"])
def test_a_guessed_link_gives_nothing_and_is_slowed_down(client: Client, organisation: Organisation, token: str) -> None:
    put_aside(client, organisation)
    address = f"/{organisation.slug}/klacht/verder/{token}/"
    assert [client.get(address).status_code for _ in range(13)] == [404] * 12 + [429]


def test_the_link_of_one_organisation_opens_nothing_at_another(client: Client, organisation: Organisation) -> None:
    token = put_aside(client, organisation).rstrip("/").rpartition("/")[2]
    assert client.get(f"/{an_organisation().slug}/klacht/verder/{token}/").status_code == 404


def test_without_a_good_address_it_says_so_and_keeps_what_was_typed(client: Client, organisation: Organisation) -> None:
    address = f"/{organisation.slug}/klacht/"
    page = client.post(address, {**carried(client.get(address)), **ANSWERS, "bewaar_mail": "noor", "stap": "bewaren"})
    assert page.status_code == 422
    assert "Vul een e-mailadres in zoals naam@voorbeeld.nl" in words(page)
    assert "Vraag 7 van het examen kan niet kloppen." in words(page)
    assert not Draft.objects.exists()


def test_no_more_than_a_few_links_go_to_one_address(client: Client, organisation: Organisation) -> None:
    for _ in range(5):
        put_aside(client, organisation)
    address = f"/{organisation.slug}/klacht/"
    page = client.post(address, {**carried(client.get(address)), **ANSWERS, "bewaar_mail": NOOR, "stap": "bewaren"})
    assert (page.status_code, Letter.objects.count()) == (422, 5)
    assert "Probeer het over een uur opnieuw" in words(page)


def test_the_group_that_was_before_its_writer_comes_back(client: Client, organisation: Organisation) -> None:
    page = client.get(put_aside(client, organisation, groep="2"))
    assert "Stap 3 van" in words(page)
    assert "foto.png" in words(page)
