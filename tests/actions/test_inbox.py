"""Who sees the inbox: by the regulation, as a table over every function of the five; and the sum of all that came in."""

from pathlib import Path

import pytest
from django.test import override_settings

from tests.factories.house import NOW, a_member, an_organisation
from tests.factories.post import a_letter_in
from tests.support.clauses import shipped
from wederhoor.actions.access import Reading
from wederhoor.actions.inbox import Tally, inbox_of, mail_roles, message_for, tally
from wederhoor.actions.seated import members_of, waiting_for
from wederhoor.correspondence.models import Message
from wederhoor.organisations.models import Member, Organisation

pytestmark = pytest.mark.django_db
MANAGER = {"manager-propositie"}
NOTHING = Reading(frozenset(), ())


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path) -> object:
    with override_settings(DATA_DIR=tmp_path):
        yield


@pytest.fixture
def organisation() -> Organisation:
    return an_organisation()


def waits(member: Member, functions: set[str]) -> int | None:
    assert member.user_id is not None
    return next((waiting_for(one, functions, NOW) for one in members_of(member.user_id, NOW.date())), None)


@pytest.mark.parametrize(
    ("procedure", "roles"),
    [
        ("exa-men", {"support", "kernconstructeur", "leiding"}),
        ("ecm", {"medewerker", "verantwoordelijk-medewerker", "projectleider"}),
        ("concreet-onderwijsproducten", {"klachtenfunctionaris", "medewerker", "directie"}),
        ("extrack", {"klachtenfunctionaris"}),
        ("klik-onderwijs", {"manager-propositie"}),
    ],
)
def test_whoever_reads_a_complaint_as_it_comes_in_sees_the_inbox_and_no_one_else(procedure: str, roles: set[str]) -> None:
    assert mail_roles(shipped(procedure)) == roles


def test_a_function_that_sees_no_inbox_is_shown_none(organisation: Organisation) -> None:
    a_letter_in(organisation, at=NOW)
    member = a_member(organisation, "medewerker")
    assert not inbox_of(member, {"medewerker"}, NOW).exists()
    assert waits(member, {"medewerker"}) is None


def test_another_organisation_sees_nothing_of_it(organisation: Organisation) -> None:
    message = a_letter_in(organisation, at=NOW)
    other = a_member(an_organisation(), *MANAGER)
    assert not inbox_of(other, MANAGER, NOW).exists()
    assert waits(other, MANAGER) == 0
    assert message_for(other, MANAGER, message.pk, NOW, reading=NOTHING) is None


def test_whoever_left_sees_nothing(organisation: Organisation) -> None:
    a_letter_in(organisation, at=NOW)
    gone = a_member(organisation, *MANAGER)
    Member.objects.filter(pk=gone.pk).update(active=False)
    gone.refresh_from_db()
    assert not inbox_of(gone, MANAGER, NOW).exists()
    assert waits(gone, MANAGER) is None


def test_without_a_regulation_there_is_no_one_to_see_it() -> None:
    bare = Organisation.objects.create(slug="kaal", name="Kaal")
    assert waits(a_member(bare, *MANAGER), MANAGER) is None


def test_what_lies_in_a_dossier_is_read_by_whoever_reads_that_dossier(organisation: Organisation) -> None:
    message = a_letter_in(organisation, at=NOW, headers={})
    manager, stranger = a_member(organisation, *MANAGER), a_member(organisation, *MANAGER)
    reads = Reading(frozenset(MANAGER), (manager.pk,))
    assert message_for(manager, MANAGER, message.pk, NOW, reading=reads) == message
    assert message_for(stranger, MANAGER, message.pk, NOW, reading=NOTHING) is None


def test_everything_that_came_in_is_in_one_of_four_numbers(organisation: Organisation) -> None:
    for number, state in enumerate(("dossier", "tray", "unreadable", "set_aside", "new")):
        message = a_letter_in(organisation, number, at=NOW, headers={} if state == "dossier" else {"Precedence": "bulk"})
        Message.objects.filter(pk=message.pk).update(state=state)
    a_letter_in(an_organisation(), 9, at=NOW)
    counted = tally(a_member(organisation, *MANAGER))
    assert counted == Tally(dossiers=1, joined=0, waiting=3, set_aside=1)
    assert counted.came_in == Message.objects.filter(organisation=organisation).count()


def test_what_went_out_did_not_come_in(organisation: Organisation) -> None:
    Message.objects.create(organisation=organisation, direction="out", content_digest="d", received_at=NOW)
    member = a_member(organisation, *MANAGER)
    assert (tally(member).came_in, waits(member, MANAGER), inbox_of(member, MANAGER, NOW).count()) == (0, 0, 0)
