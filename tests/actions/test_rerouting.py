"""A letter that waits goes where its addressee is reached now: a corrected address must not bring it to a stranger."""

from datetime import datetime

import pytest

from tests.factories.house import DAY, HOUR, NOW, took
from tests.factories.lives import MANAGER, Cast, begun
from tests.factories.readers import acknowledgement_to_read
from wederhoor.actions.outbox import claim
from wederhoor.actions.record import Actor, Log, Recorded, record
from wederhoor.actions.sent import mark_sent
from wederhoor.correspondence.models import Letter

pytestmark = pytest.mark.django_db
RIGHT = "goed@zonland.example"


def corrects(cast: Cast, *, at: datetime = NOW + 2 * HOUR, **contact: str) -> None:
    data = {"person": "p-1", "contact": contact, "reason": "Een tikfout."}
    done = record(Log(cast.dossier.matter_id), "correct", by=Actor(MANAGER, cast.manager), at=at, now=at, data=data)
    assert isinstance(done, Recorded), done


def acknowledges(cast: Cast, channel: str = "mail") -> Letter:
    took(cast.dossier, "acknowledge", cast.manager, role=MANAGER, at=NOW + HOUR, channel=channel)
    return Letter.objects.get(act="acknowledge")


def test_a_letter_in_the_outbox_leaves_to_the_corrected_address() -> None:
    cast = begun()
    acknowledges(cast)
    corrects(cast, email=RIGHT, name="Noor de Witte")
    letter = claim(now=NOW + 3 * HOUR)
    assert letter is not None
    assert (letter.address, letter.name) == (RIGHT, "Noor de Witte")


def test_a_letter_before_its_second_reader_leaves_to_the_corrected_address() -> None:
    cast, _reader = acknowledgement_to_read()
    corrects(cast, email=RIGHT)
    assert Letter.objects.get().address == RIGHT


def test_a_letter_that_is_to_be_posted_gets_the_corrected_address() -> None:
    cast = begun()
    corrects(cast, address="Dorpsweg 1", city="Zutphen")
    letter = acknowledges(cast, "post")
    corrects(cast, at=NOW + DAY, address="Kerkplein 2")
    letter.refresh_from_db()
    assert "Kerkplein 2\nZutphen" in letter.address


def test_a_letter_that_left_says_where_it_went() -> None:
    cast = begun()
    letter = acknowledges(cast)
    before = letter.address
    mark_sent(letter, at=NOW + HOUR, now=NOW + HOUR)
    corrects(cast, email=RIGHT)
    letter.refresh_from_db()
    assert letter.address == before


def test_what_changes_no_address_touches_no_letter() -> None:
    cast = begun()
    letter = acknowledges(cast)
    corrects(cast, phone="0570 123456")
    letter.refresh_from_db()
    assert letter.state == "waiting"
