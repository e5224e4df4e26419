"""The three ways out of the inbox, each by a person and on record; two at once; and what can be undone."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connections
from django.test import override_settings

from tests.factories.house import DAY, HOUR, NOW, a_dossier, a_member, an_organisation, took
from tests.factories.post import a_letter_in
from wederhoor.actions.filing import Filed
from wederhoor.actions.inbox import tally
from wederhoor.actions.record import record
from wederhoor.actions.settling import Settled, join, make_dossier, put_back, set_aside, take_out
from wederhoor.actions.values import Actor, Log, Recorded, Refused
from wederhoor.correspondence.models import Attachment, Message
from wederhoor.dossiers.models import Act, Document, Dossier, Party
from wederhoor.organisations.models import Member, Organisation

MANAGER = "manager-propositie"
DATA = {"kind": "complaint", "complainant": {"name": "Noor de Wit", "email": "noor@zonland.example"}, "description": "Vraag 7 klopt niet."}
LATER = NOW + 3 * HOUR


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path) -> Iterator[None]:
    with override_settings(DATA_DIR=tmp_path):
        yield


@pytest.fixture
def organisation(db: None) -> Organisation:
    return an_organisation()


@pytest.fixture
def manager(organisation: Organisation) -> Member:
    return a_member(organisation, MANAGER, name="M. Bakker")


@pytest.fixture
def message(organisation: Organisation) -> Message:
    return a_letter_in(organisation, at=NOW, files={"foto.png": b"\x89PNG\r\n\x1a\n123"})


def on_record(message: Message) -> tuple[str, str, object]:
    message.refresh_from_db()
    return message.state, message.settled_by.name if message.settled_by else "", message.settled_at


def test_a_message_becomes_a_dossier_received_when_it_came_in(message: Message, manager: Member) -> None:
    done = make_dossier(message.pk, by=manager, data=DATA, now=LATER)
    assert isinstance(done, Filed)
    assert (done.dossier.received_at, done.dossier.channel, Act.objects.get().by) == (NOW, "mail", "complainant")
    assert on_record(message) == ("dossier", "M. Bakker", LATER)


def test_its_attachments_become_documents(message: Message, manager: Member) -> None:
    make_dossier(message.pk, by=manager, data=DATA, now=LATER)
    document = Document.objects.get()
    assert (document.name, document.matter_id, Attachment.objects.get().document) == ("foto.png", Dossier.objects.get().matter_id, document)


def test_a_filing_that_is_refused_leaves_the_message_where_it_was(message: Message, manager: Member) -> None:
    done = make_dossier(message.pk, by=manager, data={**DATA, "onzin": "x"}, now=LATER)
    assert isinstance(done, Refused)
    assert (on_record(message), Dossier.objects.count()) == (("tray", "", None), 0)


def test_a_message_joins_a_dossier_with_its_attachments(message: Message, manager: Member, organisation: Organisation) -> None:
    dossier = a_dossier(organisation)
    assert join(message.pk, by=manager, dossier=dossier, now=LATER) is None
    assert on_record(message) == ("joined", "M. Bakker", LATER)
    assert (message.dossier, Document.objects.get().dossier) == (dossier, dossier)


def test_it_joins_no_dossier_that_is_destroyed(message: Message, manager: Member, organisation: Organisation) -> None:
    dossier = a_dossier(organisation)
    Dossier.objects.update(stage="destroyed")
    assert isinstance(join(message.pk, by=manager, dossier=dossier, now=LATER), Refused)
    assert (on_record(message), message.dossier, Document.objects.count()) == (("tray", "", None), None, 0)


@pytest.mark.parametrize("known", [True, False])
def test_the_address_of_its_sender_is_kept_where_one_asks_so(organisation: Organisation, manager: Member, known: bool) -> None:
    dossier = a_dossier(organisation)
    message = a_letter_in(organisation, at=NOW, sender="nieuw@zonland.example")
    join(message.pk, by=manager, dossier=dossier, now=LATER, roles={MANAGER}, known=known)
    party = Party.objects.get(matter_id=dossier.matter_id, part="complainant")
    assert party.email == ("nieuw@zonland.example" if known else "noor@zonland.example")


@pytest.mark.clause("ECM-02")
@pytest.mark.parametrize(("text", "reason"), [("", "spam"), ("van een\n leverancier", "spam: van een leverancier")])
def test_a_message_is_set_aside_with_its_reason(message: Message, manager: Member, text: str, reason: str) -> None:
    assert set_aside(message.pk, by=manager, reason="spam", text=text, now=LATER) is None
    assert on_record(message) == ("set_aside", "M. Bakker", LATER)
    assert message.reason == reason


def test_an_unknown_reason_is_none(message: Message, manager: Member) -> None:
    with pytest.raises(ValueError, match="zomaar"):
        set_aside(message.pk, by=manager, reason="zomaar", text="", now=LATER)


def test_what_was_set_aside_can_be_put_back(message: Message, manager: Member) -> None:
    set_aside(message.pk, by=manager, reason="test", text="", now=NOW)
    assert put_back(message.pk, by=manager, now=LATER) is None
    assert on_record(message) == ("tray", "M. Bakker", LATER)
    assert isinstance(put_back(message.pk, by=manager, now=LATER), Settled)


def test_whoever_comes_second_is_told_who_was_first(message: Message, manager: Member, organisation: Organisation) -> None:
    second = a_member(organisation, MANAGER)
    set_aside(message.pk, by=manager, reason="spam", text="", now=NOW)
    told = Settled("set_aside", "M. Bakker", NOW, "")
    assert set_aside(message.pk, by=second, reason="test", text="", now=LATER) == told
    assert make_dossier(message.pk, by=second, data=DATA, now=LATER) == told
    assert join(message.pk, by=second, dossier=a_dossier(organisation), now=LATER) == told
    assert take_out(message.pk, by=second, now=LATER) == told


def test_a_message_of_another_organisation_does_not_exist(message: Message) -> None:
    with pytest.raises(Message.DoesNotExist):
        set_aside(message.pk, by=a_member(an_organisation(), MANAGER), reason="spam", text="", now=LATER)


# Taken out again -------------------------------------------------------------------------------------------------------------


def test_what_was_joined_wrongly_comes_out_again_with_its_files(message: Message, manager: Member, organisation: Organisation) -> None:
    dossier = a_dossier(organisation)
    join(message.pk, by=manager, dossier=dossier, now=NOW)
    assert take_out(message.pk, by=manager, now=LATER) is None
    assert on_record(message) == ("tray", "M. Bakker", LATER)
    assert (message.dossier, message.reason) == (None, f"taken_out: {dossier.number}")
    assert (Document.objects.count(), Attachment.objects.count()) == (0, 1)


def test_it_can_join_another_after_that(message: Message, manager: Member, organisation: Organisation) -> None:
    first, second = a_dossier(organisation), a_dossier(organisation)
    join(message.pk, by=manager, dossier=first, now=NOW)
    take_out(message.pk, by=manager, now=LATER)
    join(message.pk, by=manager, dossier=second, now=LATER)
    assert Document.objects.get().dossier == second


def test_what_something_rests_on_stays(message: Message, manager: Member, organisation: Organisation) -> None:
    dossier = a_dossier(organisation)
    join(message.pk, by=manager, dossier=dossier, now=NOW)
    took(dossier, "note", manager, role=MANAGER, at=LATER, text="Zie de foto.", documents=[Document.objects.get().ref])
    assert isinstance(take_out(message.pk, by=manager, now=LATER + DAY), Refused)


def test_what_the_complainant_let_know_in_it_keeps_it_too(message: Message, manager: Member, organisation: Organisation) -> None:
    dossier = a_dossier(organisation)
    join(message.pk, by=manager, dossier=dossier, now=NOW)
    party = Party.objects.get(matter_id=dossier.matter_id, part="complainant").ref
    by = Actor("complainant", manager, party)
    done = record(Log(dossier.matter_id), "complete", by=by, at=LATER, now=LATER, data={"channel": "mail", "reasons": "Twee antwoorden."})
    assert isinstance(done, Recorded), done
    assert isinstance(take_out(message.pk, by=manager, now=LATER + DAY), Refused)


# At once ---------------------------------------------------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_of_many_at_once_one_settles_and_the_sum_still_holds() -> None:
    organisation = an_organisation()
    members = [a_member(organisation, MANAGER) for _ in range(2)]
    messages = [a_letter_in(organisation, number, at=NOW + timedelta(minutes=number)) for number in range(3)]
    dossier = a_dossier(organisation)

    def settle(job: tuple[Message, Member, int]) -> bool:
        message, member, way = job
        try:
            done: object
            if way == 0:
                done = set_aside(message.pk, by=member, reason="spam", text="", now=LATER)
            elif way == 1:
                done = join(message.pk, by=member, dossier=dossier, now=LATER)
            else:
                done = make_dossier(message.pk, by=member, data=DATA, now=LATER)
            return not isinstance(done, Settled)
        finally:
            connections.close_all()

    jobs = [(message, members[way % 2], way) for message in messages for way in range(3)]
    with ThreadPoolExecutor(4) as pool:
        won = sum(pool.map(settle, jobs))
    counted = tally(members[0])
    assert (won, counted.came_in, counted.waiting) == (3, Message.objects.count(), 0)
