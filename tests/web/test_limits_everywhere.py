"""Every address that takes a code, a link or a key: a guess gives nothing, and whoever goes on guessing waits, also with the right one."""

import base64
import secrets
from collections.abc import Callable, Iterator

import pytest
import time_machine
from django.core.cache import caches
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from tests.factories.house import NOW, a_filing, an_organisation
from wederhoor.web import limits

pytestmark = pytest.mark.django_db
CODES = "/volgen/"
#: Each with something in the place of its code or key; `{}` is another guess each time.
LINKS = (
    "/volgen/{}/",
    "/klik/volg/{}",
    "/klik/klacht/verder/{}/",
    "/klant/link/{}/",
    "/klant/adres/{}/",
    "/bij/link/{}/",
    "/bureau/agenda.ics?sleutel={}",
)


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr("wederhoor.web.mailed_links.AT_LEAST", 0.0)
    caches["counts"].clear()
    with time_machine.travel(NOW, tick=False):
        yield
    caches["counts"].clear()


def guess() -> str:
    """What nobody was ever given."""
    return base64.b32encode(secrets.token_bytes(16)).decode().rstrip("=")


WAYS: dict[str, Callable[[str], int]] = {
    "a code that is typed": lambda code: Client().post(CODES, {"code": code}).status_code,
    **{address: lambda code, address=address: Client().get(address.format(code)).status_code for address in LINKS},  # type: ignore[misc]
    "a link that is pressed": lambda code: Client().post(f"/klant/link/{code}/").status_code,
    "a link from outside that is pressed": lambda code: Client().post(f"/bij/link/{code}/").status_code,
}


@pytest.mark.parametrize("way", WAYS)
def test_a_guess_gives_nothing_and_going_on_makes_one_wait(way: str) -> None:
    filed = a_filing(an_organisation(slug="klik"))
    answers = [WAYS[way](guess()) for _time in range(limits.MOST)]
    assert set(answers) == {404}
    assert WAYS[way](guess()) == 429
    assert Client().post(CODES, {"code": filed.tracking_code}).status_code == 429


@pytest.mark.parametrize("wrong", ["cut short", "one letter more", "one letter other", "of another"])
def test_a_code_that_was_changed_gives_nothing(wrong: str) -> None:
    filed, other = a_filing(an_organisation(slug="klik")), a_filing(an_organisation("ecm"))
    code = filed.tracking_code
    last = "B" if code[-1] == "A" else "A"
    changed = {"cut short": code[:-1], "one letter more": f"{code}A", "one letter other": code[:-1] + last}
    answer = Client().post(CODES, {"code": changed.get(wrong, code[:12] + other.tracking_code[12:])})
    assert answer.status_code == 404
    assert filed.dossier.number not in answer.content.decode()


def test_no_address_that_takes_a_token_is_left_out() -> None:
    taking = {written for written in addresses(get_resolver().url_patterns) if "<str:token>" in written or "<str:code>" in written}
    listed = {one.partition("{}")[0].replace("/klik/", "/<slug:slug>/") for one in LINKS}
    assert {one.partition("<str:")[0] for one in taking} <= listed


def addresses(patterns: list[URLPattern | URLResolver], prefix: str = "/") -> Iterator[str]:
    for pattern in patterns:
        written = f"{prefix}{pattern.pattern}"
        if isinstance(pattern, URLResolver):
            yield from addresses(pattern.url_patterns, written)
        else:
            yield written
