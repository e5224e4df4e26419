from datetime import date, timedelta
from typing import Final

import pytest
from pytest_django import DjangoAssertNumQueries

from tests.factories.house import HOUR, NOW, a_member, an_organisation, took
from tests.factories.lives import MANAGER, Cast, begun, decided
from wederhoor.actions.absences import end_absence, let_go, report_absence, team_of
from wederhoor.actions.policy import Cover, cover_of
from wederhoor.actions.record import Actor, Log, Refused, record
from wederhoor.core.procedure import Procedure
from wederhoor.organisations.models import Absence, Member
from wederhoor.organisations.regulations import in_force, load_procedure

pytestmark = pytest.mark.django_db
TODAY: Final = date(2026, 4, 22)
LATER: Final = TODAY + timedelta(days=3)


def regulations(cast: Cast) -> list[Procedure]:
    """What is in force."""
    version = in_force(cast.dossier.organisation, TODAY)
    assert version is not None
    return [load_procedure(version)]


def leaving(cast: Cast, member: Member, heir: Member | None = None) -> str:
    """The manager lets someone go."""
    return let_go(member, by=cast.manager, heir=heir, procedures=regulations(cast), day=TODAY)


@pytest.mark.parametrize("count", [1, 3])
def test_the_team_takes_three_queries_however_many_work_there(count: int, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    organisation = an_organisation()
    for _ in range(count):
        report_absence(a_member(organisation, MANAGER), since=TODAY, until=None, stand_in=None, today=TODAY)
    with django_assert_num_queries(3):
        found = team_of(organisation, TODAY)
    assert [one.functions for one in found] == [(MANAGER,)] * count


def test_a_colleague_is_away_on_the_days_of_his_absence_and_handles_what_is_open() -> None:
    cast = begun()
    took(cast.dossier, "assign", cast.manager, role=MANAGER, at=NOW + HOUR, to=f"m-{cast.handler.pk}", independent=True)
    report_absence(cast.handler, since=LATER, until=LATER, stand_in=cast.manager, today=TODAY)
    found = next(one for one in team_of(cast.dossier.organisation, TODAY) if one.member == cast.handler)
    assert found.handles == 1
    assert [bool(found.away_on(day)) for day in (TODAY, LATER, LATER + timedelta(days=1))] == [False, True, False]
    assert not team_of(cast.dossier.organisation, LATER + timedelta(days=1))[0].absences


@pytest.mark.parametrize(("since", "until"), [(LATER, TODAY), (TODAY - timedelta(days=9), TODAY - timedelta(days=1))])
def test_an_absence_that_is_over_or_ends_before_it_begins_is_refused(since: date, until: date) -> None:
    member = a_member(an_organisation())
    assert isinstance(report_absence(member, since=since, until=until, stand_in=None, today=TODAY), str)


def test_nobody_is_away_twice_at_once_and_none_stands_in_who_is_away_himself() -> None:
    organisation = an_organisation()
    one, other = a_member(organisation), a_member(organisation, name="Das")
    assert isinstance(report_absence(one, since=LATER, until=None, stand_in=other, today=TODAY), Absence)
    assert isinstance(report_absence(one, since=TODAY, until=LATER, stand_in=None, today=TODAY), str)
    assert isinstance(report_absence(one, since=TODAY, until=TODAY, stand_in=None, today=TODAY), Absence)
    refused = report_absence(other, since=LATER, until=None, stand_in=one, today=TODAY)
    assert isinstance(refused, str)
    assert "zelf weg" in refused


@pytest.mark.parametrize("who", ["himself", "elsewhere", "left"])
def test_only_a_colleague_who_works_there_stands_in(who: str) -> None:
    organisation = an_organisation()
    member, left = a_member(organisation), a_member(organisation)
    left.active = False
    stand_in = {"himself": member, "elsewhere": a_member(an_organisation()), "left": left}[who]
    assert isinstance(report_absence(member, since=TODAY, until=None, stand_in=stand_in, today=TODAY), str)


def test_who_is_back_keeps_the_days_that_passed() -> None:
    member = a_member(an_organisation())
    passed = Absence.objects.create(member=member, since=TODAY - timedelta(days=2))
    coming = Absence.objects.create(member=member, since=TODAY)
    for absence in (passed, coming):
        end_absence(absence, TODAY)
    assert list(Absence.objects.values_list("since", "until")) == [(TODAY - timedelta(days=2), TODAY - timedelta(days=1))]


def test_nobody_lets_himself_go_nor_the_last_who_reads_everything_nor_who_still_handles() -> None:
    cast = begun()
    assert "uzelf" in leaving(cast, cast.manager)
    took(cast.dossier, "assign", cast.manager, role=MANAGER, at=NOW + HOUR, to=f"m-{cast.handler.pk}", independent=True)
    assert "behandelt nog 1 dossier. Kies wie dat afmaakt" in leaving(cast, cast.handler)
    assert "Kies wie dat afmaakt" in leaving(cast, cast.handler, a_member(an_organisation()))
    other = a_member(cast.dossier.organisation, "medewerker")
    assert "Dan leest niemand" in let_go(cast.manager, by=other, heir=other, procedures=regulations(cast), day=TODAY)


def test_who_leaves_comes_in_no_more_and_stands_in_for_nobody() -> None:
    cast = begun()
    absence = Absence.objects.create(member=cast.manager, since=TODAY, stand_in=cast.handler)
    Absence.objects.create(member=cast.handler, since=LATER)
    assert leaving(cast, cast.handler) == ""
    assert not Member.objects.get(pk=cast.handler.pk).active
    assert Absence.objects.get() == absence
    assert Absence.objects.get().stand_in is None


def test_what_cannot_be_handed_over_is_finished_by_whoever_takes_his_place() -> None:
    cast = decided()
    heir = a_member(cast.dossier.organisation)
    later = NOW + timedelta(days=3)
    refused = record(Log(cast.dossier.matter_id), "carry_out", by=Actor("handler", heir), at=later, now=later, data={"account": "x"})
    assert isinstance(refused, Refused)
    assert leaving(cast, cast.handler, heir) == ""
    took(cast.dossier, "carry_out", heir, role="handler", at=later, account="Schildpad")
    assert cover_of(heir, later.date(), own=(), procedures=tuple) == Cover({cast.handler.pk: frozenset()})
