from collections.abc import Iterator

import pytest
from django.core.cache import caches
from django.test import Client, RequestFactory
from pytest_django import Settings

from tests.factories.house import a_filing, an_organisation
from tests.portal.visitor import words
from wederhoor.web import limits

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _nothing_counted() -> Iterator[None]:
    caches["counts"].clear()
    yield
    caches["counts"].clear()


def guess(client: Client, times: int, address: str = "192.0.2.7") -> int:
    return [client.get("/volgen/ABCD/", REMOTE_ADDR=address).status_code for _ in range(times)][-1]


def test_whoever_keeps_guessing_waits(client: Client) -> None:
    assert guess(client, limits.MOST) == 404
    assert guess(client, 1) == 429
    assert "Over tien minuten" in words(client.get("/volgen/ABCD/", REMOTE_ADDR="192.0.2.7"))


def test_another_address_does_not_wait(client: Client) -> None:
    guess(client, limits.MOST + 1)
    code = a_filing(an_organisation()).tracking_code
    assert client.get(f"/volgen/{code}/", REMOTE_ADDR="192.0.2.8").status_code == 302


def test_a_right_code_counts_for_nothing(client: Client) -> None:
    code = a_filing(an_organisation()).tracking_code
    answers = {client.get(f"/volgen/{code}/", REMOTE_ADDR="192.0.2.9").status_code for _ in range(limits.MOST + 2)}
    assert answers == {302}


def test_behind_a_proxy_the_visitor_is_whom_the_proxy_names(settings: Settings) -> None:
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    requests = [RequestFactory().get("/", HTTP_X_FORWARDED_FOR=f"203.0.113.1, {who}") for who in ("192.0.2.1", "192.0.2.2")]
    for _ in range(limits.MOST):
        limits.guessed_wrong(requests[0])
    assert [limits.must_wait(request) for request in requests] == [True, False]


def test_an_answer_takes_as_long_whatever_was_found(monkeypatch: pytest.MonkeyPatch) -> None:
    slept: list[float] = []
    monkeypatch.setattr("time.sleep", slept.append)
    monkeypatch.setattr("time.monotonic", iter([10.0, 10.1, 20.0, 25.0]).__next__)
    for _ in range(2):
        with limits.no_quicker_than(0.3):
            pass
    assert [round(one, 3) for one in slept] == [0.2, 0.0]


def test_who_insists_is_counted_by_address() -> None:
    request = RequestFactory().get("/", REMOTE_ADDR="192.0.2.77")
    assert [limits.insists(request, most=2, seconds=60) for _ in range(3)] == [False, False, True]


def test_a_network_of_ipv6_counts_as_one_address() -> None:
    first, same, other = (RequestFactory().get("/", REMOTE_ADDR=f"2001:db8:{one}") for one in ("1:2::1", "1:2::ffff", "9:9::1"))
    for _ in range(limits.MOST):
        limits.guessed_wrong(first)
    assert [limits.must_wait(request) for request in (same, other)] == [True, False]


def test_where_very_many_addresses_guess_at_once_each_has_fewer_tries() -> None:
    for number in range(limits.MANY):
        limits.guessed_wrong(RequestFactory().get("/", REMOTE_ADDR=f"198.51.{number // 250}.{number % 250}"))
    late = RequestFactory().get("/", REMOTE_ADDR="203.0.113.9")
    waits = []
    for _ in range(limits.FEW):
        waits.append(limits.must_wait(late))
        limits.guessed_wrong(late)
    assert [*waits, limits.must_wait(late)] == [False] * limits.FEW + [True]
