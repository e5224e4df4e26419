"""Files under DATA_DIR, written and flushed before anything names them."""

import os
import uuid
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Final

from django.conf import settings

#: Files that are flushed at the same time.
_SIDE_BY_SIDE: Final = 8


def write_whole(relative: Path, content: bytes) -> str:
    """Writes a file and flushes it, its folder and every folder made for it; returns its path relative to DATA_DIR. Twice is once."""
    return write_all([(relative, content)])[0]


def write_all(files: Sequence[tuple[Path, bytes]]) -> list[str]:
    """The same for several files. They are flushed side by side, which a disk does much quicker, and each folder once."""
    root = Path(settings.DATA_DIR)
    made = dict.fromkeys(
        folder for parent in dict.fromkeys((root / relative).parent for relative, _ in files) for folder in _folders(parent)
    )
    if len(files) == 1:
        _write(root / files[0][0], files[0][1])
    elif files:
        with ThreadPoolExecutor(min(len(files), _SIDE_BY_SIDE)) as pool:
            list(pool.map(lambda file: _write(root / file[0], file[1]), files))
    for folder in made:
        _flush(folder)
    return [relative.as_posix() for relative, _ in files]


def _write(path: Path, content: bytes) -> None:
    partial = path.with_name(f"{path.name}.{uuid.uuid4().hex}.part")
    try:
        with partial.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)


def write_with(relative: Path, write: Callable[[Path], None]) -> str:
    """The same for a file that is written piece by piece: `write` gets the path that it writes to, under which nobody looks for it."""
    path = Path(settings.DATA_DIR) / relative
    made = _folders(path.parent)
    partial = path.with_name(f"{path.name}.{uuid.uuid4().hex}.part")
    try:
        write(partial)
        with partial.open("rb+") as file:
            os.fsync(file.fileno())
        partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)
    for folder in made:
        _flush(folder)
    return relative.as_posix()


def append_line(path: Path, line: str) -> None:
    """Adds a line to a file in one write, and flushes it."""
    made = [] if path.exists() else _folders(path.parent)
    with path.open("ab", buffering=0) as file:
        file.write(f"{line}\n".encode())
        os.fsync(file.fileno())
    for folder in made:
        _flush(folder)


def read_whole(relative: str) -> bytes:
    """The bytes of such a file."""
    return (Path(settings.DATA_DIR) / relative).read_bytes()


def drop(relative: str) -> None:
    """Removes such a file; that it is gone already is well."""
    (Path(settings.DATA_DIR) / relative).unlink(missing_ok=True)


def _folders(folder: Path) -> list[Path]:
    """Makes a folder; the folders in which a name became new, the deepest first."""
    changed, upper = [folder], folder
    while not upper.exists():
        upper = upper.parent
        changed.append(upper)
    folder.mkdir(parents=True, exist_ok=True)
    return changed


def _flush(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
