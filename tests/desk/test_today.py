"""The worklist: by urgency, with what is left in the unit of the rule, in a fixed number of queries."""

from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.desk.conftest import TUESDAY, Office
from wederhoor.actions.values import NewParty
from wederhoor.dossiers.models import Dossier
from wederhoor.organisations.models import Member

DAY = timedelta(days=1)


def groups_of(client: Client) -> dict[str, list[str]]:
    return {one["title"]: [row["number"] for row in one["rows"]] for one in client.get("/bureau/").context["groups"]}


def test_an_empty_list_says_what_to_do_first(desk: Client) -> None:
    assert "Klacht vastleggen" in desk.get("/bureau/").content.decode()


def test_dossiers_stand_by_urgency(office: Office, desk: Client) -> None:
    late, today, week = (office.file(at=TUESDAY - days * DAY).number for days in (8, 5, 1))
    talk = office.file(channel="phone").number
    assert groups_of(desk) == {"Te laat": [late], "Vandaag": [today], "Deze week": [week], "Zonder termijn": [talk]}


@pytest.mark.clause("KLI-09")
def test_what_is_left_is_told_in_the_unit_of_the_rule(office: Office, desk: Client) -> None:
    office.file(at=TUESDAY)
    row = desk.get("/bureau/").context["groups"][0]["rows"][0]
    assert (row["left"], row["article"], row["owner"]) == ("nog 3 werkdagen", "KLI-09", "manager propositie · nog geen behandelaar")


def test_a_handler_from_outside_is_a_handler_too(office: Office, desk: Client) -> None:
    office.do(office.file(at=TUESDAY), "assign", to=NewParty(name="C. Buiten"), outside=True)
    row = desk.get("/bureau/").context["groups"][0]["rows"][0]
    assert row["owner"] == "manager propositie"


def test_what_became_late_overnight_is_late_without_anyone_acting(
    office: Office, enter: Callable[[Member], Client], moment: time_machine.Traveller
) -> None:
    number = office.file().number
    moment.move_to(TUESDAY + 6 * DAY)
    assert groups_of(enter(office.manager)) == {"Te laat": [number]}


def test_a_critical_fault_stands_on_top_of_its_group(office: Office, desk: Client) -> None:
    first, second = office.file(at=TUESDAY - 9 * DAY), office.file(at=TUESDAY - 8 * DAY)
    office.do(second, "assess", critical=True)
    assert groups_of(desk)["Te laat"] == [second.number, first.number]


def test_what_presses_stands_on_top_of_a_page_of_one_group_too(office: Office, desk: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("wederhoor.desk.views.today.PAGE", 2)
    first, second, third = (office.file(at=TUESDAY - n * DAY) for n in (9, 8, 7))
    office.do(third, "assess", critical=True)
    office.do(first, "assign", to=f"m-{office.employee.pk}", independent=True)
    page = desk.get("/bureau/?groep=late")
    rest = desk.get(f"/bureau/{page.context['next_href']}")
    assert [row["number"] for one in (page, rest) for row in one.context["rows"]] == [third.number, second.number, first.number]


def test_what_has_no_term_stands_by_its_age(office: Office, desk: Client) -> None:
    young, old = (office.file(channel="phone", at=TUESDAY - n * DAY) for n in (1, 4))
    assert groups_of(desk)["Zonder termijn"] == [old.number, young.number]
    assert [row["number"] for row in desk.get("/bureau/?groep=undated").context["rows"]] == [old.number, young.number]


def test_one_sees_what_is_ones_own_or_the_teams_or_everything(office: Office, desk: Client, enter: Callable[[Member], Client]) -> None:
    mine, theirs = office.file(), office.file()
    office.do(theirs, "assign", to=f"m-{office.employee.pk}", independent=True)
    seen = {
        (who, whose): [row["number"] for group in client.get(f"/bureau/?wie={whose}").context["groups"] for row in group["rows"]]
        for who, client in (("manager", desk), ("employee", enter(office.employee)))
        for whose in ("mij", "team", "alles")
    }
    assert seen["manager", "mij"] == seen["manager", "team"] == seen["manager", "alles"] == [mine.number, theirs.number]
    assert seen["employee", "mij"] == [theirs.number]


def test_whose_work_one_looks_at_is_kept_until_one_chooses_otherwise(office: Office, desk: Client) -> None:
    office.do(office.file(), "withdraw", reason="De klager trok de klacht in.")
    desk.get("/bureau/?wie=mij")
    assert (desk.get("/bureau/").context["whose"], desk.get("/bureau/?wie=onzin").context["whose"]) == ("mij", "mij")
    assert "Niets voor u op dit moment" in desk.get("/bureau/").content.decode()
    assert desk.get("/bureau/?wie=alles").context["whose"] == "alles"


def test_a_row_names_who_handles_it(office: Office, desk: Client) -> None:
    office.do(office.file(), "assign", to=f"m-{office.employee.pk}", independent=True)
    assert desk.get("/bureau/").context["groups"][0]["rows"][0]["owner"] == "manager propositie · P. Smit"


def test_what_someone_may_not_see_is_not_counted_either(office: Office, enter: Callable[[Member], Client]) -> None:
    office.file()
    assert enter(office.outsider).get("/bureau/").context["groups"] == []


def test_a_group_goes_on_by_key(office: Office, desk: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("wederhoor.desk.views.today.PAGE", 2)
    numbers = [office.file(at=TUESDAY - 9 * DAY + timedelta(minutes=n)).number for n in range(3)]
    first = desk.get("/bureau/?groep=late")
    second = desk.get(f"/bureau/{first.context['next_href']}")
    assert [row["number"] for page in (first, second) for row in page.context["rows"]] == numbers
    assert second.context["next_href"] == ""


@pytest.mark.parametrize("group", ["late", "today", "week", "later", "undated"])
def test_a_key_that_is_no_key_is_the_beginning(office: Office, desk: Client, group: str) -> None:
    number = office.file(channel="phone").number if group == "undated" else ""
    rows = desk.get(f"/bureau/?groep={group}&na=onzin_x").context["rows"]
    assert [row["number"] for row in rows] == ([number] if number else [])


@pytest.mark.parametrize("count", [1, 3])
def test_the_number_of_queries_does_not_grow_with_the_rows(
    office: Office, desk: Client, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    for _ in range(count):
        office.file()
    desk.get("/bureau/")
    with django_assert_num_queries(9):
        assert len(desk.get("/bureau/").context["groups"][0]["rows"]) == count


def test_closed_dossiers_are_not_work(office: Office, desk: Client) -> None:
    office.do(office.file(), "withdraw", reason="De klager trok de klacht in.")
    assert Dossier.objects.get().stage == "closed"
    assert groups_of(desk) == {}


def test_beside_what_is_left_stands_its_day_with_the_year_where_that_is_another(
    office: Office, enter: Callable[[Member], Client], moment: time_machine.Traveller
) -> None:
    office.file(at=TUESDAY)
    moment.move_to(TUESDAY + 300 * DAY)
    row = enter(office.manager).get("/bureau/").context["groups"][0]["rows"][0]
    assert row["below"] == "vr 24 apr 2026"
