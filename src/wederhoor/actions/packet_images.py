"""A picture without what is not seen of it: remarks, the place where it was taken, and the small picture of how it was before."""

from collections.abc import Iterator
from typing import Final

_PNG: Final = b"\x89PNG\r\n\x1a\n"
#: Chunks of a PNG that make the picture.
_DRAWS: Final = frozenset({b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"pHYs"})
_AROUND: Final = 12
#: Markers of a JPEG: its end, the beginning of a scan, and those in a scan that are no segment.
_MARK, _END, _SCAN = 0xFF, 0xD9, 0xDA
_IN_SCAN: Final = frozenset({0x00, *range(0xD0, 0xD8)})
#: Segments that hold no picture: whatever a program adds, and remarks. Kept are how wide it is, and what its colours mean.
_ADDED: Final = frozenset({*range(0xE1, 0xF0), 0xFE}) - {0xEE}


def bare_png(content: bytes) -> bytes:
    """The same picture; ValueError where it is none."""
    return _PNG + b"".join(_chunks(content))


def bare_jpeg(content: bytes) -> bytes:
    """The same picture; ValueError where it is none."""
    return content[:2] + b"".join(_segments(content)) + bytes((_MARK, _END))


def _chunks(content: bytes) -> Iterator[bytes]:
    at = len(_PNG)
    while at < len(content):
        kind, whole = content[at + 4 : at + 8], int.from_bytes(content[at : at + 4], "big") + _AROUND
        if at + whole > len(content):
            break
        if kind in _DRAWS:
            yield content[at : at + whole]
        if kind == b"IEND":
            return
        at += whole
    raise ValueError("this picture has no end")


def _segments(content: bytes) -> Iterator[bytes]:
    """Up to the first end: what stands behind it is another picture."""
    at = 2
    while at + 4 <= len(content) and content[at] == _MARK:
        marker = content[at + 1]
        size = int.from_bytes(content[at + 2 : at + 4], "big") + 2
        end = _end_of_scan(content, at + size) if marker == _SCAN else at + size
        if marker not in _ADDED or content[at + 4 :].startswith(b"ICC_PROFILE"):
            yield content[at:end]
        at = end
        if content[at + 1 : at + 2] == bytes((_END,)):
            return
    raise ValueError("this picture has no end")


def _end_of_scan(content: bytes, at: int) -> int:
    while True:
        at = content.find(bytes((_MARK,)), at)
        if at < 0 or at + 1 >= len(content):
            raise ValueError("this picture has no end")
        if content[at + 1] not in _IN_SCAN and content[at + 1] != _MARK:
            return at
        at += 1 if content[at + 1] == _MARK else 2
