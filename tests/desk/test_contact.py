"""Calls, talks and visits beside the mail and letters of a dossier; a note stays inside, in the data and on the page."""

from collections.abc import Callable

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.desk.conftest import Office, make_office
from wederhoor.correspondence.models import Message
from wederhoor.dossiers.models import Act, Dossier, Text
from wederhoor.organisations.models import Member

Enter = Callable[[Member], Client]
CALLED = {"way": "phone", "who": "A. de Vries", "what": "Vraagt hoe lang het nog duurt.", "key": "1" * 24}


def where(dossier: Dossier) -> str:
    return f"/bureau/dossier/{dossier.number}/contact/"


def test_a_call_stands_in_the_timeline_with_who_wrote_it_down(office: Office, desk: Client) -> None:
    dossier = office.file()
    assert desk.post(where(dossier), CALLED).status_code == 302
    [item] = [item for item in desk.get(f"/bureau/dossier/{dossier.number}/").context["timeline"] if item.title == "Telefoongesprek"]
    assert (item.by, item.quote, item.contact) == ("A. de Vries, vastgelegd door M. Bakker", CALLED["what"], True)


@pytest.mark.parametrize(("way", "title"), [("talk", "Gesprek"), ("visit", "Bezoek")])
def test_a_talk_and_a_visit_too(office: Office, desk: Client, way: str, title: str) -> None:
    dossier = office.file()
    desk.post(where(dossier), {**CALLED, "way": way})
    assert title in [item.title for item in desk.get(f"/bureau/dossier/{dossier.number}/?toon=contact").context["timeline"]]


def test_a_note_is_another_thing_than_what_passed_with_others(office: Office, desk: Client) -> None:
    dossier = office.file()
    desk.post(where(dossier), CALLED)
    office.do(dossier, "note", text="Klinkt boos.")
    page = desk.get(f"/bureau/dossier/{dossier.number}/?toon=intern")
    assert [item.internal for item in page.context["timeline"] if item.title == "Notitie gemaakt"] == ["Klinkt boos."]
    assert CALLED["what"] not in [item.quote for item in page.context["timeline"]]
    assert "Intern, niet zichtbaar voor de klager." in page.content.decode()
    assert (Text.objects.get(body="Klinkt boos.").field, Message.objects.get().body) == ("text", CALLED["what"])


def test_a_note_never_stands_in_a_letter_or_before_its_complainant(office: Office, desk: Client) -> None:
    dossier = office.file()
    office.do(dossier, "note", text="Klinkt boos.")
    page = desk.post(f"/bureau/dossier/{dossier.number}/acknowledge/", {"channel": "mail", "step": "look"})
    assert "Klinkt boos." not in " ".join(str(field.value) for field in page.context["own"])


def test_sent_twice_it_is_written_down_once(office: Office, desk: Client) -> None:
    dossier = office.file()
    for _ in range(2):
        desk.post(where(dossier), CALLED)
    assert (Message.objects.count(), Act.objects.count()) == (1, 1)


def test_who_goes_back_and_writes_down_something_else_keeps_both(office: Office, desk: Client) -> None:
    dossier = office.file()
    for what in ("Vraagt hoe lang het duurt.", "Belt daarna nog eens."):
        desk.post(where(dossier), {**CALLED, "what": what})
    assert Message.objects.count() == 2


def test_two_calls_with_the_same_words_are_two(office: Office, desk: Client) -> None:
    dossier = office.file()
    for key in ("een", "twee"):
        desk.post(where(dossier), {**CALLED, "key": key})
    assert Message.objects.count() == 2


@pytest.mark.parametrize("lacking", ["who", "what"])
def test_without_who_or_what_nothing_is_kept_and_nothing_typed_is_lost(office: Office, desk: Client, lacking: str) -> None:
    page = desk.post(where(office.file()), {**CALLED, lacking: " "})
    assert (page.status_code, Message.objects.count()) == (422, 0)
    assert next(field.value for field in page.context["fields"] if field.name not in {lacking, "way"}) in CALLED.values()


def test_it_is_no_mail_that_waits_in_the_inbox(office: Office, desk: Client) -> None:
    desk.post(where(office.file()), CALLED)
    assert "Telefoongesprek" not in desk.get("/bureau/postvak/").content.decode()


def test_hostile_words_are_only_words(office: Office, desk: Client) -> None:
    dossier = office.file()
    desk.post(where(dossier), {**CALLED, "who": "<b>x</b>", "what": "<script>alert(1)</script>\x00é"})
    assert "<script>alert" not in desk.get(f"/bureau/dossier/{dossier.number}/").content.decode()


def test_another_organisation_writes_nothing_here(office: Office, enter: Enter) -> None:
    dossier = office.file()
    assert enter(make_office("ander").manager).post(where(dossier), CALLED).status_code == 404
    assert not Message.objects.exists()


def test_what_was_said_is_found(office: Office, desk: Client) -> None:
    dossier = office.file()
    desk.post(where(dossier), {**CALLED, "what": "Sprak over de schildpad."})
    assert dossier.number in desk.get("/bureau/register/?q=schildpad").content.decode()


def test_a_destroyed_dossier_takes_none(office: Office, desk: Client) -> None:
    dossier = office.file()
    Dossier.objects.update(stage="destroyed")
    page = desk.post(where(dossier), CALLED)
    assert page.status_code in {404, 409}
    assert not Message.objects.exists()


@pytest.mark.parametrize("calls", [1, 3])
def test_the_page_of_the_dossier_costs_the_same_however_often_was_called(
    office: Office, desk: Client, calls: int, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    dossier = office.file()
    for number in range(calls):
        desk.post(where(dossier), {**CALLED, "key": str(number)})
    with django_assert_max_num_queries(19):
        desk.get(f"/bureau/dossier/{dossier.number}/")
