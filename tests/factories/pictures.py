"""Pictures made by hand, so that a test can say what is in them."""

import struct
import zlib
from functools import cache

import typst


def a_png(*, width: int = 60, height: int = 40, colour: bytes = b"\x20\x60\x90") -> bytes:
    """A PNG of one colour."""
    rows = (b"\0" + colour * width) * height
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + _part(b"IHDR", head) + _part(b"IDAT", zlib.compress(rows)) + _part(b"IEND", b"")


@cache
def a_jpeg() -> bytes:
    """A grey JPEG of eight by eight, by its tables."""
    tables = bytes.fromhex("ffdb004300") + b"\x01" * 64
    frame = bytes.fromhex("ffc0000b080008000801011100")
    codes = bytes.fromhex("ffc4001400") + bytes([1] + [0] * 15) + b"\x00" + bytes.fromhex("ffc4001410") + bytes([1] + [0] * 15) + b"\x00"
    return b"\xff\xd8" + tables + frame + codes + bytes.fromhex("ffda0008010100003f00") + b"\x3f" + b"\xff\xd9"


def a_pdf(words: str = "Reglement") -> bytes:
    """A PDF with these words in it."""
    made = typst.compile(f"#set page(width: 60mm, height: 40mm)\n{words}".encode(), format="pdf", ignore_system_fonts=True)
    return bytes(made)


def _part(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
