"""Fixtures for every test: a closed network, and a database file that two connections can share."""

import os
from collections.abc import Generator
from uuid import uuid4

import pytest
from django.db import connection
from hypothesis import settings

from tests.support import environment
from tests.support.network import close_network


@pytest.fixture(scope="session", autouse=True)
def _closed_network() -> Generator[None, None, None]:
    with pytest.MonkeyPatch.context() as patch:
        close_network(patch)
        yield


@pytest.fixture(autouse=True)
def _anchors_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each test tells its anchors to a folder of its own: their files outlive the database that a test leaves behind."""
    own = environment.test_folder() / "anchors" / uuid4().hex
    monkeypatch.setattr("wederhoor.actions.anchors.folder", lambda: own)


# Speed is measured in bin/bench, never here: a busy machine makes no test fail. Each run tries the same examples, so that chance
# fails nobody's change; `WEDERHOOR_TEST_RANDOM=1` tries others, to look for what is wrong still.
settings.register_profile("house", deadline=None, derandomize=not os.environ.get("WEDERHOOR_TEST_RANDOM"))
settings.load_profile("house")


def pytest_configure() -> None:
    """Give SQLite's test database a file: one in memory locks otherwise than the product's. Each worker adds its suffix."""
    if environment.lane() == environment.SQLITE:
        connection.settings_dict["TEST"]["NAME"] = str(environment.test_folder() / "test.sqlite3")
