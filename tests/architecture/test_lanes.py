import pytest

from tests.support import plugin


def test_a_test_without_a_store_stays_out_of_the_second_lane(request: pytest.FixtureRequest) -> None:
    assert not plugin.uses_database(request.node)


@pytest.mark.django_db
def test_a_marked_test_runs_on_both_databases(request: pytest.FixtureRequest) -> None:
    assert plugin.uses_database(request.node)


def test_a_test_with_the_fixture_runs_on_both_databases(request: pytest.FixtureRequest, db: None) -> None:
    assert plugin.uses_database(request.node)
