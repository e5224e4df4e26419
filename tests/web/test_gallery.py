"""The gallery shows every component, and what it shows is accessible and fit for a strict content policy."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.test import RequestFactory

import wederhoor.web
from wederhoor.web.views import gallery

COMPONENTS = Path(wederhoor.web.__file__).parent / "templates" / "web" / "components"


class Page(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def values(self, attribute: str) -> list[str]:
        return [value for _tag, attrs in self.tags if (value := attrs.get(attribute))]


@pytest.fixture(scope="module")
def html() -> str:
    return gallery(RequestFactory().get("/")).content.decode()


@pytest.fixture(scope="module")
def page(html: str) -> Page:
    return Page(html)


def test_nothing_is_styled_or_scripted_in_place(page: Page) -> None:
    assert not page.values("style")
    assert not [name for _tag, attrs in page.tags for name in attrs if name.startswith("on")]
    assert all(attrs.get("src") for tag, attrs in page.tags if tag == "script")
    assert not [tag for tag, _attrs in page.tags if tag == "style"]


def test_ids_are_unique_and_every_reference_finds_its_id(page: Page) -> None:
    ids = page.values("id")
    assert len(ids) == len(set(ids))
    referred = [one for value in page.values("aria-describedby") + page.values("for") for one in value.split()]
    assert referred
    assert set(referred) <= set(ids)


def test_every_control_has_a_label(page: Page) -> None:
    labelled = set(page.values("for"))
    controls = [attrs for tag, attrs in page.tags if tag in ("input", "select", "textarea") and attrs.get("type") != "radio"]
    assert [one for one in controls if one.get("id") and one["id"] not in labelled] == []


def test_a_faulty_field_says_so_to_a_screen_reader(page: Page) -> None:
    (faulty,) = [attrs for _tag, attrs in page.tags if attrs.get("aria-invalid")]
    assert faulty["aria-describedby"] == "veld-email-hulp veld-email-fout"


def test_the_error_summary_leads_to_the_field(page: Page) -> None:
    assert "#veld-email" in page.values("href")


def test_the_skip_link_comes_first_and_leads_to_the_content(page: Page) -> None:
    body = [attrs.get("href") for tag, attrs in page.tags if tag == "a"]
    assert body[0] == "#inhoud"
    assert "inhoud" in page.values("id")


def test_the_page_is_dutch(html: str) -> None:
    assert '<html lang="nl"' in html
    assert "Dinsdag 12 mei" in html


@pytest.mark.parametrize(("asked", "given"), [("bos", "bos"), ("roze", "")])
def test_an_accent_is_one_of_those_that_exist(asked: str, given: str) -> None:
    answer = gallery(RequestFactory().get("/", {"accent": asked})).content.decode()
    assert f'data-accent="{given}"' in answer


def test_every_component_is_used_somewhere() -> None:
    room = COMPONENTS.parents[2]
    sources = "".join(path.read_text() for path in room.rglob("*") if path.suffix in (".html", ".py"))
    unused = [path.name for path in COMPONENTS.glob("*.html") if f"components/{path.name}" not in sources]
    assert unused == []


def test_every_class_on_the_page_that_carries_a_look_is_in_the_stylesheet(page: Page) -> None:
    css = (COMPONENTS.parents[2] / "static" / "wederhoor" / "wederhoor.css").read_text()
    known = set(re.findall(r"\.([a-z][a-z0-9-]*)", css))
    # these carry no look of their own: they take off a list's bullets, or tell one kind from another
    plain = {"bar-items", "rows", "errors", "t-day", "term-open", "input-text", "input-email", "input-phone"}
    used = {one for value in page.values("class") for one in value.split()}
    assert used - known - plain == set()
