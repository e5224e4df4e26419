"""Mailboxes that are not read as they should be, at the inbox: which, since when, what was missed, what to do, and for whom."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.desk.conftest import TUESDAY, Office, make_office
from wederhoor.correspondence.models import MailboxCursor
from wederhoor.organisations.models import Member, Organisation

PAGE = "/bureau/postvak/"
MINUTE = timedelta(minutes=1)


def a_cursor(
    organisation: Organisation,
    *,
    mailbox: str = "klachten",
    read_at: datetime | None = TUESDAY - MINUTE,
    fault: str = "",
    missed: tuple[int, ...] = (),
) -> None:
    number = MailboxCursor.objects.count()
    place = f"gebruiker-{number}@mail.example:993/INBOX"
    MailboxCursor.objects.create(organisation=organisation, mailbox=mailbox, place=place, read_at=read_at, fault=fault, missed=[*missed])


def told(client: Client) -> list[str]:
    return [f"{one.name} | {one.since} {one.missed} {one.why}" for one in client.get(PAGE).context["mailboxes"]]


def test_where_all_are_read_nothing_is_said(office: Office, desk: Client) -> None:
    a_cursor(office.organisation)
    assert told(desk) == []
    assert "niet goed gelezen" not in desk.get(PAGE).content.decode()


def test_one_that_cannot_be_read_says_which_since_when_and_what_to_do(office: Office, desk: Client) -> None:
    office.organisation.settings = {**office.organisation.settings, "mailboxes": {"klachten": "klachten@klik.example"}}
    office.organisation.save()
    a_cursor(office.organisation, fault="MailboxLoginError", read_at=TUESDAY - timedelta(days=1))
    [said] = told(desk)
    assert said.startswith("klachten@klik.example | Voor het laatst helemaal gelezen: maandag 20 april")
    assert "weigert het wachtwoord" in said
    assert "Dit postvak wordt niet goed gelezen" in desk.get(PAGE).content.decode()


def test_what_was_missed_is_counted(office: Office, desk: Client) -> None:
    a_cursor(office.organisation, missed=(3, 8))
    [said] = told(desk)
    assert "2 berichten konden nog niet worden opgehaald" in said
    assert "Niemand leest" not in said


def test_one_that_nobody_reads_any_more_is_told_too(office: Office, desk: Client) -> None:
    a_cursor(office.organisation, read_at=TUESDAY - timedelta(hours=2))
    [said] = told(desk)
    assert "Niemand leest dit postvak nog" in said


@pytest.mark.parametrize(
    "fault", ["ConnectionRefusedError", "SSLCertVerificationError", "NotKept", "FileNotFoundError", "iets heel anders"]
)
def test_whatever_went_wrong_there_is_something_to_do_and_its_own_name_is_not_shown(office: Office, desk: Client, fault: str) -> None:
    a_cursor(office.organisation, fault=fault, read_at=None)
    [said] = told(desk)
    assert "Nog nooit helemaal gelezen." in said
    assert "beheerder" in said
    assert fault not in desk.get(PAGE).content.decode()


def test_another_organisation_is_told_nothing(office: Office, enter: Callable[[Member], Client]) -> None:
    a_cursor(office.organisation, fault="MailboxLoginError")
    assert told(enter(make_office("ander", "Ander").manager)) == []


@pytest.mark.parametrize("count", [1, 3])
def test_however_many_it_costs_one_question(
    office: Office, desk: Client, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    for _ in range(count):
        a_cursor(office.organisation, fault="TimeoutError")
    desk.get(PAGE)
    with django_assert_num_queries(7):
        assert len(told(desk)) == count
