"""What is shown when something is not there, not allowed, or came without its proof: what happened, what was kept, what to do."""

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


def test_a_form_without_its_proof_is_refused_and_nothing_typed_is_lost() -> None:
    answer = Client(enforce_csrf_checks=True).post("/volgen/", {"code": "x"})
    assert answer.status_code == 403
    assert "wat u typte, staat er nog" in answer.content.decode()
