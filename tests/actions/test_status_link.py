"""The mailed link to the page of a complaint: made when a letter leaves, signed, and gone with the dossier."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest

from tests.factories.house import DAY, HOUR, NOW, a_dossier, a_filing, a_member, an_organisation, took
from wederhoor.actions import status_link
from wederhoor.actions.filing import Filed
from wederhoor.actions.outbox import claim
from wederhoor.actions.sent import mark_sent
from wederhoor.actions.tracking import code_of
from wederhoor.correspondence.models import Letter
from wederhoor.dossiers.models import Party, TrackingCode

pytestmark = pytest.mark.django_db
MANAGER = "manager-propositie"
LINK = re.compile(r"/volg/([0-9a-f.]+)")


@pytest.fixture
def filed() -> Filed:
    return a_filing(an_organisation())


def code(filed: Filed) -> TrackingCode:
    return TrackingCode.objects.get(dossier=filed.dossier)


def acknowledged(filed: Filed, *, channel: str = "mail") -> Letter:
    manager = a_member(filed.dossier.organisation, MANAGER)
    took(filed.dossier, "acknowledge", manager, role=MANAGER, at=NOW + HOUR, channel=channel)
    return Letter.objects.get(act="acknowledge")


def test_a_link_opens_until_it_expires(filed: Filed) -> None:
    token = status_link.make(code(filed), now=NOW)
    found = [status_link.read(token, now=NOW + days * DAY) for days in (0, 29, 30, 400)]
    assert [one is not None and one.expired for one in found] == [False, False, True, True]
    assert {one.code.dossier_id for one in found if one} == {filed.dossier.pk}


def test_a_changed_link_is_none_of_ours(filed: Filed) -> None:
    first, until, seal = status_link.make(code(filed), now=NOW).split(".")
    other = TrackingCode.objects.get(dossier=a_dossier(filed.dossier.organisation))
    later = f"{int(until, 16) + 10_000_000:x}"
    wrong = (f"{first}.{later}.{seal}", f"{other.pk:x}.{until}.{seal}", f"{first}.{until}.{seal[:-1]}0x", "", "a.b.c", f"{seal}")
    assert [status_link.read(token, now=NOW) for token in wrong] == [None] * 6


def test_a_link_is_written_in_one_way_only(filed: Filed) -> None:
    token = status_link.make(code(filed), now=NOW)
    first, until, seal = token.split(".")
    assert status_link.read(token, now=NOW) is not None
    assert [status_link.read(one, now=NOW) for one in (f"0{token}", f"{first}.0{until}.{seal}", token.upper())] == [None] * 3


def test_a_new_link_bears_the_day_that_it_is_here(filed: Filed) -> None:
    status_link.send_new(code(filed), now=datetime(2026, 6, 30, 22, 30, tzinfo=UTC))
    assert Letter.objects.latest("pk").filled_for == date(2026, 7, 1)


def test_a_link_dies_with_its_code_and_with_a_code_that_was_given_anew(filed: Filed) -> None:
    token = status_link.make(code(filed), now=NOW)
    TrackingCode.objects.filter(dossier=filed.dossier).update(created_at=NOW + timedelta(seconds=1))
    assert status_link.read(token, now=NOW) is None
    TrackingCode.objects.all().delete()
    assert status_link.read(token, now=NOW) is None


def test_no_letter_is_kept_with_what_opens_the_page(filed: Filed) -> None:
    letter = acknowledged(filed)
    assert f"/dossier/{filed.dossier.number}" in letter.body
    assert (code_of(filed.dossier) in letter.body, "/volg/" in letter.body) == (False, False)


def test_the_first_mail_has_a_link_and_the_code_and_the_next_a_link_alone(filed: Filed) -> None:
    letter = acknowledged(filed)
    first = claim(now=NOW + HOUR)
    assert first is not None
    assert f" (code: {filed.tracking_code})" in first.body
    mark_sent(letter, at=NOW + HOUR, now=NOW + HOUR)
    again = status_link.in_mail(letter, letter.body, now=NOW + DAY)
    assert (LINK.search(again) is not None, filed.tracking_code in again) == (True, False)


def test_the_link_in_a_mail_opens_this_complaint(filed: Filed) -> None:
    letter = acknowledged(filed)
    found = LINK.search(status_link.in_mail(letter, letter.body, now=NOW))
    assert found
    read = status_link.read(found[1], now=NOW)
    assert read is not None
    assert read.code == code(filed)


def test_a_letter_on_paper_says_where_the_code_is_entered_and_the_code(filed: Filed) -> None:
    said = status_link.on_paper(acknowledged(filed, channel="post"))
    assert f"/volgen/ (code: {filed.tracking_code})" in said
    assert "/volg/" not in said


def test_nobody_elses_letter_gets_the_link(filed: Filed) -> None:
    letter = acknowledged(filed)
    Party.objects.filter(matter=filed.dossier.matter, part="complainant").update(part="concerned")
    assert status_link.in_mail(letter, letter.body, now=NOW) == letter.body


def test_a_new_link_goes_to_the_address_on_record_and_to_no_other(filed: Filed) -> None:
    a_filing(filed.dossier.organisation, complainant={"name": "Ander", "email": "ander@elders.example"})
    assert status_link.send_to_known("NOOR@zonland.example", now=NOW) == 1
    letter = Letter.objects.get()
    assert (letter.address, letter.dossier) == ("noor@zonland.example", filed.dossier)
    assert LINK.search(status_link.in_mail(letter, letter.body, now=NOW))
    assert status_link.send_to_known("niemand@elders.example", now=NOW) == 0


def test_who_gave_no_address_gets_no_mail() -> None:
    filed = a_filing(an_organisation("ecm"), kind="signal", anonymous=True, complainant={})
    assert status_link.send_new(code(filed), now=NOW) == 0
    assert not Letter.objects.exists()
