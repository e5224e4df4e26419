from collections.abc import Iterator, Mapping
from datetime import timedelta
from pathlib import Path

import pytest
from django.test import override_settings

from tests.exchange.postman import a_mail
from tests.factories.house import DAY, HOUR, NOW, an_organisation
from tests.portal.institution import an_institution, the_contact
from wederhoor.actions.answering import MOST_TO_ALL
from wederhoor.actions.arrival import Taken
from wederhoor.actions.contacts import ask_link
from wederhoor.actions.house import House
from wederhoor.correspondence.models import Letter, Message
from wederhoor.exchange.mail_in.again import Reread, read_all_again
from wederhoor.exchange.mail_in.receive import receive
from wederhoor.organisations.models import Organisation

pytestmark = pytest.mark.django_db
LARGE = "x" * 5_000


@pytest.fixture(autouse=True)
def _small() -> Iterator[None]:
    with override_settings(LARGEST_MESSAGE=4_000):
        yield


@pytest.fixture
def organisation() -> Organisation:
    return an_organisation(slug="eigen")


def take(
    organisation: Organisation, number: int = 1, *, after: timedelta = timedelta(0), headers: Mapping[str, str | None] | None = None
) -> Taken:
    raw = a_mail(LARGE, headers={"Message-ID": f"<{number}@zonland.example>", **(headers or {})})
    return receive(raw, organisation=organisation.slug, mailbox="klachten", now=NOW + after)


@pytest.mark.clause("ECM-02")
def test_what_is_too_large_is_kept_whole_and_put_before_a_person(organisation: Organisation, tmp_path: Path) -> None:
    assert take(organisation) == Taken("tray")
    row = Message.objects.get()
    assert (row.sender, row.subject, row.body) == ("noor@zonland.example", "Klacht over examen", "")
    assert (tmp_path / row.raw).stat().st_size > 5_000


def test_its_sender_is_told_once_what_came_and_what_to_do(organisation: Organisation) -> None:
    for number in range(3):
        take(organisation, number)
    letter = Letter.objects.get()
    assert (letter.address, letter.next_attempt, letter.matter) == ("noor@zonland.example", NOW, None)
    assert "te groot" in letter.body
    take(organisation, 4, after=DAY + HOUR)
    assert Letter.objects.count() == 2


def test_another_mail_that_belongs_to_no_dossier_does_not_keep_him_from_being_told(organisation: Organisation) -> None:
    customer = an_institution(organisation)
    ask_link(the_contact(customer).email, now=NOW - HOUR)
    take(organisation)
    assert [letter.address for letter in Letter.objects.filter(subject__contains="te groot")] == [the_contact(customer).email]


@pytest.mark.parametrize(
    ("language", "first", "second"), [("nl", "Geachte heer", "Dear Sir or Madam"), ("en", "Dear Sir or Madam", "Geachte heer")]
)
def test_he_is_told_in_both_languages_that_of_the_regulation_first(
    organisation: Organisation, monkeypatch: pytest.MonkeyPatch, language: str, first: str, second: str
) -> None:
    monkeypatch.setattr(House, "language_of", lambda _house, _message: language)
    take(organisation)
    letter = Letter.objects.get()
    assert letter.body.startswith(first)
    assert f"---\n\n{second}" in letter.body
    assert letter.subject.split(" / ")[language == "en"] == "Uw mail is te groot om te verwerken"


@pytest.mark.parametrize(
    "headers",
    [
        {"Auto-Submitted": "auto-replied"},
        {"X-Auto-Response-Suppress": "All"},
        {"Precedence": "bulk"},
        {"Return-Path": "<>"},
        {"From": "klachten@eigen.example"},
        {"From": "wederhoor@localhost"},
        {"From": None},
    ],
)
def test_a_machine_and_our_own_address_are_never_told(organisation: Organisation, headers: dict[str, str | None]) -> None:
    take(organisation, headers=headers)
    assert (Message.objects.get().state, Letter.objects.count()) in {("tray", 0), ("unreadable", 0)}


def test_a_flood_of_forged_senders_gets_a_bounded_number_of_answers(organisation: Organisation) -> None:
    for number in range(MOST_TO_ALL + 5):
        take(organisation, number, headers={"From": f"iemand{number}@zonland.example"})
    assert (Message.objects.count(), Letter.objects.count()) == (MOST_TO_ALL + 5, MOST_TO_ALL)


def test_it_is_read_once_the_limit_is_higher(organisation: Organisation) -> None:
    take(organisation)
    assert read_all_again(now=NOW) == Reread(unread=1)
    with override_settings(LARGEST_MESSAGE=1_000_000):
        assert read_all_again(now=NOW) == Reread(read=1, placed=1)
    assert Message.objects.get().state == "dossier"
