"""The inbox on the screen: oldest first, why each is there, the sum that adds up, and who does not find it at all."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client, override_settings
from pytest_django import DjangoAssertNumQueries

from tests.desk.conftest import TUESDAY, Office, make_office
from tests.factories.post import a_letter_in
from wederhoor.actions.settling import PUT_BACK, TAKEN_OUT, join, set_aside
from wederhoor.correspondence.models import Message
from wederhoor.organisations.models import Member


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path) -> Iterator[None]:
    with override_settings(DATA_DIR=tmp_path):
        yield


def came_in(office: Office, *numbers: int) -> list[Message]:
    return [a_letter_in(office.organisation, n, at=TUESDAY - timedelta(hours=n), subject=f"Bericht {n}") for n in numbers]


def shown(client: Client, address: str = "/bureau/postvak/") -> list[str]:
    return [mail["subject"] for mail in client.get(address).context["mails"]]


def test_the_oldest_stands_first_with_why_it_is_there(office: Office, desk: Client) -> None:
    came_in(office, 1, 3, 2)
    assert shown(desk) == ["Bericht 3", "Bericht 2", "Bericht 1"]
    assert "door een machine geschreven" in desk.get("/bureau/postvak/").content.decode()


def test_how_many_wait_stands_in_the_main_menu(office: Office, desk: Client) -> None:
    came_in(office, 1, 2)
    items = {item["label"]: item.get("count") for item in desk.get("/bureau/").context["navigation"]}
    assert items["Postvak"] == 2


@pytest.mark.clause("ECM-02")
def test_the_parts_add_up_to_what_came_in(office: Office, desk: Client) -> None:
    first, second, *_rest = came_in(office, 1, 2, 3)
    a_letter_in(office.organisation, 4, at=TUESDAY, headers={})
    set_aside(first.pk, by=office.manager, reason="spam", text="", now=TUESDAY)
    join(second.pk, by=office.manager, dossier=office.file(), now=TUESDAY)
    assert desk.get("/bureau/postvak/").context["sum"] == (
        "Er kwamen 4 berichten binnen: 1 werd een dossier, 1 is bij een dossier gevoegd, 1 wacht en 1 is terzijde gelegd."
    )


def test_an_empty_inbox_says_that_nothing_waits(office: Office, desk: Client) -> None:
    page = desk.get("/bureau/postvak/").content.decode()
    assert "Er wacht niets" in page
    assert "Er kwamen 0 berichten binnen" in page


def test_what_was_set_aside_stands_apart_with_who_did_it_and_why(office: Office, desk: Client) -> None:
    [message] = came_in(office, 1)
    set_aside(message.pk, by=office.manager, reason="not_ours", text="voor de gemeente", now=TUESDAY)
    page = desk.get("/bureau/postvak/?toon=terzijde")
    [mail] = page.context["mails"]
    assert (mail["reason"], mail["by"]) == ("Niet voor ons: voor de gemeente", "M. Bakker")
    assert shown(desk) == []


@pytest.mark.parametrize(
    ("state", "reason", "said"),
    [
        ("tray", PUT_BACK, "Was terzijde gelegd en is teruggezet."),
        ("tray", f"{TAKEN_OUT}: 2026-0001", "Lag in dossier 2026-0001 en is daar uitgehaald."),
        ("new", "", "Wordt nog verwerkt."),
        ("tray", "", ""),
        ("set_aside", "vroeger: iets", "vroeger: iets"),
    ],
)
def test_each_reason_is_told_in_words(office: Office, desk: Client, state: str, reason: str, said: str) -> None:
    [message] = came_in(office, 1)
    Message.objects.filter(pk=message.pk).update(state=state, reason=reason)
    address = "/bureau/postvak/?toon=terzijde" if state == "set_aside" else "/bureau/postvak/"
    assert desk.get(address).context["mails"][0]["reason"] == said


def test_an_unreadable_mail_has_a_name_too(office: Office, desk: Client) -> None:
    [message] = came_in(office, 1)
    Message.objects.filter(pk=message.pk).update(state="unreadable", subject="", sender="")
    assert shown(desk) == ["Onleesbaar bericht"]


def test_what_a_stranger_wrote_runs_nothing(office: Office, desk: Client) -> None:
    a_letter_in(office.organisation, at=TUESDAY, subject="<script>alert(1)</script>", sender='"<b>x</b>" <x@x.example>')
    assert "<script>alert" not in desk.get("/bureau/postvak/").content.decode()


def test_without_the_right_function_there_is_no_inbox(office: Office, enter: Callable[[Member], Client]) -> None:
    [message] = came_in(office, 1)
    for member in (office.employee, office.outsider):
        client = enter(member)
        assert [client.get(f"/bureau/postvak/{path}").status_code for path in ("", f"{message.pk}/")] == [404, 404]
        assert "Postvak" not in client.get("/bureau/").content.decode()


def test_another_organisation_has_its_own(office: Office, enter: Callable[[Member], Client]) -> None:
    [message] = came_in(office, 1)
    other = enter(make_office("ander", "Ander").manager)
    assert shown(other) == []
    assert other.get(f"/bureau/postvak/{message.pk}/").status_code == 404
    assert other.post(f"/bureau/postvak/{message.pk}/", {"step": "aside", "reason": "spam"}).status_code == 404
    assert other.get(f"/bureau/postvak/{message.pk}/vastleggen/").status_code == 404


@pytest.mark.parametrize("query", ["", "toon=terzijde&"])
def test_it_goes_on_by_key(office: Office, desk: Client, monkeypatch: pytest.MonkeyPatch, query: str) -> None:
    monkeypatch.setattr("wederhoor.desk.views.inbox.PAGE", 2)
    for message in came_in(office, 1, 2, 3) if query else []:
        set_aside(message.pk, by=office.manager, reason="spam", text="", now=TUESDAY)
    came_in(office, 4, 5, 6)
    first = desk.get(f"/bureau/postvak/?{query}")
    second = desk.get(f"/bureau/postvak/{first.context['next_href']}")
    found = [mail["subject"] for page in (first, second) for mail in page.context["mails"]]
    assert found == [f"Bericht {n}" for n in ((1, 2, 3) if query else (6, 5, 4))]
    assert second.context["next_href"] == ""


@pytest.mark.parametrize("key", ["onzin", "2026-04-21_3", "2026-04-21T08:00:00+00:00_x", f"2026-04-21T08:00:00+00:00_{9**30}"])
def test_a_key_that_is_no_key_is_the_beginning(office: Office, desk: Client, key: str) -> None:
    came_in(office, 1)
    assert len(desk.get("/bureau/postvak/", {"na": key}).context["mails"]) == 1


@pytest.mark.parametrize("count", [1, 3])
def test_the_number_of_queries_does_not_grow_with_the_rows(
    office: Office, desk: Client, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    came_in(office, *range(1, count + 1))
    desk.get("/bureau/postvak/")
    with django_assert_num_queries(7):
        assert len(shown(desk)) == count
