"""winmail.dat: the files that Outlook packed into one (TNEF, MS-OXTNEF). Pure; what is broken is left, the whole file is kept anyway."""

import struct
from collections.abc import Iterator
from typing import Final

_BEGINS: Final = b"\x78\x9f\x3e\x22"
_HEAD: Final = struct.Struct("<BII")
_FIRST: Final = 6
"""Where the attributes begin: after the signature and a key of two bytes."""
_CHECKSUM: Final = 2
_STARTS: Final = 0x00069002
_TITLE: Final = 0x00018010
_DATA: Final = 0x0006800F


def unpacked(content: bytes) -> Iterator[tuple[str, bytes]]:
    """Name and content of each file in it; nothing for what is no such file."""
    if not content.startswith(_BEGINS):
        return
    name, data = "", b""
    for kind, value in _attributes(content):
        if kind == _STARTS:
            if data:
                yield name, data
            name, data = "", b""
        elif kind == _TITLE:
            name = value.split(b"\x00")[0].decode("cp1252", "replace")
        elif kind == _DATA:
            data = value
    if data:
        yield name, data


def _attributes(content: bytes) -> Iterator[tuple[int, bytes]]:
    place = _FIRST
    while place + _HEAD.size <= len(content):
        _level, kind, length = _HEAD.unpack_from(content, place)
        start = place + _HEAD.size
        if start + length > len(content):
            return
        yield kind, content[start : start + length]
        place = start + length + _CHECKSUM
