"""A query that is written once answers as the query itself would, with any values; a listed column gives back the models it was made of."""

from datetime import date

import pytest
from django.db.models import OuterRef, Q, QuerySet
from pytest_django import DjangoAssertNumQueries

from tests.factories.house import NOW, a_dossier, a_member, an_organisation
from wederhoor.dossiers.models import Dossier, Proposal
from wederhoor.dossiers.written import Place, Written, listed, made_of
from wederhoor.organisations.models import Member, ProcedureVersion

pytestmark = pytest.mark.django_db


def by_number(number: Place, stages: list[Place]) -> "QuerySet[Dossier]":
    proposals = Proposal.objects.filter(dossier=OuterRef("pk")).order_by("pk")
    found = Dossier.objects.filter(Q(stage__in=stages) | Q(kind="signal"), number=number)
    return found.select_related("matter__procedure_version").defer("facts").annotate(proposed=listed(proposals))


def test_it_answers_with_other_values_each_time_and_asks_once(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    organisation = an_organisation()
    first, second = a_dossier(organisation), a_dossier(organisation)
    asked = Written(by_number)
    assert asked(number="2026-9999", stages=("intake", first.stage)) == []
    for dossier in (first, second):
        with django_assert_num_queries(1):
            [found] = asked(number=dossier.number, stages=("intake", dossier.stage))
            assert (found.matter.pk, found.matter.procedure_version.procedure) == (dossier.matter_id, "klik-onderwijs")
        assert found.received_at == dossier.received_at
        assert "facts" in found.get_deferred_fields()


def test_of_several_values_there_may_be_any_number() -> None:
    dossier = a_dossier(an_organisation())
    asked = Written(by_number)
    stages = [(), ("closed",), ("closed", dossier.stage), ("closed", "destroyed", dossier.stage)]
    assert [len(asked(number=dossier.number, stages=one)) for one in stages] == [0, 0, 1, 1]


def test_what_can_have_no_rows_is_not_asked(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    asked = Written(lambda keys: Dossier.objects.filter(pk__in=keys))
    with django_assert_num_queries(0):
        assert asked(keys=()) == []


def test_no_value_becomes_part_of_the_question() -> None:
    dossier = a_dossier(an_organisation())
    assert Written(by_number)(number=f"{dossier.number}' OR '1'='1", stages=(dossier.stage,)) == []


def test_a_listed_column_gives_back_the_models_with_their_days_and_moments() -> None:
    dossier = a_dossier(an_organisation())
    proposals = [Proposal.objects.create(dossier=dossier, act=act, position=1, made_at=NOW) for act in ("extend", "é\"'\\ {}")]
    [found] = Written(by_number)(number=dossier.number, stages=(dossier.stage,))
    made = made_of(Proposal, found.proposed)  # type: ignore[attr-defined]
    assert [(one.pk, one.act, one.made_at, one.settled_at) for one in made] == [(one.pk, one.act, NOW, None) for one in proposals]
    organisation = an_organisation()
    member = a_member(organisation)
    versions = listed(ProcedureVersion.objects.filter(organisation=OuterRef("organisation")))
    of = Member.objects.annotate(versions=versions).get(pk=member.pk)
    [version] = made_of(ProcedureVersion, of.versions)
    assert (type(version.in_force_from), version) == (date, organisation.procedures.get())


def test_where_nothing_is_listed_there_are_no_models() -> None:
    dossier = a_dossier(an_organisation())
    [found] = Written(by_number)(number=dossier.number, stages=(dossier.stage,))
    assert made_of(Proposal, found.proposed) == []  # type: ignore[attr-defined]
