"""What a page weighs at its first load: itself, its style sheets, its scripts and its pictures, as they are sent, without fonts.

Nothing is compressed on the way, so these are plain bytes; a proxy that compresses makes them fewer.
"""

import re
from collections.abc import Callable, Iterator
from html import unescape
from pathlib import Path
from typing import Final
from urllib.parse import urljoin

import pytest
import time_machine
from django.contrib.staticfiles import finders
from django.test import Client

from tests.factories.house import NOW, PROCEDURES, a_filing, an_organisation
from tests.portal.visitor import ANSWERS, reviewed
from wederhoor.actions.changes import Listing, put_on_list
from wederhoor.actions.filing import Filed
from wederhoor.portal.urls import urlpatterns

pytestmark = pytest.mark.django_db
MOST: Final = 150_000
_LOADED: Final = re.compile(r'<(?:link\b[^>]*rel="(?:stylesheet|icon)"[^>]*href|script\b[^>]*src|img\b[^>]*src)="([^"]+)"')
_IN_STYLE: Final = re.compile(r"url\(\s*[\"']?([^\"')]+)[\"']?\s*\)")
_FONTS: Final = (".woff2", ".woff")

#: Each public page by the name of its address: where it is for a complaint that was filed.
PAGES: Final[dict[str, Callable[[Filed], str]]] = {
    "organisations": lambda _: "/",
    "accessibility": lambda _: "/toegankelijkheid/",
    "follow": lambda _: "/volgen/",
    "link_again": lambda _: "/volgen/nieuwe-link/",
    "status": lambda filed: f"/volgen/{filed.tracking_code}/",
    "receipt": lambda filed: f"/volgen/{filed.tracking_code}/ontvangst/",
    "act": lambda filed: f"/volgen/{filed.tracking_code}/0/withdraw/",
    "message": lambda filed: f"/volgen/{filed.tracking_code}/bericht/",
    "contact": lambda filed: f"/volgen/{filed.tracking_code}/gegevens/",
    "regulation": lambda filed: f"/{filed.dossier.organisation.slug}/",
    "edition": lambda filed: f"/{filed.dossier.organisation.slug}/versie/1/",
    "embedded": lambda filed: f"/{filed.dossier.organisation.slug}/regeling/inbedden/",
    "file": lambda filed: f"/{filed.dossier.organisation.slug}/klacht/",
    "privacy": lambda filed: f"/{filed.dossier.organisation.slug}/privacy/",
}
#: Files, ways on to another page, and what shows a page that is weighed under another name.
NO_PAGES: Final = {
    *("document", "packet", "regulation_pdf", "edition_pdf", "publication", "theme", "logo", "changes_feed"),
    *("opened", "opened_within", "linked", "named", "leave", "draft"),
}
#: A list that grows: weighed with much on it.
WEIGHED_APART: Final = {"changes"}


def loaded(client: Client, address: str, page: str, found: re.Pattern[str] = _LOADED) -> Iterator[tuple[str, int]]:
    """What a page or a style sheet loads besides itself, and what that weighs."""
    for path in dict.fromkeys(urljoin(address, unescape(path)) for path in found.findall(page)):
        if path.startswith("data:") or path.endswith(_FONTS):
            continue
        content = fetched(client, path)
        yield path, len(content)
        if path.endswith(".css"):
            yield from loaded(client, path, content.decode(), _IN_STYLE)


def fetched(client: Client, path: str) -> bytes:
    if path.startswith("/static/"):
        there = finders.find(path.removeprefix("/static/"))
        assert there, path
        return Path(there).read_bytes()
    answer = client.get(path)
    assert answer.status_code == 200, path
    return answer.content


def weight(client: Client, address: str, page: bytes) -> int:
    parts = dict(loaded(client, address, page.decode()))
    assert any(path.endswith(".css") for path in parts)
    return len(page) + sum(parts.values())


@pytest.mark.parametrize("name", PAGES)
def test_a_page_weighs_less_than_150_kilobytes(client: Client, name: str) -> None:
    filed = a_filing(an_organisation(), at=NOW)
    address = PAGES[name](filed)
    page = client.get(address, follow=True)
    assert page.status_code == 200
    assert weight(client, address, page.content) < MOST


@pytest.mark.parametrize("procedure", PROCEDURES)
@pytest.mark.parametrize("name", ["regulation", "file"])
def test_so_it_is_for_the_longest_regulation(client: Client, procedure: str, name: str) -> None:
    address = PAGES[name](a_filing(an_organisation(procedure), at=NOW))
    assert weight(client, address, client.get(address).content) < MOST


def test_the_answers_before_they_are_sent_weigh_no_more(client: Client) -> None:
    address = f"/{an_organisation().slug}/klacht/"
    assert weight(client, address, reviewed(client, address, ANSWERS).content) < MOST


def test_a_list_of_a_hundred_changes_weighs_no_more(client: Client) -> None:
    organisation = an_organisation("exa-men")
    for number in range(100):
        put_on_list(organisation, Listing(f"Examen {number}", "2", NOW.date(), "Vraag 4 heeft een duidelijker plaatje.", (2024,)), now=NOW)
    address = f"/{organisation.slug}/wijzigingen/"
    with time_machine.travel(NOW, tick=False):
        page = client.get(address).content
    assert b"Examen 99" in page
    assert weight(client, address, page) < MOST


def test_what_a_page_loads_is_counted(client: Client) -> None:
    """The two style sheets, the script and the picture of every page: a count that finds nothing would prove nothing."""
    found = dict(loaded(client, "/", client.get("/").content.decode()))
    assert {"/static/wederhoor/wederhoor.css", "/static/portal/portal.css", "/static/wederhoor/wederhoor.js"} <= set(found)
    assert min(found.values()) > 0


def test_every_public_address_is_weighed_or_is_no_page() -> None:
    assert {pattern.name for pattern in urlpatterns} - {*PAGES, *NO_PAGES, *WEIGHED_APART} == set()
