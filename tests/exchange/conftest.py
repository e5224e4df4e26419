"""What every test of the mail starts from: files in a folder of its own."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import override_settings

from tests.support.dovecot import Dovecot


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path) -> Iterator[None]:
    with override_settings(DATA_DIR=tmp_path, LETTERS_DIR=tmp_path / "letters"):
        yield


@pytest.fixture(scope="session")
def server() -> Iterator[Dovecot]:
    """A mail server with a mailbox for whoever asks for one; one for all tests of a process."""
    server = Dovecot()
    try:
        yield server
    finally:
        server.throw_away()


@pytest.fixture
def user(server: Dovecot) -> str:
    """Someone with an empty mailbox."""
    return server.user()
