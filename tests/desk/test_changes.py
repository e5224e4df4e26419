from collections.abc import Iterator
from datetime import date

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.factories.house import NOW, a_member, an_organisation
from tests.portal.visitor import words
from wederhoor.actions.changes import Listing, changes, put_on_list
from wederhoor.catalogue.models import Product
from wederhoor.organisations.models import Member, Organisation

pytestmark = [pytest.mark.django_db, pytest.mark.clause("EXA-09")]
PAGE = "/bureau/wijzigingen/"


@pytest.fixture(autouse=True)
def _now() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def organisation() -> Organisation:
    organisation = an_organisation("exa-men", slug="exa-men")
    Product.objects.create(organisation=organisation, code="EX-1", name="Examen Zorg")
    return organisation


def at_work(member: Member) -> Client:
    client = Client()
    client.force_login(member.user)
    return client


@pytest.fixture
def desk(organisation: Organisation) -> Client:
    return at_work(a_member(organisation, "kernconstructeur"))


def typed(**data: object) -> dict[str, object]:
    return {
        "product": "EX-1",
        "version": "2",
        "published_on": "21-04-2026",
        "line": "Opdracht 4 is duidelijker.",
        "cohorts": ["2025"],
    } | data


def test_a_change_without_a_complaint_is_put_on_the_list(desk: Client, organisation: Organisation) -> None:
    page = words(desk.post(f"{PAGE}nieuw/", typed(), follow=True))
    assert "De wijziging staat op de openbare lijst." in page
    assert "Examen Zorg versie 2 Opdracht 4 is duidelijker." in page
    assert [one.label for one in changes(organisation, year=2025, cohort=2025)] == ["2"]


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"version": ""}, "Versie"),
        ({"published_on": "morgen"}, "Uitgebracht op"),
        ({"line": "a" * 301}, "300 tekens"),
        ({"version": "v" * 61}, "60 tekens"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_lost(desk: Client, organisation: Organisation, wrong: dict[str, str], said: str) -> None:
    answer = desk.post(f"{PAGE}nieuw/", typed(**wrong))
    assert answer.status_code == 422
    assert said in words(answer)
    assert wrong.get("line") or "Opdracht 4 is duidelijker." in answer.content.decode()
    assert not changes(organisation).exists()


def test_a_line_is_mended_and_a_change_is_taken_off(desk: Client, organisation: Organisation) -> None:
    put_on_list(organisation, Listing("EX-1", "2", date(2026, 4, 1), "Fout.", (2010,)), now=NOW)
    one = changes(organisation)[0]
    assert "2010-2011" in words(desk.get(f"{PAGE}{one.pk}/"))
    desk.post(f"{PAGE}{one.pk}/", {"published_on": "02-04-2026", "line": "Goed."})
    one.refresh_from_db()
    assert (one.label, one.line, one.published_on) == ("2", "Goed.", date(2026, 4, 2))
    assert "Van de lijst gehaald" in words(desk.post(f"{PAGE}{one.pk}/", {"step": "off"}, follow=True))
    assert not changes(organisation).exists()


def test_who_does_not_keep_the_list_reads_it_and_changes_nothing(organisation: Organisation) -> None:
    put_on_list(organisation, Listing("EX-1", "2", date(2026, 4, 1), "Regel."), now=NOW)
    client, pk = at_work(a_member(organisation, "onbekend")), changes(organisation)[0].pk
    page = client.get(PAGE)
    assert "Regel." in words(page)
    assert "nieuw/" not in page.content.decode()
    for path in (f"{PAGE}nieuw/", f"{PAGE}{pk}/"):
        assert client.post(path, typed(line="Anders.")).status_code == 403
    assert [one.line for one in changes(organisation)] == ["Regel."]


def test_a_change_of_another_organisation_does_not_exist(desk: Client) -> None:
    other = an_organisation("exa-men", slug="ander")
    put_on_list(other, Listing("Van de ander", "1", date(2026, 3, 4), ""), now=NOW)
    assert "Van de ander" not in words(desk.get(PAGE))
    for step in ({}, {"step": "off"}):
        assert desk.post(f"{PAGE}{changes(other)[0].pk}/", typed() | step).status_code == 404
    assert changes(other).count() == 1


def test_an_empty_list_says_how_it_fills(desk: Client) -> None:
    assert "Er staat nog niets op de lijst" in words(desk.get(PAGE))


def test_a_long_list_goes_on_over_pages(desk: Client, organisation: Organisation) -> None:
    for number in range(51):
        put_on_list(organisation, Listing("EX-1", str(number), date(2026, 3, 4), ""), now=NOW)
    assert "Volgende" in words(desk.get(PAGE))
    assert "Vorige" in words(desk.get(f"{PAGE}?pagina=2"))


def test_the_page_costs_as_much_for_one_as_for_three(desk: Client, organisation: Organisation) -> None:
    desk.get(PAGE)  # a regulation that was not met before is read once
    for most in (1, 3):
        for number in range(most):
            put_on_list(organisation, Listing(f"P{number}", "1", date(2026, 3, 4), ""), now=NOW)
        with CaptureQueriesContext(connection) as queries:
            desk.get(PAGE)
        assert len(queries) == 7
