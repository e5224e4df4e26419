"""Whom a reminder and an alarm reach: the owner, whoever watches over all dossiers, a stand-in for who is away."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest

from tests.factories.house import DAY, HOUR, NOW, PROCEDURES, a_dossier, a_member, an_organisation, shipped, took
from tests.support import catalogue
from wederhoor.actions.reminding import watchers
from wederhoor.actions.sweep import sweep
from wederhoor.core.procedure import Procedure
from wederhoor.core.reading import read
from wederhoor.correspondence.models import Letter
from wederhoor.dossiers.models import Dossier, Reminder
from wederhoor.organisations.models import Absence, Member

pytestmark = pytest.mark.django_db
OFFICER = "klachtenfunctionaris"
#: Klik acknowledges within three working days of Wednesday 22 April: reminded on Friday, past on Wednesday 29 April.
FRIDAY = datetime(2026, 4, 24, 7, 0, tzinfo=UTC)
TOO_LATE = datetime(2026, 4, 29, 7, 0, tzinfo=UTC)


def told(word: str) -> set[str]:
    """Who got a mail that begins so."""
    return set(Letter.objects.filter(seq__isnull=True, subject__startswith=word).values_list("address", flat=True))


@pytest.mark.parametrize(
    ("procedure", "roles"),
    [
        ("exa-men", {"support", "kernconstructeur"}),
        ("ecm", {"verantwoordelijk-medewerker", "projectleider"}),
        ("concreet-onderwijsproducten", {OFFICER}),
        ("extrack", {OFFICER}),
        ("klik-onderwijs", {"manager-propositie"}),
    ],
)
def test_who_watches_over_every_dossier_follows_from_the_regulation(procedure: str, roles: set[str]) -> None:
    found = read(shipped(procedure))
    assert isinstance(found, Procedure)
    assert watchers(found) == roles
    assert procedure in PROCEDURES


def a_case(away: bool = False) -> tuple[Dossier, Member, Member, Member]:
    """A complaint at ECM with its owner, someone of his function and the leader of the project."""
    organisation = an_organisation("ecm")
    owner, colleague = (a_member(organisation, "verantwoordelijk-medewerker") for _ in range(2))
    leader = a_member(organisation, "projectleider")
    dossier = a_dossier(organisation)
    Dossier.objects.filter(pk=dossier.pk).update(owner=owner)
    if away:
        Absence.objects.create(member=owner, since=NOW.date(), until=date(2026, 6, 1), stand_in=colleague)
    return dossier, owner, colleague, leader


def test_a_reminder_goes_to_the_owner_and_an_alarm_also_to_who_watches() -> None:
    _dossier, owner, _colleague, leader = a_case()
    sweep(datetime(2026, 4, 24, 7, tzinfo=UTC))
    sweep(NOW + 30 * DAY)
    assert told("Nog te doen") == {owner.email}
    assert told("Te laat") == {owner.email, leader.email}


def test_of_who_is_away_the_stand_in_is_told() -> None:
    _dossier, owner, colleague, _leader = a_case(away=True)
    sweep(datetime(2026, 4, 24, 7, tzinfo=UTC))
    assert told("Nog te doen") == {colleague.email}
    Absence.objects.update(until=date(2026, 4, 30))
    sweep(NOW + 30 * DAY)
    assert owner.email in told("Te laat")


def test_standing_in_is_not_passed_on_and_who_left_nobody_is_told_himself() -> None:
    _dossier, owner, colleague, leader = a_case(away=True)
    Absence.objects.create(member=colleague, since=NOW.date(), stand_in=leader)
    sweep(datetime(2026, 4, 24, 7, tzinfo=UTC))
    assert told("Nog te doen") == {owner.email}


def test_the_owner_hears_of_lateness_also_where_another_owes_it() -> None:
    organisation = an_organisation("klik-onderwijs")
    manager, handler = a_member(organisation, "manager-propositie"), a_member(organisation, "medewerker")
    dossier = a_dossier(organisation)
    took(dossier, "assign", manager, role="manager-propositie", at=NOW + HOUR, to=f"m-{handler.pk}", independent=True)
    sweep(FRIDAY)
    assert told("Nog te doen") == {manager.email}
    sweep(TOO_LATE)
    assert {manager.email, handler.email} <= told("Te laat: Ontvangst")


def test_an_alarm_comes_once_in_working_hours() -> None:
    a_case()
    night = datetime(2026, 4, 29, 1, tzinfo=UTC)
    assert sweep(night).alarms == 0
    first = sweep(night + timedelta(hours=6))
    assert (first.alarms > 0, sweep(night + timedelta(hours=7)).alarms) == (True, 0)
    assert Reminder.objects.filter(kind="after").count() == first.alarms


def test_of_several_each_is_told_in_his_own_language() -> None:
    catalogue.compiled()
    dossier, owner, _colleague, leader = a_case()
    Member.objects.filter(pk=leader.pk).update(language="en", name="Nell")
    sweep(NOW + 30 * DAY)
    mails = {letter.address: letter for letter in Letter.objects.filter(seq__isnull=True).order_by("-pk")}
    dutch, english = mails[owner.email], mails[leader.email]
    assert (dutch.language, english.language) == ("nl", "en")
    assert dutch.subject.startswith("Te laat: ")
    assert re.search(r"De laatste dag was \w+dag \d+ \w+ 2026\.\nArtikel: ", dutch.body)
    assert english.subject.startswith("Overdue: ")
    assert english.body.startswith(f"Dear Nell,\n\nThe term in dossier {dossier.number} has passed: ")
    assert re.search(r"The last day was \w+day \d+ \w+ 2026\.\nArticle: ", english.body)


def test_a_reminder_before_the_end_is_in_the_language_of_who_owes() -> None:
    catalogue.compiled()
    _dossier, owner, _colleague, _leader = a_case()
    Member.objects.filter(pk=owner.pk).update(language="en")
    sweep(datetime(2026, 4, 24, 7, tzinfo=UTC))
    assert told("Still to do: ") == {owner.email}
