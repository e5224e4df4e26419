from datetime import timedelta

import pytest

from tests.factories.house import HOUR, NOW, an_organisation
from wederhoor.actions.cursors import advance_cursor, claim_cursor, note_fault, release_cursor, retire_others
from wederhoor.actions.mailboxes import Trouble, troubled
from wederhoor.correspondence.models import MailboxCursor
from wederhoor.organisations.models import Organisation

pytestmark = pytest.mark.django_db
PLACE = "klachten@mail.example:993/INBOX"


@pytest.fixture
def organisation() -> Organisation:
    return an_organisation()


def read(organisation: Organisation, *, missed: tuple[int, ...] = (), fault: str = "", place: str = PLACE) -> None:
    cursor = claim_cursor(organisation.slug, mailbox="klachten", place=place, now=NOW)
    assert cursor is not None
    advance_cursor(cursor, uid_validity=1, last_uid=9, missed=missed, now=NOW)
    release_cursor(cursor, now=NOW, fault=fault)


def test_a_mailbox_that_is_read_to_its_end_is_no_trouble(organisation: Organisation) -> None:
    read(organisation)
    assert troubled(organisation, now=NOW + HOUR) == []


def test_one_that_was_broken_off_or_missed_something_is(organisation: Organisation) -> None:
    read(organisation, missed=(2, 3), fault="TimeoutError")
    assert troubled(organisation, now=NOW) == [Trouble("klachten", "TimeoutError", None, 2)]


def test_one_that_nobody_looks_into_is(organisation: Organisation) -> None:
    read(organisation)
    assert troubled(organisation, now=NOW + HOUR + timedelta(seconds=1)) == [Trouble("klachten", "", NOW, 0)]


def test_one_that_could_not_be_opened_is_until_it_is_read_again(organisation: Organisation) -> None:
    note_fault(organisation.slug, mailbox="klachten", place=PLACE, fault="MailboxLoginError")
    assert [one.fault for one in troubled(organisation, now=NOW)] == ["MailboxLoginError"]
    read(organisation)
    assert troubled(organisation, now=NOW) == []


def test_while_another_reads_it_nothing_is_noted(organisation: Organisation) -> None:
    claim_cursor(organisation.slug, mailbox="klachten", place=PLACE, now=NOW)
    note_fault(organisation.slug, mailbox="klachten", place=PLACE, fault="TimeoutError")
    assert MailboxCursor.objects.get().fault == ""


def test_of_a_place_where_the_mailbox_is_no_more_nothing_stands_open(organisation: Organisation) -> None:
    read(organisation, missed=(4,), fault="gaierror", place="oud@mail.example:993/INBOX")
    read(organisation)
    retire_others(organisation.slug, mailbox="klachten", places=[PLACE])
    assert troubled(organisation, now=NOW) == []


def test_of_an_organisation_that_is_not_there_nothing_is_noted() -> None:
    with pytest.raises(LookupError):
        note_fault("nergens", mailbox="klachten", place=PLACE, fault="TimeoutError")
