"""The language that one reads in: of a browser, and of whoever works here wherever he signs in and in what is mailed to him."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.factories.house import a_member, an_organisation
from wederhoor.organisations.models import Member

pytestmark = pytest.mark.django_db


@pytest.fixture
def member() -> Member:
    return a_member(an_organisation(), "manager-propositie")


def chosen(client: Client, language: str) -> str:
    """What is remembered of the member after this choice; the browser keeps it too."""
    client.post("/taal", {"language": language, "next": "/bureau/"})
    return Member.objects.get().language


def test_who_signed_in_is_from_then_on_written_to_in_it(member: Member) -> None:
    client = Client()
    client.force_login(member.user)
    assert [chosen(client, "en"), chosen(client, "xx"), chosen(client, "nl")] == ["en", "en", "nl"]
    assert client.cookies["taal"].value == "nl"


def test_of_who_did_not_sign_in_only_his_browser_knows_it(member: Member, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    client = Client()
    with django_assert_num_queries(0):
        client.post("/taal", {"language": "en", "next": "/"})
    assert (client.cookies["taal"].value, Member.objects.get().language) == ("en", "")


def test_to_ask_for_it_changes_nothing(member: Member) -> None:
    client = Client()
    client.force_login(member.user)
    client.get("/taal", {"language": "en"})
    assert Member.objects.get().language == ""
