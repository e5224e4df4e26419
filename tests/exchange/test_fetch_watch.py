from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event
from time import monotonic, sleep

import pytest

from tests.exchange.imap import a_box, complaints, needs_dovecot
from tests.factories.house import NOW, an_organisation
from tests.support.dovecot import Dovecot
from wederhoor.correspondence.models import MailboxCursor, Message
from wederhoor.exchange.mail_in import fetch_line, fetch_watch
from wederhoor.exchange.mail_in.fetch import Read
from wederhoor.exchange.mail_in.fetch_boxes import Box
from wederhoor.exchange.mail_in.fetch_line import Line
from wederhoor.exchange.mail_in.fetch_watch import Watch, back_off
from wederhoor.organisations.models import Organisation

pytestmark = [pytest.mark.django_db(transaction=True), *needs_dovecot]
NEVER = 3600
"""Seconds: whoever only looks so seldom sees nothing in a test."""


@pytest.fixture
def organisation() -> Organisation:
    return an_organisation()


@contextmanager
def watching(*boxes: Box) -> Iterator[Watch]:
    watch = Watch(boxes, lambda: NOW)
    watch.start()
    try:
        yield watch
    finally:
        watch.stop()


def comes(what: Callable[[], bool]) -> bool:
    """Whether something is so within a minute."""
    until = monotonic() + 60
    while monotonic() < until:
        if what():
            return True
        sleep(0.05)
    return False


def was_read(box: Box) -> bool:
    return MailboxCursor.objects.filter(place=box.place, read_at__isnull=False).exists()


def taken(count: int) -> bool:
    return comes(lambda: Message.objects.filter(state="dossier").count() == count)


def test_the_server_calls_when_mail_comes(server: Dovecot, user: str, organisation: Organisation) -> None:
    box = a_box(server, user, organisation.slug, every=NEVER)
    with watching(box):
        assert comes(lambda: was_read(box))
        server.deliver(user, *complaints(1), at=NOW)
        assert taken(1)
        server.deliver(user, *complaints(2, start=1), at=NOW)
        assert taken(3)


class Silent(Line):
    """A line to a server that cannot call."""

    def __init__(self, box: Box) -> None:
        super().__init__(box)
        self._able = frozenset()


def test_a_server_that_cannot_call_is_asked(
    server: Dovecot, user: str, organisation: Organisation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fetch_watch, "Line", Silent)
    box = a_box(server, user, organisation.slug, every=1)
    with watching(box):
        assert comes(lambda: was_read(box))
        server.deliver(user, *complaints(1), at=NOW)
        assert taken(1)


def test_a_line_that_is_silent_for_long_is_asked_anew(
    server: Dovecot, user: str, organisation: Organisation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fetch_line, "_WAKE", 0.1)
    box = a_box(server, user, organisation.slug, every=NEVER)
    with Line(box) as line:
        begun = monotonic()
        line.wait(lambda: False, sleep)
    assert monotonic() - begun < 10


def test_mail_that_came_between_reading_and_waiting_is_not_waited_for(server: Dovecot, user: str, organisation: Organisation) -> None:
    server.deliver(user, *complaints(1), at=NOW)
    with Line(a_box(server, user, organisation.slug, every=NEVER)) as line:
        found = line.numbers()
        server.deliver(user, *complaints(1, start=1), at=NOW)
        line.raws(found)
        line._mailbox.client.noop()  # noqa: SLF001 - the server tells of it in passing
        begun = monotonic()
        line.wait(lambda: False, sleep)
    assert monotonic() - begun < 30


def test_a_server_that_was_away_is_found_again_and_all_is_caught_up(organisation: Organisation, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetch_watch, "_LONGEST", 0.3)
    server = Dovecot()
    try:
        user = server.user()
        box = a_box(server, user, organisation.slug, every=NEVER)
        with watching(box):
            assert comes(lambda: was_read(box))
            server.stop()
            server.deliver(user, *complaints(30), at=NOW)
            sleep(1)
            server.start()
            assert taken(30)
    finally:
        server.throw_away()


def test_a_mailbox_that_cannot_be_opened_hinders_no_other(server: Dovecot, organisation: Organisation) -> None:
    users = [server.user(), server.user()]
    boxes = [a_box(server, users[0], organisation.slug, password="fout"), a_box(server, users[1], organisation.slug, key="beroep")]
    with watching(*boxes):
        server.deliver(users[1], *complaints(1), at=NOW)
        assert taken(1)


def test_a_mailbox_whose_reader_died_is_taken_over(
    server: Dovecot, user: str, organisation: Organisation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fetch_watch, "_BUSY", 0.1)
    box = a_box(server, user, organisation.slug, every=NEVER)
    row = MailboxCursor.objects.create(organisation=organisation, mailbox=box.key, place=box.place, token="dood", claimed_until=NOW)
    MailboxCursor.objects.filter(pk=row.pk).update(claimed_until=NOW.replace(year=2027))
    server.deliver(user, *complaints(1), at=NOW)
    with watching(box):
        sleep(1)
        assert Message.objects.count() == 0
        MailboxCursor.objects.update(claimed_until=NOW)
        assert taken(1)


def test_told_to_stop_they_stop_also_while_a_server_is_away(server: Dovecot, user: str, organisation: Organisation) -> None:
    begun = monotonic()
    with watching(a_box(server, user, organisation.slug), a_box(server, user, organisation.slug, port=1)):
        sleep(1)
    assert monotonic() - begun < 20


def test_the_wait_grows_and_ends_growing() -> None:
    assert [back_off(failures) for failures in (1, 2, 3, 9, 10_000)] == [1, 2, 4, 256, 300]


class Bell(Event):
    """Is not waited for: remembers how long it would have been, and rings after five times."""

    def __init__(self) -> None:
        super().__init__()
        self.waits: list[float | None] = []

    def wait(self, timeout: float | None = None) -> bool:
        self.waits.append(timeout)
        if len(self.waits) == 5:
            self.set()
        return self.is_set()


class HangsUp(Line):
    """A line that can be read over once, and is dead when one waits for more."""

    def __init__(self, box: Box) -> None:
        pass

    def close(self) -> None:
        pass

    def wait(self, stopped: Callable[[], bool], pause: Callable[[float], object]) -> None:
        raise ConnectionError


@pytest.mark.parametrize(("held", "waits"), [(60.0, [1, 2, 4, 8, 16]), (0.0, [1, 1, 1, 1, 1])])
def test_a_server_that_hangs_up_on_whoever_comes_in_is_left_in_peace(
    organisation: Organisation, monkeypatch: pytest.MonkeyPatch, held: float, waits: list[int]
) -> None:
    monkeypatch.setattr(fetch_watch, "Line", HangsUp)
    monkeypatch.setattr(fetch_watch, "fetch_over", lambda *_, **__: Read())
    monkeypatch.setattr(fetch_watch, "_HELD", held)
    bell = Bell()
    watch = Watch([Box(organisation=organisation.slug, key="klachten", host="127.0.0.1", user="iemand")], lambda: NOW, bell)
    watch.start()
    assert comes(bell.is_set)
    watch.stop()
    assert bell.waits[:5] == waits
