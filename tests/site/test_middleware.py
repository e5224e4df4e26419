"""A page is in the language that its reader chose, and says so."""

from pathlib import Path

import pytest
from django.http import FileResponse, HttpRequest, HttpResponse, StreamingHttpResponse
from django.test import Client, RequestFactory
from django.utils.translation import gettext

from tests.support import catalogue
from wederhoor.site.middleware import InTheLanguageChosen, Readable


@pytest.fixture(autouse=True)
def _compiled() -> None:
    catalogue.compiled()


def asked(cookie: str = "") -> HttpRequest:
    request = RequestFactory().get("/", headers={"accept-language": "en"})
    if cookie:
        request.COOKIES["taal"] = cookie
    return request


@pytest.mark.parametrize(("cookie", "language"), [("", "nl"), ("en", "en"), ("nl", "nl"), ("xx", "nl")])
def test_only_what_a_reader_chose_counts(cookie: str, language: str) -> None:
    answer = InTheLanguageChosen(lambda _request: HttpResponse(gettext("Aanmelden")))(asked(cookie))
    assert isinstance(answer, HttpResponse)
    assert answer.headers["Content-Language"] == language
    assert answer.content.decode() == {"nl": "Aanmelden", "en": "Sign in"}[language]


def test_what_is_made_while_it_is_sent_is_in_the_same_language() -> None:
    answer = InTheLanguageChosen(lambda _request: StreamingHttpResponse(gettext(text) for text in ("Aanmelden",)))(asked("en"))
    assert isinstance(answer, StreamingHttpResponse)
    assert answer.getvalue() == b"Sign in"


@pytest.mark.django_db
def test_a_file_is_sent_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x", encoding="utf-8")
    answer = InTheLanguageChosen(lambda _request: FileResponse((tmp_path / "a.txt").open("rb")))(asked("en"))
    assert isinstance(answer, FileResponse)
    assert "Content-Language" not in answer.headers
    assert answer.getvalue() == b"x"
    answer.close()


@pytest.mark.django_db
def test_a_reader_chooses_english_without_script_and_stays_on_his_page() -> None:
    client = Client(enforce_csrf_checks=True)
    answer = client.post("/taal", {"language": "en", "next": "/toegankelijkheid/"})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/toegankelijkheid/")
    page = client.get("/bureau/aanmelden/").content.decode()
    assert '<html lang="en"' in page
    assert "Nederlands</button>" in page


@pytest.mark.django_db
def test_choosing_a_language_leads_to_no_other_site() -> None:
    assert Client().post("/taal", {"language": "en", "next": "https://example.org/"}).headers["Location"] == "/"


@pytest.mark.parametrize("address", ["/bureau/dossier/%00/", "/%00", "/klant/1/dossier/a%00b/"])
def test_an_address_that_no_store_can_hold_is_not_there(client: Client, address: str) -> None:
    assert client.get(address).status_code == 404


def test_what_is_asked_with_a_character_that_no_store_holds_is_asked_without() -> None:
    request = RequestFactory().get("/?zoek=a%00b")
    Readable(lambda asked: HttpResponse(asked.GET["zoek"]))(request)
    assert request.GET["zoek"] == "ab"


def test_what_is_sent_with_such_a_character_is_read_without() -> None:
    request = RequestFactory().post("/", {"naam": "a\x00b", "regel\x00": ["c", "\x00"]})
    Readable(lambda _asked: HttpResponse()).process_view(request)
    assert dict(request.POST.lists()) == {"naam": ["ab"], "regel": ["c", ""]}


def test_what_is_sent_without_one_stays_as_it_came() -> None:
    request = RequestFactory().post("/", {"naam": "ab"})
    sent = request.POST
    Readable(lambda _asked: HttpResponse()).process_view(request)
    assert request.POST is sent
