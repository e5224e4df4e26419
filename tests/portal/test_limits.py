import pytest
from django.test import Client, RequestFactory
from pytest_django import Settings

from tests.factories.house import a_filing, an_organisation
from tests.portal.visitor import words
from wederhoor.portal import limits

pytestmark = pytest.mark.django_db


def guess(client: Client, times: int, address: str = "192.0.2.7") -> int:
    return [client.get("/volgen/ABCD/", REMOTE_ADDR=address).status_code for _ in range(times)][-1]


def test_whoever_keeps_guessing_waits(client: Client) -> None:
    assert guess(client, limits.MOST) == 404
    assert guess(client, 1) == 429
    assert "Over tien minuten" in words(client.get("/volgen/ABCD/", REMOTE_ADDR="192.0.2.7"))


def test_another_address_does_not_wait(client: Client) -> None:
    guess(client, limits.MOST + 1)
    code = a_filing(an_organisation()).tracking_code
    assert client.get(f"/volgen/{code}/", REMOTE_ADDR="192.0.2.8").status_code == 200


def test_a_right_code_counts_for_nothing(client: Client) -> None:
    code = a_filing(an_organisation()).tracking_code
    answers = {client.get(f"/volgen/{code}/", REMOTE_ADDR="192.0.2.9").status_code for _ in range(limits.MOST + 2)}
    assert answers == {200}


def test_behind_a_proxy_the_visitor_is_whom_the_proxy_names(settings: Settings) -> None:
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    requests = [RequestFactory().get("/", HTTP_X_FORWARDED_FOR=f"203.0.113.1, {who}") for who in ("192.0.2.1", "192.0.2.2")]
    for _ in range(limits.MOST):
        limits.guessed_wrong(requests[0])
    assert [limits.must_wait(request) for request in requests] == [True, False]
