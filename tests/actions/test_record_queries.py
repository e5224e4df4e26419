import pytest
from pytest_django import DjangoAssertNumQueries

from tests.factories.house import COMPLAINT, DAY, HOUR, NOW, an_organisation, refreshed, took
from tests.factories.lives import MANAGER, begun, decided
from tests.support.rounds import rounds
from wederhoor.actions.access import readable, visible_to
from wederhoor.actions.filing import file_complaint
from wederhoor.actions.load import Opened, opened
from wederhoor.actions.record import Actor, Log, record

pytestmark = pytest.mark.django_db


def test_a_note_takes_ten_or_eight_rounds(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    cast = begun()
    took(cast.dossier, "note", cast.manager, role=MANAGER, at=NOW, text="eerst")
    with django_assert_num_queries(rounds(10, 8)):
        took(cast.dossier, "note", cast.manager, role=MANAGER, at=NOW + HOUR, text="kort")


@pytest.mark.parametrize("notes", [0, 10])
def test_an_act_with_a_letter_takes_twelve_or_eight_however_long_the_log(
    notes: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    cast = begun()
    for _ in range(notes + 1):
        took(cast.dossier, "note", cast.manager, role=MANAGER, at=NOW, text="kort")
    with django_assert_num_queries(rounds(12, 8)):
        took(cast.dossier, "acknowledge", cast.manager, role=MANAGER, at=NOW + HOUR, channel="mail")


def test_a_refusal_takes_five(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    cast = begun()
    with django_assert_num_queries(5):
        record(Log(cast.dossier.matter_id), "destroy", by=Actor(MANAGER, cast.manager), at=NOW, now=NOW, data={})


def test_a_filing_takes_thirteen_or_four(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    organisation = an_organisation()
    file_complaint(organisation, data=COMPLAINT, by=Actor("complainant"), at=NOW, now=NOW)
    with django_assert_num_queries(rounds(13, 4)):
        file_complaint(organisation, data=COMPLAINT, by=Actor("complainant"), at=NOW, now=NOW)


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_of_what_a_member_sees_takes_one(count: int, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    cast = begun()
    for _ in range(count - 1):
        file_complaint(cast.dossier.organisation, data=COMPLAINT, by=Actor("complainant"), at=NOW, now=NOW)
    with django_assert_num_queries(1):
        assert len(visible_to(cast.manager)) == count


def everything(page: Opened) -> list[object]:
    return [page.texts, page.letters, page.messages, page.documents, page.proposals, page.duties, page.rights]


def test_a_dossier_opened_takes_nine(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    dossier = refreshed(decided().dossier)
    with django_assert_num_queries(9):
        everything(opened(dossier, NOW + DAY))


def test_a_dossier_that_came_with_its_matter_takes_four(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    cast = decided()
    dossier = readable(cast.handler, cast.dossier.number)
    assert dossier is not None
    with django_assert_num_queries(4):
        everything(opened(dossier, NOW + DAY))
