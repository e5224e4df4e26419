from datetime import timedelta

import pytest

from tests.exchange.postman import a_mail
from tests.exchange.returns import REPORTS
from tests.factories.house import DAY, NOW, a_filing, a_member, an_organisation, took
from wederhoor.actions.arrival import Taken
from wederhoor.actions.belonging import token_of
from wederhoor.actions.loading import take
from wederhoor.actions.record import Actor
from wederhoor.actions.repeating import AGAIN, BY_POST, Repeat, go_on
from wederhoor.actions.sent import mark_sent
from wederhoor.correspondence.models import Letter, Message
from wederhoor.dossiers.models import Act, Dossier, Party
from wederhoor.exchange.mail_in.receive import receive
from wederhoor.organisations.models import Member, Organisation

pytestmark = [pytest.mark.django_db, pytest.mark.clause("KLI-09")]
TO = "noor@zonland.example"


@pytest.fixture
def organisation() -> Organisation:
    return an_organisation()


@pytest.fixture
def owner(organisation: Organisation) -> Member:
    return a_member(organisation, "manager-propositie")


@pytest.fixture
def letter(organisation: Organisation, owner: Member) -> Letter:
    """The acknowledgement that Noor de Wit got."""
    dossier = a_filing(organisation).dossier
    took(dossier, "acknowledge", owner, role="manager-propositie", at=NOW, channel="mail")
    letter = Letter.objects.get()
    mark_sent(letter, at=NOW, now=NOW)
    letter.refresh_from_db()
    return letter


def comes_back(letter: Letter, server: str = "postfix", *, after: timedelta = DAY, to: str = TO) -> Taken:
    raw = REPORTS[server](letter.message_id, f"klachten+{token_of(letter.pk)}@organisatie.example", to)
    return receive(raw.encode(), organisation=letter.organisation.slug, mailbox="klachten", now=NOW + after)


@pytest.mark.parametrize("server", REPORTS)
def test_a_letter_that_comes_back_is_owed_again_whichever_server_says_so(letter: Letter, server: str) -> None:
    assert comes_back(letter, server) == Taken("tray")
    letter.refresh_from_db()
    assert (letter.state, Act.objects.filter(act="bounced").count()) == ("failed", 1)


@pytest.mark.parametrize("late", [DAY, 9 * DAY, 60 * DAY])
def test_the_duty_is_open_again_also_when_the_report_is_days_late(letter: Letter, late: timedelta) -> None:
    before = _acknowledged(letter)
    comes_back(letter, after=late)
    assert (before, _acknowledged(letter)) == ([True], [False])


def _acknowledged(letter: Letter) -> list[bool]:
    assert letter.dossier is not None
    [shelf] = take([letter.dossier.matter_id])
    dossier = shelf.replayed(NOW + 61 * DAY).dossiers[letter.dossier.name]
    return [item.met_at is not None for item in dossier.occurrences if item.duty.id == "acknowledge"]


def test_whoever_looks_after_the_dossier_is_told_once(letter: Letter, owner: Member) -> None:
    comes_back(letter)
    comes_back(letter, "exim")
    [told] = Letter.objects.filter(matter__isnull=True)
    assert letter.dossier is not None
    assert (told.address, letter.dossier.number in told.subject, TO in told.body) == (owner.email, True, False)


def test_what_comes_back_from_staff_is_told_to_nobody(letter: Letter) -> None:
    comes_back(letter)
    told = Letter.objects.get(matter__isnull=True)
    mark_sent(told, at=NOW + DAY, now=NOW + DAY)
    comes_back(told, "qmail", after=2 * DAY)
    assert (Letter.objects.count(), Act.objects.filter(act="bounced").count()) == (2, 1)


def test_a_report_of_another_organisation_s_letter_changes_nothing(letter: Letter) -> None:
    other = an_organisation()
    raw = REPORTS["postfix"](letter.message_id, f"klachten+{token_of(letter.pk)}@organisatie.example", TO)
    receive(raw.encode(), organisation=other.slug, mailbox="klachten", now=NOW + DAY)
    letter.refresh_from_db()
    assert letter.state == "sent"


def test_an_address_alone_tells_a_person_where_to_look_and_changes_nothing(letter: Letter, organisation: Organisation) -> None:
    raw = a_mail(f"<{TO}>: user unknown", headers={"From": "mailer-daemon@zonland.example", "Subject": "failure notice"})
    receive(raw, organisation=organisation.slug, mailbox="klachten", now=NOW + DAY)
    letter.refresh_from_db()
    assert letter.dossier is not None
    assert (letter.state, Message.objects.get().reason) == ("sent", f"maybe_returned: {letter.dossier.number}")


def test_a_person_who_forges_a_report_reopens_nothing_that_he_cannot_name(letter: Letter, organisation: Organisation) -> None:
    raw = REPORTS["postfix"]("<geraden@organisatie.example>", f"klachten+{'a' * 32}@organisatie.example", "vreemd@elders.example")
    receive(raw.encode(), organisation=organisation.slug, mailbox="klachten", now=NOW + DAY)
    letter.refresh_from_db()
    assert (letter.state, Dossier.objects.count()) == ("sent", 1)


def goes_once_more(letter: Letter, owner: Member, step: str, email: str = "") -> None:
    """It failed, left once more and arrived."""
    comes_back(letter)
    Party.objects.filter(matter=letter.matter).update(address="Dorpsweg 1", city="Zutphen")
    assert go_on(letter, Repeat(step, email=email), by=Actor("manager-propositie", owner), now=NOW + DAY) is None
    mark_sent(letter, at=NOW + DAY, now=NOW + DAY)


@pytest.mark.parametrize(("step", "email"), [(AGAIN, "goed@zonland.example"), (BY_POST, "")])
def test_a_late_report_of_the_first_time_says_nothing_of_the_second(letter: Letter, owner: Member, step: str, email: str) -> None:
    goes_once_more(letter, owner, step, email)
    assert comes_back(letter, "exim", after=2 * DAY) == Taken("tray")
    letter.refresh_from_db()
    assert (letter.state, _acknowledged(letter)) == ("sent", [True])


def test_a_report_of_the_second_time_is_of_the_second(letter: Letter, owner: Member) -> None:
    goes_once_more(letter, owner, AGAIN, "ook-fout@zonland.example")
    comes_back(letter, "exim", after=2 * DAY, to="ook-fout@zonland.example")
    letter.refresh_from_db()
    assert letter.state == "failed"


def test_an_address_is_known_again_however_it_is_written(letter: Letter, organisation: Organisation) -> None:
    Letter.objects.filter(pk=letter.pk).update(address="Noor@Zonland.example")
    raw = a_mail(f"<{TO}>: user unknown", headers={"From": "mailer-daemon@zonland.example", "Subject": "failure notice"})
    receive(raw, organisation=organisation.slug, mailbox="klachten", now=NOW + DAY)
    assert Message.objects.get().reason.startswith("maybe_returned")
