import pytest

from tests.factories.house import DAY, HOUR, NOW, PROCEDURES, a_dossier, a_filing, a_member, an_organisation, took
from tests.factories.lives import MANAGER, begun, decided
from wederhoor.actions.access import Reading, by_code, log_opening, read_by, readable, visible_to
from wederhoor.dossiers.models import AccessLog, Dossier, TrackingCode
from wederhoor.organisations.models import Member, MemberRole
from wederhoor.organisations.regulations import in_force, load_procedure

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("procedure", PROCEDURES)
def test_exactly_the_roles_that_the_regulation_names_read_a_new_dossier(procedure: str) -> None:
    organisation = an_organisation(procedure)
    version = in_force(organisation, NOW.date())
    assert version is not None
    regulation = load_procedure(version)
    dossier = a_dossier(organisation)
    members = {role.id: a_member(organisation, role.id) for role in regulation.roles if not role.part}
    named = {
        role
        for rule in regulation.access
        if rule.instance == "dossier" and not rule.only_part and (not rule.stages or dossier.stage in rule.stages)
        for role in rule.roles
    }
    assert {role for role, member in members.items() if dossier in visible_to(member)} == named & set(members)


def test_another_organisation_sees_nothing() -> None:
    cast = begun()
    stranger = a_member(an_organisation(), MANAGER)
    assert not visible_to(stranger).exists()
    assert readable(stranger, cast.dossier.number) is None


def test_who_reads_little_reads_nothing_of_another_organisation() -> None:
    cast = decided()
    stranger = a_member(an_organisation(), MANAGER)
    assert not visible_to(stranger, reading=Reading(frozenset({MANAGER}), (stranger.pk, cast.manager.pk), little=True)).exists()


def test_what_is_read_by_a_role_is_counted_up_to_much(monkeypatch: pytest.MonkeyPatch) -> None:
    cast = begun()
    a_dossier(cast.dossier.organisation)
    for much, counted in ((0, 1), (1, 2), (2, 2)):
        monkeypatch.setattr("wederhoor.actions.access.MUCH", much)
        read_by.cache_clear()
        assert cast.manager.roles.annotate(reads=read_by("role")).values_list("reads", flat=True).get() == counted
    read_by.cache_clear()


def test_who_has_neither_role_nor_part_never_sees() -> None:
    cast = decided()
    bystander = a_member(cast.dossier.organisation, "medewerker")
    assert not visible_to(bystander).exists()


def test_who_handles_it_sees_it_from_then_on() -> None:
    cast = begun()
    assert readable(cast.handler, cast.dossier.number) is None
    took(cast.dossier, "assign", cast.manager, role=MANAGER, at=NOW + HOUR, to=f"m-{cast.handler.pk}", independent=True)
    assert readable(cast.handler, cast.dossier.number) == cast.dossier


def test_who_is_replaced_or_left_sees_it_no_more() -> None:
    cast = decided()
    Member.objects.filter(pk=cast.handler.pk).update(active=False)
    assert not visible_to(Member.objects.get(pk=cast.handler.pk)).exists()


def test_a_stage_can_close_a_dossier_to_a_role() -> None:
    organisation = an_organisation("ecm")
    employee, responsible = a_member(organisation, "medewerker"), a_member(organisation, "verantwoordelijk-medewerker")
    dossier = a_dossier(organisation)
    assert dossier in visible_to(employee)
    took(dossier, "take", responsible, role="verantwoordelijk-medewerker", at=NOW + DAY)
    assert Dossier.objects.get(pk=dossier.pk).stage == "formal"
    assert dossier not in visible_to(employee)
    assert dossier in visible_to(responsible)


def test_a_tracking_code_opens_one_dossier_only() -> None:
    organisation = an_organisation()
    first, second = a_filing(organisation), a_filing(organisation)
    assert by_code(first.tracking_code) == first.dossier
    assert first.tracking_code != second.tracking_code


@pytest.mark.parametrize("code", ["", "AAAA-BBBB", "é", "\x00", "2026-0001"])
def test_what_is_no_code_opens_nothing(code: str) -> None:
    a_filing(an_organisation())
    assert by_code(code) is None


def test_a_code_taken_away_opens_nothing() -> None:
    filed = a_filing(an_organisation())
    TrackingCode.objects.all().delete()
    assert by_code(filed.tracking_code) is None


def test_an_opening_is_written_down_once_a_quarter() -> None:
    cast = begun()
    for minutes in (0, 5, 14, 15):
        log_opening(cast.dossier, cast.manager, NOW + minutes * HOUR / 60)
    log_opening(cast.dossier, "p-1", NOW)
    assert sorted(AccessLog.objects.values_list("who", flat=True)) == [f"m-{cast.manager.pk}"] * 2 + ["p-1"]


def test_knowing_which_of_his_roles_read_changes_nothing_of_what_he_sees() -> None:
    cast = decided()
    for member, roles in ((cast.manager, {MANAGER}), (cast.handler, set()), (cast.handler, {"medewerker"})):
        for little in (False, True):
            reading = Reading(frozenset(roles), (member.pk,), little)
            assert set(visible_to(member, reading=reading)) == set(visible_to(member)) == {cast.dossier}
    stranger = a_member(an_organisation(), MANAGER)
    assert not visible_to(stranger, reading=Reading(frozenset({MANAGER}), (stranger.pk,))).exists()


def test_a_role_by_which_nobody_reads_reads_nothing() -> None:
    cast = begun()
    told = cast.manager.roles.annotate(reads=read_by("role")).values_list("role", "reads")
    assert dict(told) == {MANAGER: 1}
    MemberRole.objects.create(member=cast.manager, role="nergens")
    assert dict(told.all())["nergens"] == 0
