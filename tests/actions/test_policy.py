"""In which roles someone acts, as a table over every function and part of six regulations; and for whom he stands in."""

from datetime import date, timedelta
from typing import Final

import pytest
from pytest_django import DjangoAssertNumQueries

from tests.factories.house import DAY, HOUR, NOW, a_dossier, a_member, an_organisation, took
from tests.factories.lives import MANAGER, Cast, begun
from tests.factories.scenes import REGULATIONS, a_scene, parts_of, regulation, stages_of
from wederhoor.actions.access import Reading, visible_to
from wederhoor.actions.policy import NOBODY, Cover, cover_of, cover_today, roles_in
from wederhoor.actions.record import Actor, Log, NewParty, Recorded, Refused, record
from wederhoor.actions.values import Answer
from wederhoor.dossiers.models import Act, Dossier, Party
from wederhoor.organisations.models import Absence, Member

TODAY: Final = date(2026, 4, 22)
CASES: Final = [(name, instance) for name in REGULATIONS for instance in regulation(name).instance_ids]


@pytest.mark.parametrize(("name", "instance"), CASES)
def test_a_function_is_held_everywhere_and_a_part_where_someone_was_named(name: str, instance: str) -> None:
    for stage in stages_of(regulation(name), instance):
        matter, dossier = a_scene(name, instance, stage)
        for role in regulation(name).roles:
            by_function = roles_in(matter, dossier, functions={role.id}, refs=())
            by_part = roles_in(matter, dossier, functions=(), refs=[f"p-{role.part}"])
            same = tuple(other.id for other in regulation(name).roles if role.part and other.part == role.part)
            assert (by_function, by_part) == (() if role.part else (role.id,), same)
        assert not roles_in(matter, dossier, functions={"elders"}, refs=["p-stranger"])


@pytest.mark.parametrize(("name", "instance"), [case for case in CASES if case[1] not in {"dossier", "year"}])
def test_a_part_in_a_dossier_counts_in_the_objections_against_it_until_another_is_named_there(name: str, instance: str) -> None:
    matter, dossier = a_scene(name, instance)
    assert dossier.against is not None
    for part in parts_of(regulation(name)):
        del dossier.holders[part]
        dossier.against.holders[part] = ["p-first"]
    parts = {role.id for role in regulation(name).roles if role.part}
    assert set(roles_in(matter, dossier, functions=(), refs=["p-first"])) == parts
    dossier.holders["complainant"] = ["p-other"]
    assert set(roles_in(matter, dossier, functions=(), refs=["p-first"])) == parts - {"complainant"}


# Standing in ---------------------------------------------------------------------------------------------------------------


def away(member: Member, stand_in: Member | None = None, *, since: date = TODAY, until: date | None = TODAY) -> Absence:
    """Someone is away."""
    return Absence.objects.create(member=member, since=since, until=until, stand_in=stand_in)


def cover(member: Member, day: date = TODAY) -> Cover:
    """For whom he stands in by the absences alone."""
    return cover_of(member, day, own=(), procedures=tuple)


def tried(dossier: Dossier, act: str, by: Actor, **data: object) -> Answer:
    """An act at ten, refused or not."""
    return record(Log(dossier.matter_id, dossier.name), act, by=by, at=NOW + HOUR, now=NOW + HOUR, data=data)


@pytest.fixture
def cast(db: None) -> Cast:
    """A dossier at Klik, its manager, and an employee."""
    return begun()


@pytest.mark.parametrize(
    ("since", "until", "stands_in"),
    [(0, 0, True), (-9, None, True), (-9, 9, True), (1, None, False), (-9, -1, False)],
)
def test_who_stands_in_does_so_on_the_days_of_the_absence_the_first_and_the_last_included(
    cast: Cast, since: int, until: int | None, stands_in: bool
) -> None:
    last = None if until is None else TODAY + timedelta(days=until)
    away(cast.manager, cast.handler, since=TODAY + timedelta(days=since), until=last)
    assert cover(cast.handler) == (Cover({cast.manager.pk: frozenset({MANAGER})}) if stands_in else NOBODY)


def test_standing_in_is_for_colleagues_who_are_there_and_is_not_passed_on(cast: Cast) -> None:
    third = a_member(cast.dossier.organisation, "medewerker")
    away(cast.manager, cast.handler)
    away(cast.handler, third)
    assert cover(cast.handler) == NOBODY
    assert cover(third) == Cover({cast.handler.pk: frozenset({"medewerker"})})
    Member.objects.filter(pk=cast.handler.pk).update(active=False)
    assert cover(third) == Cover({cast.handler.pk: frozenset()})


def test_an_absence_elsewhere_changes_nothing_here(cast: Cast) -> None:
    elsewhere = a_member(an_organisation(), MANAGER)
    away(elsewhere, cast.handler)
    assert cover(cast.handler) == NOBODY


def test_who_stands_in_acts_in_his_own_name_in_a_function_of_the_one_away(cast: Cast) -> None:
    by = Actor(MANAGER, cast.handler)
    refused = tried(cast.dossier, "assess", by, nature="fout")
    assert isinstance(refused, Refused)
    assert refused.clause is not None
    away(cast.manager, cast.handler)
    assert isinstance(tried(cast.dossier, "assess", by, nature="fout"), Recorded)
    act = Act.objects.get(act="assess")
    parties = {party.ref: party.member_id for party in Party.objects.all()}
    assert (act.by, parties[act.person], parties[act.data["stands_in_for"]]) == (MANAGER, cast.handler.pk, cast.manager.pk)


def test_who_stands_in_for_a_handler_handles_in_his_own_name(cast: Cast) -> None:
    took(cast.dossier, "assign", cast.manager, role=MANAGER, at=NOW, to=f"m-{cast.handler.pk}", independent=True)
    other = a_member(cast.dossier.organisation)
    refused = tried(cast.dossier, "hear", Actor("handler", other), party="complainant")
    assert isinstance(refused, Refused)
    assert refused.clause is not None
    away(cast.handler, other)
    assert isinstance(tried(cast.dossier, "hear", Actor("handler", other), party="complainant", account="Schildpad"), Recorded)
    assert Act.objects.get(act="hear").data["stands_in_for"] == Party.objects.get(member=cast.handler).ref


def test_who_stands_in_reads_by_function_and_by_part_of_the_one_away(cast: Cast) -> None:
    other = a_member(cast.dossier.organisation)
    assert not visible_to(other, reading=Reading(frozenset(), (other.pk,))).exists()
    assert visible_to(other, reading=Reading(frozenset({MANAGER}), (other.pk, cast.manager.pk))).exists()
    took(cast.dossier, "assign", cast.manager, role=MANAGER, at=NOW, to=f"m-{cast.handler.pk}", independent=True)
    assert visible_to(other, reading=Reading(frozenset(), (other.pk, cast.handler.pk))).exists()


def test_the_days_of_an_absence_are_local(cast: Cast) -> None:
    away(cast.manager, cast.handler, since=TODAY + timedelta(days=1), until=None)
    midnight, log, by = NOW.replace(hour=22), Log(cast.dossier.matter_id), Actor(MANAGER, cast.handler)
    before, after = (record(log, "note", by=by, at=at, now=at, data={"text": "x"}) for at in (midnight - HOUR, midnight))
    assert (type(before), type(after)) == (Refused, Recorded)


# The regulation's own stand-in -----------------------------------------------------------------------------------------------


@pytest.mark.clause("EXT-05")
def test_the_stand_in_of_the_regulation_serves_while_all_who_hold_the_function_are_away(db: None) -> None:
    organisation = an_organisation("extrack")
    officers = [a_member(organisation, "klachtenfunctionaris") for _ in range(2)]
    director, colleague = a_member(organisation, "directie"), a_member(organisation, "medewerker")
    found = []
    for officer in officers:
        found.append(cover_today(director, TODAY, {"directie"}).by_rule)
        away(officer)
    found.append(cover_today(director, TODAY, {"directie"}).by_rule)
    Absence.objects.filter(member=officers[0]).update(stand_in=colleague)
    found.append(cover_today(director, TODAY, {"directie"}).by_rule)
    assert found == [frozenset(), frozenset(), {"klachtenfunctionaris"}, frozenset()]
    assert not cover_today(colleague, TODAY, {"medewerker"}).by_rule


@pytest.mark.clause("EXT-05")
def test_the_log_says_for_which_function_the_regulations_stand_in_acts(db: None) -> None:
    organisation = an_organisation("extrack")
    officer, director = a_member(organisation, "klachtenfunctionaris"), a_member(organisation, "directie")
    dossier = a_dossier(organisation)
    by = Actor("klachtenfunctionaris", director)
    assert isinstance(tried(dossier, "note", by, text="x"), Refused)
    away(officer)
    assert isinstance(tried(dossier, "note", by, text="x"), Recorded)
    assert Act.objects.get(act="note").data["stands_in_for"] == "klachtenfunctionaris"


# Parts of parties, and writing down for another --------------------------------------------------------------------------------


def test_a_party_acts_in_no_part_that_he_does_not_have(cast: Cast) -> None:
    took(cast.dossier, "assign", cast.manager, role=MANAGER, at=NOW, to=NewParty(name="Das", part="handler"), independent=True)
    das = Party.objects.get(name="Das").ref
    for role, act in (("adviser", "advise"), ("mediator", "talk"), ("concerned", "comment"), (MANAGER, "note")):
        refused = tried(cast.dossier, act, Actor(role, party=das))
        assert isinstance(refused, Refused), role
        assert refused.clause is not None or role == "adviser"


def test_a_part_that_is_taken_by_acting_is_for_a_member_who_reads_the_dossier(cast: Cast) -> None:
    refused = tried(cast.dossier, "talk", Actor("mediator", cast.handler), account="x", outcome="unsolved")
    assert isinstance(refused, Refused)
    assert isinstance(tried(cast.dossier, "talk", Actor("mediator", cast.manager), account="x", outcome="unsolved"), Recorded)


def test_only_who_reads_the_dossier_writes_down_what_another_did(cast: Cast) -> None:
    mine = Party.objects.get(part="complainant").ref
    data = {"channel": "mail", "grounds": ["x"]}
    assert isinstance(tried(cast.dossier, "withdraw", Actor("complainant", cast.handler, mine), reason="x"), Refused)
    assert isinstance(tried(cast.dossier, "object", Actor("complainant", cast.handler, mine), **data), Refused)
    assert isinstance(tried(cast.dossier, "withdraw", Actor("complainant", cast.manager, mine), reason="x"), Recorded)


def test_absences_are_asked_only_where_someone_would_be_refused_else(cast: Cast, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    away(cast.manager, cast.handler)
    took(cast.dossier, "note", cast.handler, role=MANAGER, at=NOW, text="eerst")
    with django_assert_num_queries(1):
        cover(cast.handler)
    took(cast.dossier, "note", cast.manager, role=MANAGER, at=NOW + DAY, text="daarna")
    assert ["stands_in_for" in act.data for act in Act.objects.filter(act="note").order_by("seq")] == [True, False]
