"""Whoever is invited by mail gets the day as a calendar file with the letter."""

import pytest
from django.core import mail
from icalendar import Calendar, Event

from tests.factories.house import DAY, HOUR, NOW, a_dossier, a_member, an_organisation, took
from wederhoor.actions.values import Written
from wederhoor.correspondence.models import Letter
from wederhoor.dossiers.models import Dossier
from wederhoor.exchange.mail_out.post import post_waiting

pytestmark = pytest.mark.django_db
WORDS = Written("Uitnodiging", "Graag tot ziens.")


@pytest.fixture
def dossier() -> Dossier:
    return a_dossier(an_organisation("exa-men"), complainant={"name": 'Noor; de "Wit", ć', "email": "noor@zonland.example"})


def invite(dossier: Dossier, **data: object) -> list[tuple[str, str, str]]:
    """Invites, has the mail leave, and gives its attachments: name, content and type."""
    support = a_member(dossier.organisation, "support")
    at = NOW + HOUR + len(mail.outbox) * HOUR
    took(dossier, "invite", support, role="support", at=at, letter=WORDS, channel="mail", party="complainant", **data)
    post_waiting(clock=lambda: at)
    return [(str(one[0]), str(one[1]), str(one[2])) for one in mail.outbox[-1].attachments]


def event(attachments: list[tuple[str, str, str]]) -> Event:
    [(_name, content, _kind)] = attachments
    calendar = Calendar.from_ical(content)
    assert calendar["method"] == "REQUEST"
    return calendar.walk("VEVENT")[0]  # type: ignore[return-value]


@pytest.mark.clause("EXA-13")
def test_an_invitation_on_a_day_carries_that_day(dossier: Dossier) -> None:
    planned = (NOW + 7 * DAY).date()
    found = event(invite(dossier, planned_on=planned.isoformat(), purpose="visit"))
    assert (found.decoded("dtstart"), str(found["summary"])) == (planned, f"{dossier.organisation.name}: een bezoek ({dossier.number})")
    assert str(found["attendee"]) == "mailto:noor@zonland.example"
    assert found["attendee"].params["CN"] == "Noor; de Wit, ć"


def test_the_file_says_that_it_is_an_invitation(dossier: Dossier) -> None:
    [(name, _content, _kind)] = invite(dossier, planned_on="2026-12-01")
    assert name == "uitnodiging.ics"
    assert 'Content-Type: text/calendar; method="REQUEST"; charset="utf-8"' in mail.outbox[-1].message().as_string()


def test_a_new_invitation_takes_the_place_of_the_earlier_one(dossier: Dossier) -> None:
    first = event(invite(dossier, planned_on="2026-12-01"))
    second = event(invite(dossier, planned_on="2026-12-08"))
    assert first["uid"] == second["uid"]
    assert first.decoded("sequence") < second.decoded("sequence")


def test_an_invitation_without_a_day_and_any_other_letter_carry_no_file(dossier: Dossier) -> None:
    assert invite(dossier) == []
    support = a_member(dossier.organisation, "support")
    took(dossier, "acknowledge", support, role="support", at=NOW + 5 * HOUR, channel="mail")
    post_waiting(clock=lambda: NOW + 6 * HOUR)
    assert mail.outbox[-1].attachments == []


def test_the_day_is_said_in_the_language_of_the_letter(dossier: Dossier) -> None:
    support = a_member(dossier.organisation, "support")
    planned = {"channel": "mail", "party": "complainant", "planned_on": "2026-12-01", "purpose": "visit"}
    took(dossier, "invite", support, role="support", at=NOW + HOUR, letter=WORDS, **planned)
    Letter.objects.filter(act="invite").update(language="en")
    post_waiting(clock=lambda: NOW + HOUR)
    [(_name, content, _kind)] = mail.outbox[-1].attachments
    assert str(event([("", str(content), "")])["summary"]) == f"{dossier.organisation.name}: a visit ({dossier.number})"
    assert mail.outbox[-1].extra_headers["Content-Language"] == "en"
