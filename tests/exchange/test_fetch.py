import imaplib
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connections
from imap_tools.mailbox import MailBoxUnencrypted

from tests.exchange.imap import a_box, complaints, needs_dovecot, read
from tests.factories.house import DAY, NOW, an_organisation
from tests.support.dovecot import Dovecot
from wederhoor.correspondence.models import MailboxCursor, Message
from wederhoor.exchange.mail_in import fetch as fetching
from wederhoor.exchange.mail_in.fetch import FAULTS, NotKept, Read, fetch, fetch_over, retire_places
from wederhoor.exchange.mail_in.fetch_boxes import Box
from wederhoor.exchange.mail_in.fetch_line import Line
from wederhoor.organisations.models import Organisation

NOTHING_NEW = 5
"""Commands of a reading that finds nothing: able to what, sign in, able to what now, open, search."""

pytestmark = [pytest.mark.django_db, *needs_dovecot]


@pytest.fixture
def organisation() -> Organisation:
    return an_organisation()


@pytest.fixture
def box(server: Dovecot, user: str, organisation: Organisation) -> Box:
    return a_box(server, user, organisation.slug)


def at_now() -> datetime:
    return NOW


def commands_of(box: Box) -> int:
    """How many commands reading takes, from signing in to the end."""
    with Line(box) as line:
        fetch_over(line, box, clock=at_now)
        return line.commands


def client(server: Dovecot, user: str) -> MailBoxUnencrypted:
    mailbox = MailBoxUnencrypted("127.0.0.1", server.port)
    mailbox.login(user, "geheim")
    return mailbox


def states() -> list[str]:
    return list(Message.objects.order_by("pk").values_list("state", flat=True))


# What comes in ---------------------------------------------------------------------------------------------------------------


def test_new_mail_becomes_dossiers(server: Dovecot, user: str, box: Box) -> None:
    server.deliver(user, *complaints(3), at=NOW - DAY)
    assert read(box) == Read(taken=3)
    assert states() == ["dossier"] * 3


def test_a_mail_is_received_when_it_came_to_the_server(server: Dovecot, user: str, box: Box, organisation: Organisation) -> None:
    server.deliver(user, *complaints(1), at=NOW - 3 * DAY)
    read(box)
    assert Message.objects.get().received_at == NOW - 3 * DAY
    assert organisation.dossiers.get().received_at == NOW - 3 * DAY


def test_a_server_whose_clock_is_ahead_dates_nothing_in_the_future(server: Dovecot, user: str, box: Box) -> None:
    server.deliver(user, *complaints(1), at=NOW + DAY)
    read(box)
    assert Message.objects.get().received_at == NOW


def test_a_mail_is_kept_to_the_byte(server: Dovecot, user: str, box: Box, tmp_path: Path) -> None:
    [raw] = complaints(1)
    server.deliver(user, raw, at=NOW)
    read(box)
    assert (tmp_path / Message.objects.get().raw).read_bytes() == raw


def test_mail_of_before_the_day_that_is_set_is_left_alone(server: Dovecot, user: str, organisation: Organisation) -> None:
    box = a_box(server, user, organisation.slug, since=NOW.date())
    server.deliver(user, *complaints(2), at=NOW - 3 * DAY)
    server.deliver(user, *complaints(1, start=2), at=NOW)
    assert read(box) == Read(taken=1)


def test_a_folder_may_have_accents_in_its_name(server: Dovecot, user: str, organisation: Organisation) -> None:
    with client(server, user) as mailbox:
        mailbox.folder.create("Klächten & bezwären")
        mailbox.append(complaints(1)[0], "Klächten & bezwären", dt=NOW)
    assert read(a_box(server, user, organisation.slug, folder="Klächten & bezwären")) == Read(taken=1)


def test_what_was_taken_in_may_be_moved_and_is_not_lost(server: Dovecot, user: str, organisation: Organisation) -> None:
    with client(server, user) as mailbox:
        mailbox.folder.create("Gelézen")
    server.deliver(user, *complaints(30), at=NOW)
    assert read(a_box(server, user, organisation.slug, move_to="Gelézen")) == Read(taken=30)
    with client(server, user) as mailbox:
        assert len(mailbox.uids()) == 0
        mailbox.folder.set("Gelézen")
        assert len(mailbox.uids()) == 30


def test_reading_changes_nothing_on_the_server(server: Dovecot, user: str, box: Box) -> None:
    server.deliver(user, *complaints(2), at=NOW)
    read(box)
    with client(server, user) as mailbox:
        assert len(mailbox.uids("UNSEEN")) == 2


def test_without_a_safe_way_to_move_everything_stays(
    server: Dovecot, user: str, organisation: Organisation, monkeypatch: pytest.MonkeyPatch
) -> None:
    box = a_box(server, user, organisation.slug, move_to="Gelezen")
    server.deliver(user, *complaints(1), at=NOW)
    with Line(box) as line:
        monkeypatch.setattr(line, "_able", frozenset())
        assert fetch_over(line, box, clock=at_now) == Read(taken=1)
    assert server.held(user) == 1


# Once ------------------------------------------------------------------------------------------------------------------------


def test_fetched_twice_is_once(server: Dovecot, user: str, box: Box) -> None:
    server.deliver(user, *complaints(2), at=NOW)
    assert [read(box), read(box)] == [Read(taken=2), Read()]


def test_delivered_twice_is_once(server: Dovecot, user: str, box: Box) -> None:
    server.deliver(user, *complaints(1), at=NOW)
    server.deliver(user, b"Received: by another road\r\n" + complaints(1)[0], at=NOW)
    assert read(box) == Read(taken=2, known=1)
    assert states() == ["dossier"]


def test_broken_off_before_its_place_was_noted_it_is_once(server: Dovecot, user: str, box: Box, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise SystemExit

    server.deliver(user, *complaints(2), at=NOW)
    with monkeypatch.context() as patch:
        patch.setattr(fetching, "_pass", broken)
        with pytest.raises(SystemExit):
            read(box)
    assert read(box) == Read(taken=2, known=2)
    assert states() == ["dossier"] * 2


def test_a_server_that_numbers_anew_brings_nothing_twice(server: Dovecot, user: str, box: Box, organisation: Organisation) -> None:
    server.deliver(user, *complaints(40), at=NOW)
    read(box)
    server.deliver(user, *complaints(2, start=40), at=NOW)
    MailboxCursor.objects.update(uid_validity=1)
    assert read(box) == Read(taken=2, known=40)
    assert organisation.dossiers.count() == 42


def test_numbered_anew_what_was_destroyed_long_ago_does_not_come_back(server: Dovecot, user: str, box: Box) -> None:
    server.deliver(user, *complaints(1), at=NOW - timedelta(days=400))
    read(box)
    Message.objects.all().delete()
    MailboxCursor.objects.update(uid_validity=1)
    assert read(box) == Read()


def test_moved_away_and_back_on_the_server_it_is_once(server: Dovecot, user: str, box: Box) -> None:
    server.deliver(user, *complaints(2), at=NOW)
    read(box)
    with client(server, user) as mailbox:
        mailbox.folder.create("Elders")
        mailbox.move(mailbox.uids(), "Elders")
        mailbox.folder.set("Elders")
        mailbox.move(mailbox.uids(), "INBOX")
    assert read(box) == Read(taken=2, known=2)
    assert states() == ["dossier"] * 2


def test_a_mailbox_that_another_worker_reads_is_left_to_him(server: Dovecot, user: str, box: Box) -> None:
    server.deliver(user, *complaints(1), at=NOW)
    read(box)
    MailboxCursor.objects.update(claimed_until=NOW + timedelta(seconds=1), token="ander")
    assert read(box) == Read(busy=True)
    server.deliver(user, *complaints(1, start=1), at=NOW)
    assert read(box, NOW + timedelta(seconds=2)) == Read(taken=1)


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_take_each_mail_once(server: Dovecot, user: str, box: Box, organisation: Organisation) -> None:
    server.deliver(user, *complaints(60), at=NOW)

    def one(_: int) -> Read:
        try:
            return read(box)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        done = list(pool.map(one, range(4)))
    assert sum(item.taken - item.known for item in done) == 60
    assert organisation.dossiers.count() == Message.objects.count() == 60


def test_two_mailboxes_of_one_server_are_read_apart(server: Dovecot, organisation: Organisation) -> None:
    boxes = [a_box(server, server.user(), organisation.slug, key=key) for key in ("klachten", "beroep")]
    for number, box in enumerate(boxes):
        server.deliver(box.user, *complaints(1, start=number), at=NOW)
    assert [read(box) for box in boxes] == [Read(taken=1), Read(taken=1)]
    assert sorted(path.split("/")[2] for path in Message.objects.values_list("raw", flat=True)) == ["beroep", "klachten"]


# What it costs -----------------------------------------------------------------------------------------------------------------


def test_a_mailbox_of_five_thousand_costs_what_is_new(server: Dovecot, user: str, box: Box) -> None:
    server.deliver(user, *(b"From: a@b.example\r\nSubject: %d\r\n\r\nx\r\n" % number for number in range(5000)), at=NOW - 9 * DAY)
    with Line(box) as line:
        last = line.numbers()[-1]
        cursor = MailboxCursor.objects.create(organisation=Organisation.objects.get(), mailbox=box.key, place=box.place)
        MailboxCursor.objects.filter(pk=cursor.pk).update(uid_validity=line.uid_validity, last_uid=last)
    assert commands_of(box) == NOTHING_NEW
    server.deliver(user, *complaints(3), at=NOW)
    assert commands_of(box) == NOTHING_NEW + 2
    assert states() == ["dossier"] * 3


def test_many_are_asked_by_the_handful(server: Dovecot, user: str, box: Box) -> None:
    server.deliver(user, *complaints(60), at=NOW)
    assert commands_of(box) == NOTHING_NEW + 1 + 3


def test_what_is_heavy_is_fetched_alone(server: Dovecot, user: str, box: Box, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetching, "_HEAVY", 1000)
    heavy = complaints(1)[0] + b"x" * 2000
    server.deliver(user, *complaints(2, start=1), heavy, *complaints(1, start=3), at=NOW)
    assert commands_of(box) == NOTHING_NEW + 1 + 3


# What goes wrong ---------------------------------------------------------------------------------------------------------------


def without(numbers: set[int], monkeypatch: pytest.MonkeyPatch) -> None:
    """A server that cannot give these messages."""
    raws = Line.raws

    def some(line: Line, wanted: list[int]) -> list[Any]:
        return [item for item in raws(line, wanted) if item.number not in numbers]

    monkeypatch.setattr(Line, "raws", some)


def test_a_message_that_cannot_be_had_hinders_no_other_and_is_asked_again(
    server: Dovecot, user: str, box: Box, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.deliver(user, *complaints(4), at=NOW)
    with monkeypatch.context() as patch:
        without({2}, patch)
        assert read(box) == Read(taken=3, missed=1)
        assert read(box) == Read(missed=1)
        assert MailboxCursor.objects.get().missed == [2]
    assert read(box) == Read(taken=1)
    assert MailboxCursor.objects.get().missed == []


def test_a_message_that_was_missed_and_is_gone_is_asked_no_more(
    server: Dovecot, user: str, box: Box, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.deliver(user, *complaints(2), at=NOW)
    with monkeypatch.context() as patch:
        without({2}, patch)
        read(box)
    with client(server, user) as mailbox:
        mailbox.delete("2")
    assert read(box) == Read()
    assert MailboxCursor.objects.get().missed == []


def test_a_group_that_the_server_refuses_is_asked_one_by_one(server: Dovecot, user: str, box: Box, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = imaplib.IMAP4.uid

    def refusing(line: imaplib.IMAP4, command: str, *arguments: str) -> object:
        refused = command == "FETCH" and "BODY.PEEK[]" in arguments[-1] and arguments[0] in {"1,2,3", "2"}
        return ("NO", [b"[SERVERBUG]"]) if refused else asked(line, command, *arguments)

    monkeypatch.setattr(imaplib.IMAP4, "uid", refusing)
    server.deliver(user, *complaints(3), at=NOW)
    assert read(box) == Read(taken=2, missed=1)


def test_where_nothing_can_be_kept_nothing_is_passed(server: Dovecot, user: str, box: Box, tmp_path: Path) -> None:
    server.deliver(user, *complaints(5), at=NOW)
    (tmp_path / "raw").write_text("een bestand waar een map moet zijn")
    with pytest.raises(NotKept):
        read(box)
    row = MailboxCursor.objects.get()
    assert (row.last_uid, row.fault, row.claimed_until) == (0, "NotKept", None)
    (tmp_path / "raw").unlink()
    assert read(box) == Read(taken=5)


def test_told_to_stop_it_goes_on_where_it_was(server: Dovecot, user: str, box: Box) -> None:
    server.deliver(user, *complaints(60), at=NOW)
    stops = iter([False, True])
    assert fetch(box, clock=at_now, stopped=lambda: next(stops)) == Read(taken=25)
    assert read(box) == Read(taken=35)


def test_a_mailbox_of_nobody_is_refused(server: Dovecot, user: str) -> None:
    with pytest.raises(LookupError):
        read(a_box(server, user, "bestaat-niet"))


def test_a_mailbox_that_cannot_be_opened_is_noted_and_once_read_all_is_well_again(server: Dovecot, user: str, box: Box) -> None:
    with pytest.raises(FAULTS):
        read(replace(box, password="fout"))
    assert MailboxCursor.objects.get().fault == "MailboxLoginError"
    read(box)
    assert (MailboxCursor.objects.get().fault, MailboxCursor.objects.get().read_at) == ("", NOW)


def test_moved_to_another_server_nothing_stands_open_of_the_old_one(server: Dovecot, user: str, box: Box) -> None:
    with pytest.raises(FAULTS):
        read(replace(box, port=1))
    read(box)
    retire_places([box])
    assert sorted(MailboxCursor.objects.values_list("fault", flat=True)) == ["", ""]
