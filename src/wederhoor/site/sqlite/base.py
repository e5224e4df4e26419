"""Who writes stands in a queue: a lock on a file beside the database, which the kernel hands on as soon as it is let go.

SQLite lets one write at a time and has the others look again after a while, longer each time: with many writers most of the time
passes with nobody writing, and who comes last may be passed over for seconds. The queue only keeps order; what protects the data is
still SQLite's own lock (docs/decisions: who writes to SQLite stands in a queue).
"""

import fcntl
import os
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Final

from django.db.backends.sqlite3 import base

_WRITES: Final = re.compile(r"\s*(?:INSERT|UPDATE|DELETE|REPLACE)\b", re.IGNORECASE)

#: SQLite's level at which only a checkpoint waits for the disk.
_NORMAL: Final = 1


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection that takes its turn with every transaction, and with every statement that writes outside one."""

    def __init__(self, *arguments: Any, **named: Any) -> None:  # noqa: ANN401 - as Django has it
        super().__init__(*arguments, **named)
        self._place: int | None = None
        self.execute_wrappers.append(self._one_statement)

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:  # noqa: ANN401 - as Django has it
        """A connection with a place of its own in the queue; to a database in memory it has none."""
        if self._place is None and not self.is_in_memory_db():
            self._place = os.open(f"{self.settings_dict['NAME']}-queue", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o660)
        return super().get_new_connection(conn_params)

    def _one_statement(self, execute: Callable[..., Any], sql: str, *rest: Any) -> Any:  # noqa: ANN401 - as Django has it
        if not self.autocommit or not _WRITES.match(sql):
            return execute(sql, *rest)
        self._wait()
        try:
            return execute(sql, *rest)
        finally:
            self._go()

    def _start_transaction_under_autocommit(self) -> None:
        self._wait()
        try:
            super()._start_transaction_under_autocommit()  # type: ignore[misc] # the stubs lack it
        except BaseException:
            self._go()
            raise

    def _commit(self) -> None:
        try:
            super()._commit()  # type: ignore[misc] # the stubs lack it
        finally:
            self._go()

    def _rollback(self) -> None:
        try:
            super()._rollback()  # type: ignore[misc] # the stubs lack it
        finally:
            self._go()

    def _close(self) -> None:
        try:
            super()._close()  # type: ignore[misc] # the stubs lack it
        finally:
            if self._place is not None:
                os.close(self._place)
                self._place = None

    @contextmanager
    def unflushed(self) -> Iterator[None]:
        """Transactions here wait for no disk: the next one that does has them written before it. They never tear the file."""
        (kept,) = self.cursor().execute("PRAGMA synchronous").fetchone()
        self.cursor().execute(f"PRAGMA synchronous={min(kept, _NORMAL)}")
        try:
            yield
        finally:
            self.cursor().execute(f"PRAGMA synchronous={kept}")

    def _wait(self) -> None:
        if self._place is not None:
            fcntl.flock(self._place, fcntl.LOCK_EX)

    def _go(self) -> None:
        if self._place is not None:
            fcntl.flock(self._place, fcntl.LOCK_UN)
