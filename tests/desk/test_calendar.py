"""One's own days: on a page, and as a feed that a calendar follows by a secret address."""

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta

import pytest
from django.contrib.auth.models import User
from django.core.cache import caches
from django.test import Client
from django.utils.html import escape
from icalendar import Calendar
from pytest_django import DjangoAssertNumQueries
from time_machine import Traveller

from tests.desk.conftest import TUESDAY, Office, make_office
from tests.factories.house import a_dossier, a_member, an_organisation, send_all, took
from tests.support import catalogue
from wederhoor.actions.absences import report_absence
from wederhoor.organisations.models import Absence, CalendarFeed, Member
from wederhoor.web import limits

Enter = Callable[[Member], Client]


@pytest.fixture(autouse=True)
def _no_guesses() -> Iterator[None]:
    caches["counts"].clear()
    yield
    caches["counts"].clear()


def address_of(client: Client, do: str = "renew") -> str:
    """The address that the page shows after this."""
    client.post("/bureau/agenda/", {"do": do})
    found = re.search(r'value="http[^"]*(/bureau/agenda\.ics\?[^"]*)"', client.get("/bureau/agenda/").content.decode())
    return found[1].replace("&amp;", "&") if found else ""


def events(address: str) -> dict[str, tuple[date, str]]:
    answer = Client().get(address)
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    found = Calendar.from_ical(answer.content).walk("VEVENT")
    return {str(event["uid"]): (event.decoded("dtstart"), str(event["summary"])) for event in found}


def test_the_feed_holds_each_duty_that_is_his_on_its_last_day(office: Office, desk: Client) -> None:
    dossier = office.file()
    found = events(address_of(desk))
    assert (date(2026, 4, 24), f"{dossier.number}: Ontvangst bevestigen, met stappen en termijnen (KLI-09)") in found.values()
    assert {day for day, _said in found.values()} <= {row.due_day for row in dossier.duties.all()}


def test_the_page_lists_the_same_days(office: Office, desk: Client) -> None:
    dossier = office.file()
    page = desk.get("/bureau/agenda/").content.decode()
    assert f'href="/bureau/dossier/{dossier.number}/"' in page
    assert "vr 24 apr" in page


def test_a_duty_that_was_met_vanishes_and_one_that_moved_keeps_its_name(office: Office, desk: Client) -> None:
    dossier = office.file()
    address = address_of(desk)
    before = events(address)
    dossier.duties.filter(due_day__isnull=False).update(due_day=date(2026, 9, 1))
    moved = events(address)
    assert (set(moved), {day for day, _said in moved.values()}) == (set(before), {date(2026, 9, 1)})
    office.do(dossier, "acknowledge")
    send_all(dossier, at=TUESDAY)
    assert set(events(address)) < set(before)


def test_nothing_of_a_person_or_a_subject_stands_in_the_feed(office: Office, desk: Client) -> None:
    office.file()
    text = Client().get(address_of(desk)).content.decode().replace("\r\n ", "")
    for personal in ("Vries", "ROC", "voorbeeld", "antwoordsleutel", "VIG", "Bakker"):
        assert personal not in text


def test_another_member_has_other_days_and_another_organisation_none_of_them(office: Office, enter: Enter) -> None:
    office.file()
    elsewhere = make_office("elders", "Elders")
    assert events(address_of(enter(office.employee))) == {}
    assert events(address_of(enter(elsewhere.manager))) == {}


def test_a_new_address_takes_the_old_one_away_and_can_be_shown_again(desk: Client, moment: Traveller) -> None:
    first = address_of(desk)
    moment.shift(timedelta(seconds=1))
    second = address_of(desk)
    assert second != first
    assert Client().get(first).status_code == 404
    assert escape(second) in desk.get("/bureau/agenda/").content.decode()


def test_an_address_that_was_taken_away_opens_nothing(office: Office, desk: Client) -> None:
    address = address_of(desk)
    assert address_of(desk, do="stop") == ""
    assert Client().get(address).status_code == 404


@pytest.mark.parametrize("asked", ["", "?sleutel=", "?sleutel=aaaa", "?sleutel=%F0%9F%99%82", "?sleutel=%00"])
def test_no_other_address_opens_anything(office: Office, asked: str) -> None:
    assert Client().get(f"/bureau/agenda.ics{asked}").status_code == 404


def test_who_guesses_addresses_waits_and_gets_nothing_by_the_right_one_either(office: Office, desk: Client) -> None:
    address = address_of(desk)
    answers = [Client().get(f"/bureau/agenda.ics?sleutel=a{number}").status_code for number in range(limits.MOST)]
    waits = Client().get(address)
    assert set(answers) == {404}
    assert (waits.status_code, waits["Retry-After"], waits.content) == (429, "600", b"")


def test_a_calendar_that_goes_on_asking_for_an_address_that_was_taken_away_makes_nobody_in_the_office_wait(
    office: Office, desk: Client
) -> None:
    address = address_of(desk)
    gone = "/bureau/agenda.ics?sleutel=weggehaald"
    assert {Client().get(gone).status_code for _time in range(3 * limits.MOST)} == {404}
    assert Client().get(address).status_code == 200


def test_the_address_is_nowhere_kept_and_dies_with_the_membership(office: Office, desk: Client) -> None:
    address = address_of(desk)
    secret = re.search(r"sleutel=(\w+)", address)
    assert secret is not None
    assert secret[1] not in str(CalendarFeed.objects.values())
    User.objects.filter(pk=office.manager.user_id).update(is_active=False)
    assert Client().get(address).status_code == 404


def test_what_is_planned_stands_on_its_day_and_a_new_plan_takes_its_place(office: Office, enter: Enter) -> None:
    dossier = a_dossier(an_organisation("exa-men"), at=TUESDAY)
    support = a_member(dossier.organisation, "support")
    for day in ("2026-05-06", "2026-05-07"):
        took(dossier, "visit", support, role="support", at=TUESDAY, planned_on=day)
    found = [said for said in events(address_of(enter(support))).values() if "bezoek" in said[1]]
    assert found == [(date(2026, 5, 7), f"{dossier.number}: Een bezoek (EXA-13)")]


def test_the_feed_is_in_the_language_of_the_page_where_its_address_was_made(office: Office, desk: Client) -> None:
    catalogue.compiled()
    office.file()
    desk.cookies["taal"] = "en"
    assert any("Acknowledge" in said for _day, said in events(address_of(desk)).values())


@pytest.mark.parametrize(("language", "said"), [("en", "Acknowledge"), ("nl", "Ontvangst bevestigen")])
def test_the_feed_of_who_chose_a_language_is_in_it_whatever_address_it_has(office: Office, desk: Client, language: str, said: str) -> None:
    catalogue.compiled()
    office.file()
    desk.cookies["taal"] = "nl" if language == "en" else "en"
    Member.objects.filter(pk=office.manager.pk).update(language=language)
    assert any(said in title for _day, title in events(address_of(desk)).values())


@pytest.mark.parametrize("number", [1, 3])
def test_the_number_of_queries_does_not_grow_with_the_days(
    office: Office, desk: Client, number: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(number):
        office.file()
    address = address_of(desk)
    with django_assert_num_queries(6):
        Client().get(address)


def test_only_reading_is_possible_and_only_now(office: Office, desk: Client) -> None:
    assert Client().post(address_of(desk)).status_code == 405
    assert TUESDAY.date().isoformat() not in address_of(desk)


@pytest.mark.parametrize("number", [1, 3])
def test_the_number_of_queries_of_the_page_does_not_grow_with_the_days(
    office: Office, desk: Client, number: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(number):
        office.file()
    desk.get("/bureau/agenda/")
    with django_assert_num_queries(8):
        assert len(desk.get("/bureau/agenda/").context["days"]) >= 1


def test_what_one_stands_in_for_is_among_ones_days_for_as_long(office: Office, enter: Enter) -> None:
    office.file()
    desk, today = enter(office.outsider), TUESDAY.date()
    assert desk.get("/bureau/agenda/").context["days"] == []
    assert isinstance(report_absence(office.manager, since=today, until=today, stand_in=office.outsider, today=today), Absence)
    days = desk.get("/bureau/agenda/").context["days"]
    assert days
    assert len(events(address_of(desk))) == len(days)
