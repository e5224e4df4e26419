"""Files under DATA_DIR, written and flushed before anything names them."""

import os
import uuid
from pathlib import Path

from django.conf import settings


def write_whole(relative: Path, content: bytes) -> str:
    """Writes a file and flushes it, its folder and every folder made for it; returns its path relative to DATA_DIR. Twice is once."""
    path = Path(settings.DATA_DIR) / relative
    made = _folders(path.parent)
    partial = path.with_name(f"{path.name}.{uuid.uuid4().hex}.part")
    try:
        with partial.open("wb") as file:
            file.write(content)
            file.flush()
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
