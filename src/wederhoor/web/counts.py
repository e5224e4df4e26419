"""Counters that every process of the site on this machine shares, each for a while: a table in a file that is held in memory.

Nothing waits for a disk: to count costs a few microseconds. What the machine loses when it stops was counted for minutes. A table has
a fixed size; where a row finds its places taken by others that still count, the one that would end first gives way.
"""

import fcntl
import hashlib
import mmap
import os
import struct
import threading
import weakref
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from django.core.cache.backends.base import DEFAULT_TIMEOUT, BaseCache

from wederhoor.web import clock

#: A row: the digest of its name, until when it counts (seconds since 1970, nothing for a free one), and the count.
_ROW: Final = struct.Struct("<16sdQ")
_ROWS: Final = 65_536
#: Places next to each other where a name may stand.
_NEAR: Final = 8


class Counts(BaseCache):
    """Whole numbers by name, as a cache that Django knows; a name is of one number at a time."""

    def __init__(self, location: str, params: dict[str, Any]) -> None:
        super().__init__(params)
        self._path = Path(location)
        self._lock = threading.Lock()
        self._file = -1
        self._table: mmap.mmap | None = None

    def get(self, key: str, default: Any = None, version: int | None = None) -> Any:  # noqa: ANN401 - as Django has it
        """The number, or the default where it is not counted or no longer."""
        with self._held() as table:
            _place, _until, count = self._found(table, self._digest(key, version))
        return default if count is None else count

    def add(self, key: str, value: int, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> bool:  # noqa: ANN401 - as Django has it
        """Begins to count from a number, for so many seconds, unless it is counted already."""
        return self._put(key, value, timeout, version, only_new=True)

    def set(self, key: str, value: int, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> None:  # noqa: ANN401 - as Django has it
        """Counts from a number, for so many seconds, whatever it was."""
        self._put(key, value, timeout, version, only_new=False)

    def incr(self, key: str, delta: int = 1, version: int | None = None) -> int:
        """One more, or so many; it ends when it would have. Raises ValueError for what is not counted."""
        digest = self._digest(key, version)
        with self._held() as table:
            place, until, count = self._found(table, digest)
            if count is None:
                raise ValueError(key)
            _ROW.pack_into(table, place, digest, until, count + delta)
        return count + delta

    def clear(self) -> None:
        """Nothing is counted any more."""
        with self._held() as table:
            table[:] = bytes(len(table))

    def _put(self, key: str, value: int, timeout: Any, version: int | None, *, only_new: bool) -> bool:  # noqa: ANN401 - as Django has it
        until = self.get_backend_timeout(timeout) or float("inf")
        digest = self._digest(key, version)
        with self._held() as table:
            place, _until, count = self._found(table, digest)
            if only_new and count is not None:
                return False
            _ROW.pack_into(table, place, digest, until, value)
        return True

    def _digest(self, key: str, version: int | None) -> bytes:
        return hashlib.sha256(self.make_key(key, version).encode()).digest()[: _ROW.size - 16]

    def _found(self, table: mmap.mmap, digest: bytes) -> tuple[int, float, int | None]:
        """Where a name stands, until when and its number; else where it can stand, and no number."""
        now = clock.now().timestamp()
        first = int.from_bytes(digest[:4], "little")
        places = [(first + near) % _ROWS * _ROW.size for near in range(_NEAR)]
        rows = [(place, *_ROW.unpack_from(table, place)) for place in places]
        for place, name, until, count in rows:
            if name == digest and until > now:
                return place, until, count
        return min(rows, key=lambda row: row[2])[0], 0.0, None

    @contextmanager
    def _held(self) -> Iterator[mmap.mmap]:
        """The table, with everyone else kept away for as long as this takes."""
        with self._lock:
            table = self._table or self._opened()
            # Of its own opening of the file, so it holds between threads too: Django makes one of these for each.
            fcntl.flock(self._file, fcntl.LOCK_EX)
            try:
                yield table
            finally:
                fcntl.flock(self._file, fcntl.LOCK_UN)

    def _opened(self) -> mmap.mmap:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        self._file = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600)
        weakref.finalize(self, os.close, self._file)
        os.ftruncate(self._file, _ROWS * _ROW.size)
        self._table = mmap.mmap(self._file, _ROWS * _ROW.size)
        return self._table
