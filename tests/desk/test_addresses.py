"""Where people turn: kept at the desk, read on the page of the regulation, under the form and on the page of a complaint."""

from collections.abc import Callable

import pytest
import time_machine
from django.test import Client

from tests.factories.house import NOW, a_filing, a_member, an_organisation
from tests.portal.visitor import page_of, words
from wederhoor.organisations.models import Member

Enter = Callable[[Member], Client]
ADDRESS = "/bureau/instellingen/adressen/"
KEPT = {
    "mailboxes.klachten": "klachten@extrack.example",
    "post.klachten": "Postbus 12\n3500 AB Utrecht",
    "holders.klachtenfunctionaris": "mevrouw De Ruiter",
    "mailboxes.geschillencommissie": "commissie@extrack.example",
    "post.commissie-van-bezwaar": "Postbus 13\n3500 AB Utrecht",
    "holders.committee": "",
}

pytestmark = [pytest.mark.django_db, pytest.mark.clause("EXT-27")]


@pytest.fixture
def officer() -> Member:
    return a_member(an_organisation("extrack", slug="extrack"), "klachtenfunctionaris")


@time_machine.travel(NOW, tick=False)
def test_what_is_kept_is_read_wherever_one_looks_for_where_to_turn(officer: Member, enter: Enter) -> None:
    assert enter(officer).post(ADDRESS, KEPT).status_code == 302
    page = words(Client().get("/extrack/"))
    for stage in ("klachtenfunctionaris, mevrouw De Ruiter. Dat kan per", "commissie@extrack.example", "Postbus 13 3500 AB Utrecht"):
        assert stage in page
    complaint = a_filing(officer.organisation, at=NOW)
    for address in ("/extrack/klacht/", page_of(client := Client(), complaint.tracking_code)):
        assert "klachtenfunctionaris, mevrouw De Ruiter. klachten@extrack.example" in words(client.get(address))


def test_what_is_kept_stands_in_the_form_and_an_address_that_is_none_is_not_kept(officer: Member, enter: Enter) -> None:
    desk = enter(officer)
    desk.post(ADDRESS, KEPT)
    wrong = desk.post(ADDRESS, {**KEPT, "mailboxes.klachten": "klachten@", "holders.committee": "J. Smit"})
    assert (wrong.status_code, 'value="J. Smit"' in wrong.content.decode()) == (422, True)
    shown = desk.get(ADDRESS).content.decode()
    assert [text for text in ("klachten@extrack.example", "mevrouw De Ruiter") if text not in shown] == []
    assert "J. Smit" not in shown


def test_only_who_looks_after_the_organisation_comes_here(officer: Member, enter: Enter) -> None:
    assert enter(a_member(officer.organisation, "medewerker")).get(ADDRESS).status_code == 404
