import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.factories.house import NOW, PROCEDURES, an_organisation
from tests.factories.lives import closed
from tests.factories.walks import Walk
from wederhoor.actions.recompute import outdated, recompute
from wederhoor.actions.verify import verify
from wederhoor.dossiers.models import Dossier, DutyRow, Matter, SearchText

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("procedure", PROCEDURES)
@settings(max_examples=4, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(choices=st.lists(st.integers(0, 10_000), min_size=12, max_size=25))
def test_rows_equal_a_fresh_replay_after_whatever_is_permitted(procedure: str, choices: list[int]) -> None:
    walk = Walk(an_organisation(procedure), NOW)
    taken = [walk.step(choice) for choice in choices]
    assert sum(taken) > 1
    assert list(recompute(matter_ids=[walk.matter_id])) == []
    assert list(verify([walk.matter_id])) == []


def test_rows_that_differ_are_shown_and_left_alone() -> None:
    cast = closed()
    DutyRow.objects.filter(dossier=cast.dossier, position=0).update(clause="ander")
    Dossier.objects.filter(pk=cast.dossier.pk).update(stage="formal")
    assert {item.field for item in recompute()} == {"stage", "duty 0"}
    assert Dossier.objects.get(pk=cast.dossier.pk).stage == "formal"


def test_rows_that_differ_are_written_when_asked() -> None:
    cast = closed()
    DutyRow.objects.filter(dossier=cast.dossier, position=0).delete()
    cast.dossier.readers.all().delete()
    Dossier.objects.filter(pk=cast.dossier.pk).update(stage="formal")
    assert len(list(recompute(write=True))) == 3
    assert list(recompute()) == []


def test_rows_of_an_older_version_are_counted_until_they_are_written_though_nothing_in_them_differs() -> None:
    cast = closed()
    assert outdated() == 0
    Matter.objects.filter(pk=cast.dossier.matter_id).update(engine=1)
    assert outdated() == 1
    assert list(recompute(write=True)) == []
    assert outdated() == 0


def test_words_of_an_older_version_are_counted_too() -> None:
    cast = closed()
    SearchText.objects.filter(dossier=cast.dossier).update(shape=1)
    assert outdated() == 1
    assert [item.field for item in recompute(write=True)] == ["search"]
    assert outdated() == 0
