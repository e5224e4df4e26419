"""Staff are asked to read the regulation, and say that they did."""

from datetime import date, timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from tests.factories.house import DAY, NOW, a_member, a_version, an_organisation, shipped
from tests.support import catalogue
from wederhoor.actions.readings import ask_to_read, confirm, confirmed_by, readers, versions_to_read
from wederhoor.actions.regulations import publish_procedure
from wederhoor.correspondence.models import Letter
from wederhoor.organisations.models import Member, Organisation, ProcedureVersion, Reading

pytestmark = pytest.mark.django_db
TODAY = date(2026, 4, 22)


def later_version(organisation: Organisation, day: str = "2026-06-01") -> ProcedureVersion:
    found = publish_procedure(organisation, a_version(shipped("klik-onderwijs"), 2, day), NOW)
    assert isinstance(found, ProcedureVersion)
    return found


def asked() -> list[tuple[str, str]]:
    return list(Letter.objects.order_by("pk").values_list("address", "subject"))


@pytest.mark.clause("KLI-02")
def test_everyone_who_works_here_is_asked_once_and_a_new_colleague_as_soon_as_he_comes() -> None:
    organisation = an_organisation()
    one = a_member(organisation)
    assert [ask_to_read(NOW), ask_to_read(NOW)] == [1, 0]
    new = a_member(organisation)
    assert ask_to_read(NOW + DAY) == 1
    assert [address for address, _ in asked()] == [one.email, new.email]
    assert "Lezen en bevestigen: " in asked()[0][1]


@pytest.mark.clause("KLI-02")
def test_a_new_version_is_asked_of_everyone_before_its_day() -> None:
    organisation = an_organisation()
    a_member(organisation)
    ask_to_read(NOW)
    later_version(organisation)
    assert ask_to_read(NOW + DAY) == 1
    letter = Letter.objects.latest("pk")
    assert "Deze versie geldt vanaf 1 juni 2026." in letter.body
    assert "/bureau/hulp/protocol/?regeling=klik-onderwijs&versie=2" in letter.body
    assert (letter.dossier_id, letter.channel) == (None, "mail")


def test_of_versions_that_are_past_nothing_is_asked() -> None:
    organisation = an_organisation()
    later = later_version(organisation, "2026-04-01")
    a_member(organisation)
    assert versions_to_read(organisation, TODAY) == [later]
    assert ask_to_read(NOW) == 1


def test_who_left_and_who_has_no_address_gets_no_mail() -> None:
    organisation = an_organisation()
    for member in (a_member(organisation), a_member(organisation)):
        Member.objects.filter(pk=member.pk).update(**({"active": False} if member.pk % 2 else {"email": ""}))
    assert ask_to_read(NOW) == 0


def test_who_confirmed_without_being_asked_is_not_asked() -> None:
    organisation = an_organisation()
    member = a_member(organisation)
    confirm(member, versions_to_read(organisation, TODAY)[0], NOW)
    assert ask_to_read(NOW) == 0


def test_a_confirmation_keeps_its_first_moment() -> None:
    organisation = an_organisation()
    member, [version] = a_member(organisation), versions_to_read(organisation, TODAY)
    for days in range(2):
        confirm(member, version, NOW + timedelta(days=days))
    assert confirmed_by(member, [version]) == {version.pk: NOW}
    assert Reading.objects.count() == 1


def test_a_colleague_of_another_organisation_is_never_among_the_readers() -> None:
    here, there = an_organisation(), an_organisation("ecm")
    mine, _other = a_member(here), a_member(there)
    assert [one.member for one in readers(here, versions_to_read(here, TODAY))] == [mine]


@pytest.mark.parametrize("people", [1, 3])
def test_when_all_were_asked_looking_again_costs_the_same(django_assert_num_queries: DjangoAssertNumQueries, people: int) -> None:
    organisation = an_organisation()
    for _ in range(people):
        a_member(organisation)
    ask_to_read(NOW)
    with django_assert_num_queries(2):
        ask_to_read(NOW)


def test_each_is_asked_in_his_own_language() -> None:
    catalogue.compiled()
    organisation = an_organisation()
    a_member(organisation), a_member(organisation)
    Member.objects.filter(pk=Member.objects.latest("pk").pk).update(language="en")
    assert ask_to_read(NOW) == 2
    assert [subject.partition(":")[0] for _address, subject in asked()] == ["Lezen en bevestigen", "Please read and confirm"]
    assert "This version has applied since " in Letter.objects.latest("pk").body
