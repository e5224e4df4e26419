"""Procedure files for the command line: by path, or by the name of one that is shipped."""

import re
from pathlib import Path
from typing import Final

from wederhoor.core.fault import Fault
from wederhoor.core.procedure import Procedure
from wederhoor.core.reading import LONGEST, read

SHIPPED: Final = Path(__file__).parents[2] / "procedures"
_NAME: Final = re.compile(r"([a-z0-9]+(?:-[a-z0-9]+)*)(?:@(\d+))?")
_BYTES_OF_A_CHARACTER: Final = 4


def load(name: str) -> Procedure | tuple[Fault, ...]:
    """The procedure of a path or shipped name, or its faults; that it cannot be read is a fault too."""
    path = find(name)
    if path is None:
        known = ", ".join(shipped_names())
        return (Fault(None, "", f"dit bestand is er niet, en een klachtenregeling met deze naam evenmin. Meegeleverd: {known}."),)
    try:
        with path.open("rb") as file:
            raw = file.read(LONGEST * _BYTES_OF_A_CHARACTER + 1)
    except OSError as error:
        return (Fault(None, "", f"dit bestand kan niet worden gelezen ({error.strerror})."),)
    try:
        return read(raw.decode("utf-8"))
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        return (Fault(line, "", "dit is geen tekst in UTF-8; sla het bestand op als UTF-8."),)


def find(name: str) -> Path | None:
    """The file meant: what exists under that path, else the shipped regulation of that name, its newest version unless one is named."""
    path = Path(name)
    if "\0" not in name and path.exists():
        return path
    match = _NAME.fullmatch(name)
    if match is None:
        return None
    folder, version = SHIPPED / match[1], match[2]
    versions = sorted(folder.glob("*.toml"), key=lambda file: int(file.stem) if file.stem.isdecimal() else 0)
    if version is not None:
        versions = [file for file in versions if file.stem == version]
    return versions[-1] if versions else None


def shipped_names() -> list[str]:
    """The regulations that are shipped, by name and version."""
    return sorted(f"{file.parent.name}@{file.stem}" for file in SHIPPED.glob("*/*.toml"))
