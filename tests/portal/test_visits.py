"""Visits: what a browser keeps of the complaints that are followed in it."""

from datetime import timedelta

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from tests.factories.house import HOUR, NOW
from wederhoor.portal import visits


def after(*steps: tuple[str, int]) -> dict[str, str]:
    """The visits after entering these codes, each so many hours from now; seen an hour after the last."""
    request, hours = RequestFactory().get("/"), 0
    for digest, hours in steps:
        answer = visits.welcome(request, HttpResponse(), digest, NOW + hours * HOUR)
        request.COOKIES[visits.COOKIE] = answer.cookies[visits.COOKIE].value
    return visits.digests(request, NOW + (hours + 1) * HOUR)


def test_several_complaints_are_followed_in_one_browser() -> None:
    assert set(after(("a", 0), ("b", 1)).values()) == {"a", "b"}


def test_a_visit_ends_by_itself() -> None:
    assert set(after(("a", 0), ("b", 20)).values()) == {"b"}


def test_of_very_many_the_oldest_ends() -> None:
    found = after(*((str(one), 0) for one in range(visits.MOST)), ("new", 1))
    assert (len(found), "new" in found.values()) == (visits.MOST, True)


@pytest.mark.parametrize("wrong", ["", "x", "eyJhIjoxfQ:1abc:xyz"])
def test_a_cookie_that_was_made_up_opens_nothing(wrong: str) -> None:
    request = RequestFactory().get("/")
    request.COOKIES[visits.COOKIE] = wrong
    assert visits.digests(request, NOW) == {}


def test_the_key_in_an_address_is_always_the_same_and_tells_nothing_of_the_code() -> None:
    assert visits.key_of("a") == visits.key_of("a") != visits.key_of("b")
    assert len(visits.key_of("a")) == 16


def test_the_cookie_is_for_this_site_alone_and_ends_with_the_browser() -> None:
    made = visits.welcome(RequestFactory().get("/"), HttpResponse(), "a", NOW).cookies[visits.COOKIE]
    assert (made["httponly"], made["samesite"], made["max-age"], made["expires"]) == (True, "Lax", "", "")
    assert timedelta(hours=1) < visits.LASTS <= timedelta(hours=12)
