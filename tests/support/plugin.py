"""What every run of pytest does first: prepare the environment, then choose the tests of its lane."""

from collections.abc import Generator

import pytest

from tests.support import environment

DATABASE_FIXTURES = {"db", "transactional_db", "live_server", "django_db_reset_sequences", "django_db_serialized_rollback"}


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_load_initial_conftests() -> Generator[None, None, None]:
    """Before the settings are read."""
    try:
        environment.prepare()
    except (RuntimeError, ValueError) as fault:
        raise pytest.UsageError(str(fault)) from fault
    return (yield)


def uses_database(item: pytest.Item) -> bool:
    """Whether a test asks for the database, by marker or by fixture."""
    fixtures = set(getattr(item, "fixturenames", ()))
    return item.get_closest_marker("django_db") is not None or bool(fixtures & DATABASE_FIXTURES)


def pytest_report_header() -> str:
    """Name the lane at the top of the run."""
    return f"database: {environment.lane()}"


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """In PostgreSQL's lane keep only what uses a database; the rest ran in the other lane."""
    if environment.lane() != environment.POSTGRESQL:
        return
    left_out = [item for item in items if not uses_database(item)]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if uses_database(item)]
