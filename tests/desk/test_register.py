"""The register: newest first, by key, with its filters as tags and its views as tabs."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.desk.conftest import TUESDAY, Office
from wederhoor.organisations.models import Member


def numbers(client: Client, query: str = "") -> list[str]:
    return [row["number"] for row in client.get(f"/bureau/register/{query}").context["rows"]]


def test_the_newest_stands_first(office: Office, desk: Client) -> None:
    older, newer = office.file(at=TUESDAY - timedelta(days=3)), office.file(at=TUESDAY - timedelta(days=1))
    assert numbers(desk) == [newer.number, older.number]


def test_an_empty_register_greets_with_what_to_do_first(desk: Client) -> None:
    assert "Klacht vastleggen" in desk.get("/bureau/register/").content.decode()


def test_it_goes_on_by_key(office: Office, desk: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("wederhoor.desk.views.register.PAGE", 2)
    filed = [office.file().number for _ in range(3)]
    first = desk.get("/bureau/register/")
    assert numbers(desk) + numbers(desk, first.context["next_href"]) == filed[::-1]


def test_it_is_narrowed_by_stage_and_kind(office: Office, desk: Client) -> None:
    office.do(office.file(), "withdraw")
    talk, formal = office.file(channel="phone"), office.file()
    assert numbers(desk, "?fase=informal") == [talk.number]
    assert numbers(desk, "?fase=formal&soort=complaint") == [formal.number]


def test_part_of_a_number_finds_it(office: Office, desk: Client) -> None:
    number = office.file().number
    assert numbers(desk, "?zoek=2026-0") == [number]
    assert numbers(desk, "?zoek=1999") == []


def test_what_someone_may_not_see_is_not_found_by_its_number(office: Office, enter: Callable[[Member], Client]) -> None:
    number = office.file().number
    assert numbers(enter(office.outsider), f"?zoek={number}") == []


@pytest.mark.parametrize("key", ["onzin", "2026-04-21_x", "2026-04-21T00:00:00_3"])
def test_a_key_that_is_no_key_is_the_beginning(office: Office, desk: Client, key: str) -> None:
    number = office.file().number
    assert numbers(desk, f"?voor={key}") == [number]


@pytest.mark.parametrize("count", [1, 3])
def test_the_number_of_queries_does_not_grow_with_the_rows(
    office: Office, desk: Client, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    for _ in range(count):
        office.file()
    desk.get("/bureau/register/")
    with django_assert_num_queries(7):
        assert len(numbers(desk)) == count
