"""One dossier by every surface of the desk, for who reads it whole, who sees what was put before him, and who sees nothing."""

from collections.abc import Callable

import pytest
from django.http import Http404
from django.test import Client

from tests.desk.conftest import TUESDAY, Office, make_office
from wederhoor.actions.access import Reading, put_before, visible_to
from wederhoor.actions.values import Actor
from wederhoor.desk.opened import put_before_me, put_on_desk
from wederhoor.desk.seat import Seat
from wederhoor.dossiers.models import AccessLog, Dossier
from wederhoor.organisations.models import Member


def seat_of(member: Member, *roles: str) -> Seat:
    """Where a member sits."""
    return Seat(member, frozenset(roles), TUESDAY, Reading(frozenset(roles), (member.pk,)))


@pytest.fixture
def dossier(office: Office) -> Dossier:
    """The employee handles it and asked someone without a function for advice."""
    row = office.file()
    office.do(row, "assign", to=f"m-{office.employee.pk}", independent=True)
    office.do(row, "consult", by=Actor("handler", office.employee), of=[f"m-{office.outsider.pk}"], question="Klopt vraag 3?")
    return row


def surfaces(client: Client, number: str) -> set[str]:
    """On which surfaces a dossier is found; its page only where that tells the complaint itself."""
    pages = {"page": f"/bureau/dossier/{number}/", "list": "/bureau/", "register": "/bureau/register/", "group": "/bureau/?groep=later"}
    said = {name: client.get(address) for name, address in pages.items()}
    found = {name for name, answer in said.items() if answer.status_code == 200 and "antwoordsleutel" in answer.content.decode()}
    listed = {name for name in ("list", "register", "group") if number in said[name].content.decode()}
    return found | listed


def test_page_and_lists_and_counts_give_the_same_answer(dossier: Dossier, office: Office, enter: Callable[[Member], Client]) -> None:
    elsewhere = make_office("ander", "Ander").manager
    for member, whole in ((office.manager, True), (office.employee, True), (office.outsider, False), (elsewhere, False)):
        found = surfaces(enter(member), dossier.number)
        assert found >= {"page", "list", "register"} if whole else not found, member.name
        assert visible_to(member).count() == whole
        assert put_before(member).count() == (member == office.outsider)


def test_who_sees_only_what_was_put_before_him_opens_that_and_no_whole_dossier(dossier: Dossier, office: Office) -> None:
    seat = seat_of(office.outsider)
    with pytest.raises(Http404):
        put_on_desk(seat, dossier.number)
    desk = put_before_me(seat, dossier.number)
    assert not desk.sight.whole
    assert {record.act for record in desk.dossier.records if desk.sight.sees_act(record)} == {"consult"}
    assert desk.roles == ("adviser",)


def test_who_reads_it_whole_has_it_on_his_desk_and_not_before_him(dossier: Dossier, office: Office) -> None:
    seat = seat_of(office.manager, "manager-propositie")
    assert put_on_desk(seat, dossier.number).sight.whole
    with pytest.raises(Http404):
        put_before_me(seat, dossier.number)


def test_each_opening_is_written_down_once_a_quarter_whoever_opens(dossier: Dossier, office: Office) -> None:
    for _ in range(2):
        put_before_me(seat_of(office.outsider), dossier.number)
        put_on_desk(seat_of(office.manager, "manager-propositie"), dossier.number)
    assert sorted(AccessLog.objects.values_list("who", flat=True)) == sorted(f"m-{one.pk}" for one in (office.outsider, office.manager))


def test_what_is_refused_is_no_opening(dossier: Dossier, office: Office) -> None:
    for opens, seat in ((put_on_desk, seat_of(office.outsider)), (put_before_me, seat_of(make_office("ander", "Ander").manager))):
        with pytest.raises(Http404):
            opens(seat, dossier.number)
    assert not AccessLog.objects.exists()
