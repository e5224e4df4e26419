"""What goes on top of the worklist goes there however long the list is; who reads only by his part finds it at once."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoAssertNumQueries

from tests.desk.conftest import TUESDAY, Office
from wederhoor.desk.listing import tops
from wederhoor.dossiers.models import Dossier, Reader
from wederhoor.organisations.models import Member


@pytest.fixture
def late(office: Office, monkeypatch: pytest.MonkeyPatch) -> list[Dossier]:
    """Five dossiers that are too late, of which the list counts three and shows two."""
    monkeypatch.setattr("wederhoor.desk.views.today.LOOKED_AT", 3)
    monkeypatch.setattr("wederhoor.desk.views.today.SHOWN", {"late": 2, "today": 2, "week": 2, "later": 2, "undated": 2})
    return [office.file(at=TUESDAY - timedelta(days=20 - number)) for number in range(5)]


def shown(client: Client) -> tuple[str, list[str]]:
    [group] = client.get("/bureau/").context["groups"]
    return group["count"], [row["number"] for row in group["rows"]]


def test_a_critical_fault_beyond_what_is_counted_stands_on_top(office: Office, desk: Client, late: list[Dossier]) -> None:
    office.do(late[4], "assess", critical=True)
    assert shown(desk) == ("3+", [late[4].number, late[0].number])


def test_what_nobody_handles_goes_before_what_someone_does(office: Office, desk: Client, late: list[Dossier]) -> None:
    for dossier in late[:3]:
        office.do(dossier, "assign", to=office.employee, independent=True)
    assert shown(desk)[1] == [late[3].number, late[4].number]


def test_a_critical_fault_that_nobody_handles_goes_before_one_that_someone_does(office: Office, desk: Client, late: list[Dossier]) -> None:
    for dossier in (late[2], late[3]):
        office.do(dossier, "assess", critical=True)
    office.do(late[2], "assign", to=office.employee, independent=True)
    assert shown(desk)[1] == [late[3].number, late[2].number]


def test_who_reads_by_his_part_only_sees_that_dossier(office: Office, enter: Callable[[Member], Client], late: list[Dossier]) -> None:
    Reader.objects.create(dossier=late[1], member=office.outsider)
    assert shown(enter(office.outsider)) == ("1", [late[1].number])


@pytest.mark.usefixtures("late")
def test_several_queries_are_one_statement(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    every = Dossier.objects.order_by("pk")
    keys = list(every.values_list("pk", flat=True))
    with django_assert_num_queries(1):
        assert tops([(every, 2), (every.filter(pk=0), 2)], counted_to=4) == [(keys[:2], 4), ([], 0)]


@pytest.mark.usefixtures("late")
def test_what_presses_goes_on_top_in_the_order_of_the_query() -> None:
    every = Dossier.objects.order_by("pk")
    first, second, *rest = every.values_list("pk", flat=True)
    every.filter(pk__in=[first, second]).update(pressing=3)
    every.filter(pk__in=rest).update(pressing=1)
    assert tops([(every, 100)], counted_to=100) == [([*rest, first, second], len(rest) + 2)]


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL weighs how many there are")
@pytest.mark.usefixtures("late")
def test_every_group_is_read_by_an_index_of_its_own(desk: Client) -> None:
    with CaptureQueriesContext(connection) as queries:
        desk.get("/bureau/")
    read = [query["sql"] for query in queries.captured_queries if "AS place" in query["sql"]]
    with connection.cursor() as cursor:
        plans = [step for sql in read for *_, step in cursor.execute(f"EXPLAIN QUERY PLAN {sql}").fetchall() if "dossiers_dossier" in step]
    assert len(read) == 3
    assert {step.partition(" INDEX ")[2].split()[0] for step in plans} == {"dossier_open", "dossier_pressing", "dossier_undated"}
