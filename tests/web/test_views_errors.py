"""What is shown when something is not there, not allowed, or came without its proof: what happened, what was kept, what to do."""

import re

import pytest
from django.template.loader import render_to_string
from django.test import Client


@pytest.mark.parametrize(
    ("page", "words"),
    [
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
def test_a_form_without_its_proof_is_refused_and_nothing_typed_is_lost() -> None:
    client = Client(enforce_csrf_checks=True)
    answer = client.post("/volgen/nieuwe-link/", {"email": "noor@zonland.example", "text": "Een heel verhaal.", "password": "vier woorden"})
    page = answer.content.decode()
    assert answer.status_code == 403
    assert '<p class="quote">Een heel verhaal.</p>' in page
    assert "vier woorden" not in page
    again = {**dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', page)), "email": "noor@zonland.example"}
    assert client.post("/volgen/nieuwe-link/", again).status_code == 200


def test_a_form_of_someone_who_is_signed_in_is_never_sent_again_from_there() -> None:
    page = Client(enforce_csrf_checks=True).post("/bureau/dossier/2026-0001/note/", {"text": "Een heel verhaal."}).content.decode()
    assert "Een heel verhaal." in page
    assert "Opnieuw versturen" not in page
