"""By what the register can be narrowed: by its columns and by whatever a regulation registers, generated from that regulation."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.http import QueryDict
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.desk.conftest import TUESDAY, Office
from tests.factories.house import DAY, PROCEDURES, shipped
from wederhoor.catalogue.models import Product
from wederhoor.core.procedure import Procedure
from wederhoor.core.reading import read
from wederhoor.desk.facets import Facet, House, day_of, every
from wederhoor.organisations.models import Customer, Member


def regulation(name: str) -> Procedure:
    procedure = read(shipped(name))
    assert isinstance(procedure, Procedure)
    return procedure


def facets(*names: str) -> dict[str, Facet]:
    return {facet.key: facet for facet in every([regulation(name) for name in names], House())}


def numbers(client: Client, query: str) -> list[str]:
    return [row["number"] for row in client.get(f"/bureau/register/?{query}").context["rows"]]


@pytest.mark.parametrize("name", PROCEDURES)
def test_every_registered_and_every_own_datum_is_a_filter(name: str) -> None:
    procedure, found = regulation(name), facets(name)
    keys = {key.removeprefix("eigen.").removesuffix(".van") for key in found}
    assert {field.id for field in procedure.fields} <= keys
    assert {item.id for item in procedure.registered} <= {key.rpartition(".")[2] for key in found if key.startswith("vast.")}
    assert {duty.id for duty in procedure.duties} == dict(found["plicht"].choices).keys()


def test_a_datum_of_several_regulations_stands_once() -> None:
    both = facets("exa-men", "extrack")
    assert len(both) == len(set(both)) > len(facets("exa-men"))


@pytest.mark.parametrize(
    ("typed", "iso"),
    [
        *[("2026-04-21", "2026-04-21"), ("21-4-2026", "2026-04-21"), ("31-02-2026", None), ("x", None), ("", None)],
        *[("01-01-0001", None), ("31-12-9999", None)],
    ],
)
def test_a_day_as_a_form_or_a_person_writes_it(typed: str, iso: str | None) -> None:
    day = day_of(typed)
    assert (day.isoformat() if day else None) == iso


@pytest.fixture
def pair(office: Office) -> tuple[str, str]:
    """Two dossiers that differ in everything that can be asked; the first is asked for."""
    Customer.objects.create(organisation=office.organisation, name="ROC Ander", code="roc-a")
    Product.objects.create(organisation=office.organisation, code="KOK-1", name="Kok")
    wanted = office.file(
        at=TUESDAY - 30 * DAY,
        channel="letter",
        origin="internal",
        complainant={"name": "B. Mus", "organisation": "ROC Ander", "email": "b@mus.nl"},
        subject={"class": "conduct", "product": "KOK-1", "department": "Zorg"},
    )
    office.do(wanted, "assess", at=TUESDAY - 29 * DAY, nature="conduct", severity="high", critical=True)
    office.do(wanted, "assign", at=TUESDAY - 29 * DAY, to=f"m-{office.employee.pk}", independent=True)
    other = office.file(at=TUESDAY - timedelta(hours=1))
    return wanted.number, other.number


@pytest.mark.parametrize(
    "query",
    [
        *("weg=letter", "product=KOK-1", "instelling=roc-a", "te-laat=ja", "kritiek=ja", "klasse=conduct", "afdeling=Zorg"),
        *("aard=conduct", "ernst=high", "herkomst=internal", "tot=2026-03-22", "tot=22-03-2026", "van=2026-03-22&tot=2026-03-22"),
        *("plicht=acknowledge&staat=overdue", "plicht=acknowledge&staat=overdue&kritiek=ja&weg=letter"),
    ],
)
def test_it_is_narrowed_to_what_is_asked(desk: Client, pair: tuple[str, str], query: str) -> None:
    assert numbers(desk, query) == [pair[0]]


@pytest.mark.parametrize(
    "query", ["weg=mail", "wie=niemand", "kritiek=nee", "van=2026-04-01", "herkomst=external&fase=closed", "plicht=acknowledge&staat=met"]
)
def test_the_first_is_not_among_what_is_asked_otherwise(desk: Client, pair: tuple[str, str], query: str) -> None:
    assert pair[0] not in numbers(desk, query)


@pytest.mark.parametrize(
    "query",
    [
        "fase=onzin",
        "kritiek=misschien",
        "van=gisteren",
        "van=01-01-0001",
        "plicht=onzin",
        "onbekend=1",
        "wie=m-abc",
        "staat=met",
        "instelling=x",
    ],
)
def test_what_cannot_be_asked_is_as_if_it_was_not(desk: Client, pair: tuple[str, str], query: str) -> None:
    assert numbers(desk, query) == [pair[1], pair[0]]
    assert desk.get(f"/bureau/register/?{query}").context["tags"] == []


def test_a_colleague_is_asked_by_his_key_and_oneself_without(
    office: Office, desk: Client, pair: tuple[str, str], enter: Callable[[Member], Client]
) -> None:
    assert numbers(desk, f"wie=m-{office.employee.pk}") == [pair[0]]
    assert numbers(desk, f"wie=m-{office.manager.pk}") == []
    assert numbers(desk, "wie=mij") == []
    assert numbers(enter(office.employee), "wie=mij") == [pair[0]]


def test_the_day_on_which_it_was_closed_is_asked(office: Office, desk: Client) -> None:
    dossier = office.file()
    office.do(dossier, "withdraw")
    assert numbers(desk, "gesloten-van=2026-04-21&gesloten-tot=2026-04-21") == [dossier.number]
    assert numbers(desk, "gesloten-tot=2026-04-20") == []


def test_what_is_asked_stands_as_tags_that_can_be_taken_away(desk: Client, pair: tuple[str, str]) -> None:
    page = desk.get("/bureau/register/?aard=conduct&van=2026-03-01&instelling=roc-a")
    said = {tag.said: tag.href for tag in page.context["tags"]}
    assert list(said) == ["Aard: gedrag", "Ontvangen vanaf: 1 mrt 2026", "Instelling: ROC Ander"]
    assert QueryDict(said["Aard: gedrag"].partition("?")[2]).dict() == {"van": "2026-03-01", "instelling": "roc-a"}


def test_the_filters_that_are_used_most_keep_the_others(desk: Client, pair: tuple[str, str]) -> None:
    page = desk.get("/bureau/register/?aard=conduct&fase=formal")
    assert page.context["unseen"] == [("aard", "conduct")]


def test_the_page_of_filters_offers_the_codes_that_are_in_use(desk: Client, pair: tuple[str, str]) -> None:
    shown: dict[str, Any] = {
        control.facet.key: control
        for _title, controls in desk.get("/bureau/register/filters/?afdeling=Zorg").context["filter_groups"]
        for control in controls
    }
    assert shown["afdeling"].facet.choices == (("Zorg", "Zorg"),)
    assert shown["afdeling"].value == "Zorg"
    assert ("KOK-1", "Kok") in shown["product"].facet.choices


def test_codes_of_dossiers_that_one_may_not_see_are_not_offered(
    office: Office, pair: tuple[str, str], enter: Callable[[Member], Client]
) -> None:
    assert "Zorg" not in enter(office.outsider).get("/bureau/register/filters/").content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_everything_that_is_asked_takes_as_many_queries_for_one_as_for_three(
    office: Office, desk: Client, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    for _ in range(count):
        office.file()
    query = "weg=mail&klasse=product&plicht=acknowledge"
    numbers(desk, query)
    with django_assert_num_queries(11):
        assert len(numbers(desk, query)) == count
