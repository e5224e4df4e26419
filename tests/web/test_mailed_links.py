"""A mailed link: one press, no letters without end, and the same answer for whatever opens nothing."""

from collections.abc import Iterator

import pytest
from django.core.cache import caches
from django.http import HttpResponse
from django.test import RequestFactory

from wederhoor.web import limits, mailed_links
from wederhoor.web.mailed_links import MOST_LETTERS, MOST_REQUESTS, followed, may_be_mailed


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(mailed_links, "AT_LEAST", 0.0)
    caches["counts"].clear()
    yield
    caches["counts"].clear()


def answer(method: str = "get", *, works: bool = True) -> tuple[int, str]:
    def said(word: str) -> HttpResponse | None:
        return HttpResponse(word) if works else None

    request = getattr(RequestFactory(), method)("/")
    found = followed(
        request, page=lambda: said("page"), pressed=lambda: said("in"), shut=lambda status: HttpResponse("shut", status=status)
    )
    return found.status_code, found.content.decode()


def test_opening_it_only_asks_and_pressing_lets_in() -> None:
    assert [answer(), answer("post")] == [(200, "page"), (200, "in")]


def test_what_opens_nothing_is_shut_and_counted_until_one_waits() -> None:
    assert {answer(method, works=False) for method in ("get", "post") for _ in range(limits.MOST // 2)} == {(404, "shut")}
    assert answer() == (429, "shut")


def test_one_address_is_mailed_a_few_times_however_it_is_written() -> None:
    request = RequestFactory().post("/")
    sent = [may_be_mailed(request, "links", to) for to in ("a@b.example", "A@b.example") * MOST_LETTERS]
    assert sum(sent) == MOST_LETTERS
    assert may_be_mailed(request, "links", "c@b.example")


def test_one_computer_asks_no_more_than_so_often_for_whomever() -> None:
    request = RequestFactory().post("/")
    assert sum(may_be_mailed(request, "links", f"{number}@b.example") for number in range(MOST_REQUESTS + 3)) == MOST_REQUESTS
