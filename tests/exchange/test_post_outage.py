"""The mail server away or slow for a day, the clock passed in: nothing is lost, nothing goes twice, nobody waits for another."""

from collections.abc import Generator
from contextlib import contextmanager
from datetime import datetime, timedelta
from threading import Event, Thread

import pytest
from django.db import OperationalError, connections

from tests.exchange.postman import Postman, by_smtp, postman
from tests.factories.house import DAY, NOW, a_dossier, a_member, an_organisation
from tests.factories.readers import acknowledgement_to_read
from wederhoor.actions import outbox
from wederhoor.actions.outbox import BACK_OFF, LONGEST
from wederhoor.actions.record import record
from wederhoor.actions.sent import HALF_WAY
from wederhoor.actions.values import Actor, Log, Recorded
from wederhoor.correspondence.models import Letter
from wederhoor.dossiers.models import Act
from wederhoor.exchange.mail_out.post import post_waiting
from wederhoor.organisations.models import Organisation

pytestmark = pytest.mark.django_db
ROLE, LETTERS = "manager-propositie", 6
#: How often the worker looks in these tests.
LOOK = timedelta(minutes=10)


@pytest.fixture
def manager() -> Actor:
    """Whom no mail about letters that fail reaches: these tests count what leaves."""
    member = a_member(an_organisation(), ROLE)
    member.email = ""
    member.save()
    return Actor(ROLE, member)


def a_letter(by: Actor, *, email: str = "noor@zonland.example", at: datetime = NOW) -> str:
    """An acknowledgement in the outbox; its Message-ID."""
    dossier = a_dossier(Organisation.objects.get(), complainant={"name": "Noor de Wit", "email": email}, at=at)
    done = record(Log(dossier.matter_id), "acknowledge", by=by, at=at, now=at, data={"channel": "mail"})
    assert isinstance(done, Recorded), done
    return Letter.objects.get(dossier=dossier).message_id


def worked(*, since: timedelta, until: timedelta) -> None:
    """A worker that looks every so often."""
    after = since
    while after < until:
        moment = NOW + after
        post_waiting(clock=lambda moment=moment: moment)  # type: ignore[misc]
        after += LOOK


def test_after_a_day_without_a_mail_server_everything_leaves_once_and_in_order(manager: Actor) -> None:
    names = [a_letter(manager, at=NOW + minutes * timedelta(minutes=1)) for minutes in range(LETTERS)]
    with by_smtp(1):
        worked(since=LETTERS * timedelta(minutes=1), until=DAY)
    assert set(Letter.objects.values_list("state", flat=True)) == {"waiting"}
    with postman() as man:
        worked(since=DAY, until=2 * DAY)
        assert man.ids() == names
    assert Act.objects.filter(act="sent").count() == LETTERS


def test_what_waited_for_a_day_is_filled_for_the_day_on_which_it_leaves(manager: Actor) -> None:
    a_letter(manager)
    with by_smtp(1):
        worked(since=timedelta(0), until=DAY)
    with postman() as man:
        worked(since=DAY, until=2 * DAY)
        assert [str(mail["date"])[:16] for mail in man.taken] == [f"{NOW + DAY:%a, %d %b %Y}"]
    assert Letter.objects.get().filled_for == (NOW + DAY).date()


def test_a_server_that_takes_nothing_for_a_day_gets_everything_the_day_after(manager: Actor) -> None:
    names = [a_letter(manager) for _ in range(LETTERS)]
    with postman(at_rcpt={"noor@zonland.example": "451 Come back later"}):
        worked(since=timedelta(0), until=DAY)
    with postman() as man:
        worked(since=DAY, until=3 * DAY)
        assert sorted(man.ids()) == sorted(names)


def test_a_server_that_stays_away_is_told_to_a_person(manager: Actor) -> None:
    a_letter(manager)
    with by_smtp(1):
        post_waiting(clock=lambda: NOW + LONGEST)
        assert Letter.objects.get().state == "waiting"
        post_waiting(clock=lambda: NOW + LONGEST + BACK_OFF[0])
    letter = Letter.objects.get()
    assert (letter.state, letter.reason) == ("failed", "De mailserver was niet te bereiken (ConnectionRefusedError).")


def test_a_letter_that_lay_with_its_second_reader_waits_from_when_he_approved_it() -> None:
    cast, reader = acknowledgement_to_read()
    approved = NOW + LONGEST + DAY
    by, of = Actor(ROLE, reader), Letter.objects.get().seq
    done = record(Log(cast.dossier.matter_id), "approve", by=by, at=approved, now=approved, data={"of": of})
    assert isinstance(done, Recorded), done
    with by_smtp(1):
        post_waiting(clock=lambda: approved)
        assert Letter.objects.get(seq=of).state == "waiting"
        post_waiting(clock=lambda: approved + LONGEST + DAY)
    assert Letter.objects.get(seq=of).state == "failed"


@pytest.mark.parametrize("answer", ["550 No such user", "450 Mailbox busy"])
def test_a_recipient_that_is_refused_holds_up_no_other(manager: Actor, answer: str) -> None:
    a_letter(manager, email="weg@zonland.example")
    names = [a_letter(manager) for _ in range(LETTERS)]
    with postman(at_rcpt={"weg@zonland.example": answer}) as man:
        assert post_waiting(clock=lambda: NOW) == LETTERS
        assert man.ids() == names


@pytest.mark.parametrize("answer", ["550 5.1.8 Sender address rejected", "530 Authentication required", "452 Too many mails"])
def test_a_server_that_refuses_us_as_the_sender_costs_no_letter_an_attempt(manager: Actor, answer: str) -> None:
    names = [a_letter(manager) for _ in range(LETTERS)]
    with postman() as man:
        man.at_mail = answer
        worked(since=timedelta(0), until=LOOK)
        assert set(Letter.objects.values_list("state", "attempts", "reason")) >= {("waiting", 0, f"De mailserver zei: {answer}")}
        assert not Letter.objects.exclude(state="waiting").exists()
        man.at_mail = ""
        worked(since=LOOK, until=2 * LOOK)
        assert man.ids() == names


# One letter that nothing can be done with --------------------------------------------------------------------------------------


def broken_for(monkeypatch: pytest.MonkeyPatch, step: str, name: str, fault: Exception) -> None:
    """A step of the outbox that fails for one letter."""
    works = getattr(outbox, step)

    def breaks(letter: Letter, *args: object, **more: object) -> object:
        if letter.message_id == name:
            raise fault
        return works(letter, *args, **more)

    monkeypatch.setattr(outbox, step, breaks)


def test_a_letter_that_cannot_be_filled_holds_up_no_other_and_comes_before_a_person(
    manager: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken, *names = [a_letter(manager) for _ in range(3)]
    broken_for(monkeypatch, "fresh", broken, RuntimeError())
    with postman() as man:
        worked(since=timedelta(0), until=LONGEST + LOOK)
        assert (man.ids(), Letter.objects.get(message_id=broken).state) == (names, "waiting")
        worked(since=LONGEST + LOOK, until=LONGEST + 2 * DAY)
    letter = Letter.objects.get(message_id=broken)
    assert (letter.state, letter.reason) == ("failed", "De brief kon niet opnieuw worden ingevuld.")
    assert Act.objects.filter(matter=letter.matter, act="bounced").exists()


def test_a_letter_that_cannot_be_given_up_holds_up_no_other(manager: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    broken, *names = [a_letter(manager) for _ in range(3)]
    Letter.objects.filter(message_id=broken).update(state="claimed", claimed_until=NOW, next_attempt=NOW, reason=HALF_WAY)
    broken_for(monkeypatch, "mark_failed", broken, RuntimeError())
    with postman() as man:
        post_waiting(clock=lambda: NOW)
        assert man.ids() == names
    monkeypatch.undo()
    post_waiting(clock=lambda: NOW + DAY)
    assert Letter.objects.get(message_id=broken).state == "failed"


@pytest.mark.parametrize("step", ["fresh", "mark_failed"])
def test_a_database_that_is_away_is_no_fault_of_a_letter(manager: Actor, monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    name = a_letter(manager)
    if step == "mark_failed":
        Letter.objects.update(state="claimed", claimed_until=NOW, reason=HALF_WAY)
    broken_for(monkeypatch, step, name, OperationalError())
    with pytest.raises(OperationalError):
        post_waiting(clock=lambda: NOW)
    assert Letter.objects.get().next_attempt == NOW


@contextmanager
def slow(man: Postman) -> Generator[tuple[Event, Event], None, None]:
    """A server that answers the next mail only when it is told to; also whether it has one in hand."""
    has, go = Event(), Event()
    man.holds = (has, go)
    try:
        yield has, go
    finally:
        go.set()


@pytest.mark.django_db(transaction=True)
def test_a_slow_server_keeps_nobody_from_the_database(manager: Actor) -> None:
    a_letter(manager)
    other = a_dossier(Organisation.objects.get())
    with postman() as man, slow(man) as (has, go):
        worker = Thread(target=_work_alone)
        worker.start()
        assert has.wait(20)
        done = record(Log(other.matter_id), "note", by=manager, at=NOW, now=NOW, data={"text": "Ondertussen."})
        assert isinstance(done, Recorded), done
        assert Letter.objects.get().state == "claimed"
        go.set()
        worker.join(20)
    assert Letter.objects.get().state == "sent"


def _work_alone() -> None:
    try:
        post_waiting(clock=lambda: NOW)
    finally:
        connections.close_all()
