"""What is shown when something is not there, not allowed, or came without its proof: what happened, what was kept, what to do."""

import re

import pytest
from django.template.loader import render_to_string
from django.test import Client


@pytest.mark.parametrize(
    ("page", "words"),
    [
        ("400.html", "Er is niets vastgelegd"),
        ("404.html", "Deze pagina is er niet"),
        ("403.html", "U mag deze pagina niet zien"),
        ("500.html", "Wat u eerder verstuurde, is bewaard"),
    ],
)
def test_an_error_page_says_in_plain_words_what_to_do(page: str, words: str) -> None:
    shown = render_to_string(page)
    assert words in shown
    assert 'href="/"' in shown


@pytest.mark.django_db
@pytest.mark.parametrize("sent", [{"description": "Een verhaal. " * 500_000}, {f"veld-{number}": "" for number in range(1_100)}])
def test_what_is_too_much_to_read_is_said_in_plain_words_in_the_language_of_its_reader(sent: dict[str, str]) -> None:
    client = Client()
    client.cookies["taal"] = "en"
    answer = client.post("/klik/klacht/", sent)
    page = answer.content.decode()
    assert answer.status_code == 400
    assert '<html lang="en"' in page
    assert "/static/wederhoor/wederhoor.css" in page


@pytest.mark.django_db
def test_a_form_without_its_proof_is_refused_and_nothing_typed_is_lost() -> None:
    client = Client(enforce_csrf_checks=True)
    answer = client.post("/volgen/nieuwe-link/", {"email": "noor@zonland.example", "text": "Een heel verhaal.", "password": "vier woorden"})
    page = answer.content.decode()
    assert answer.status_code == 403
    assert '<p class="quote">Een heel verhaal.</p>' in page
    assert "vier woorden" not in page
    again = {**dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', page)), "email": "noor@zonland.example"}
    assert client.post("/volgen/nieuwe-link/", again).status_code == 200


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("address", "enter"),
    [
        ("/bureau/dossier/2026-0001/reply/", "/bureau/aanmelden/?next=/bureau/dossier/2026-0001/reply/"),
        ("/bij/1/2026-0001/advise/", "/bij/nieuwe-link/"),
        ("/klant/1/gegevens/", "/klant/aanmelden/"),
    ],
)
def test_what_was_typed_in_a_form_that_outlived_its_visit_comes_back_and_nobody_keeps_it(address: str, enter: str) -> None:
    answer = Client().post(address, {"reasons": "Een heel <b>verhaal</b>.", "key": "0a1b", "password": "vier woorden"})
    page = answer.content.decode()
    assert (answer.status_code, answer["Cache-Control"]) == (403, "no-store, private")
    assert '<p class="quote">Een heel &lt;b&gt;verhaal&lt;/b&gt;.</p>' in page
    assert f'href="{enter}"' in page
    assert [secret for secret in ("vier woorden", "0a1b") if secret in page] == []


@pytest.mark.django_db
def test_a_form_of_what_is_there_no_more_gives_back_what_was_typed_and_an_address_that_never_was_nothing() -> None:
    there, never = (Client().post(address, {"description": "Een heel verhaal."}) for address in ("/klik/klacht/", "/a/b/c/d/"))
    assert [answer.status_code for answer in (there, never)] == [404, 404]
    assert ["Een heel verhaal." in answer.content.decode() for answer in (there, never)] == [True, False]


def test_a_form_of_someone_who_is_signed_in_is_never_sent_again_from_there() -> None:
    page = Client(enforce_csrf_checks=True).post("/bureau/dossier/2026-0001/note/", {"text": "Een heel verhaal."}).content.decode()
    assert "Een heel verhaal." in page
    assert "Opnieuw versturen" not in page
