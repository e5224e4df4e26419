import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from django.db import OperationalError
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.utils import ConnectionHandler
from pytest_django import DjangoDbBlocker

from wederhoor.site import environment

PLAIN = "django.db.backends.sqlite3"


@pytest.fixture(autouse=True)
def _databases_of_their_own(django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with django_db_blocker.unblock():
        yield


def a_connection(folder: Path, *, engine: str = "") -> BaseDatabaseWrapper:
    """A connection without any patience of SQLite's own: it waits in the queue or not at all."""
    chosen = environment.database(f"sqlite:////{folder / 'w.sqlite3'}")
    options = {**chosen["OPTIONS"], "timeout": 0}
    return ConnectionHandler({"default": {**chosen, "OPTIONS": options, "ENGINE": engine or chosen["ENGINE"]}})["default"]


def begin(connection: BaseDatabaseWrapper) -> None:
    connection.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)


@contextmanager
def writing(folder: Path) -> Iterator[BaseDatabaseWrapper]:
    """Someone in the middle of a transaction that writes."""
    with closing(a_connection(folder)) as connection:
        with connection.cursor() as cursor:
            cursor.execute("CREATE TABLE words (word TEXT)")
        begin(connection)
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO words VALUES ('eerst')")
        yield connection


def in_transaction(folder: Path) -> None:
    with closing(a_connection(folder)) as connection:
        begin(connection)
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO words VALUES ('daarna')")
        connection.commit()


def in_one_statement(folder: Path) -> None:
    with closing(a_connection(folder)) as connection, connection.cursor() as cursor:
        cursor.execute("INSERT INTO words VALUES ('daarna')")


@pytest.mark.parametrize("write", [in_transaction, in_one_statement])
@pytest.mark.parametrize("end", ["commit", "rollback", "close"])
def test_who_comes_later_writes_when_the_other_is_done(tmp_path: Path, write: Callable[[Path], None], end: str) -> None:
    with writing(tmp_path) as first:
        later = threading.Thread(target=write, args=[tmp_path])
        later.start()
        later.join(0.1)
        assert later.is_alive()
        getattr(first, end)()
        later.join(30)
        assert not later.is_alive()
    with closing(a_connection(tmp_path)) as connection, connection.cursor() as cursor:
        cursor.execute("SELECT word FROM words")
        assert [word for (word,) in cursor.fetchall()] == ["eerst", "daarna"][end != "commit" :]


def test_who_reads_does_not_stand_in_the_queue(tmp_path: Path) -> None:
    with writing(tmp_path), closing(a_connection(tmp_path)) as reader, reader.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM words")
        assert cursor.fetchone() == (0,)


def test_who_comes_without_the_queue_is_still_kept_out_by_sqlite(tmp_path: Path) -> None:
    with writing(tmp_path), closing(a_connection(tmp_path, engine=PLAIN)) as stranger, pytest.raises(OperationalError, match="locked"):
        begin(stranger)


def test_a_transaction_that_could_not_begin_lets_the_next_go(tmp_path: Path) -> None:
    with closing(a_connection(tmp_path, engine=PLAIN)) as stranger, closing(a_connection(tmp_path)) as ours:
        begin(stranger)
        with pytest.raises(OperationalError, match="locked"):
            begin(ours)
        stranger.rollback()
        with closing(a_connection(tmp_path)) as next_one:
            begin(next_one)
            next_one.rollback()
