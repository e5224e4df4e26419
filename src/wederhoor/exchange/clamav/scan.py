"""A file is given to clamd over its socket (INSTREAM) and its verdict read. Small enough to be our own: one command, one answer."""

import re
import socket
from collections.abc import Iterator
from contextlib import closing
from enum import Enum, auto
from typing import Final

#: Seconds for each step; a file of 25 MB takes clamd a few.
PATIENCE: Final = 30.0
_PIECE: Final = 65_536
_LONGEST_ANSWER: Final = 4_096
_FOUND: Final = re.compile(rb"^stream: .+ FOUND$")


class Verdict(Enum):
    """What clamd said of a file."""

    CLEAN = auto()
    INFECTED = auto()
    TOO_LARGE = auto()
    UNKNOWN = auto()
    """It could not be asked, or gave no answer that means anything."""


def scan(content: bytes, *, address: str, patience: float = PATIENCE) -> Verdict:
    """Asks clamd at `address` (a socket's path, or host:port) about these bytes. Never raises: who cannot be asked is UNKNOWN."""
    try:
        with closing(_line(address, patience)) as line:
            return _asked(line, content)
    except (OSError, ValueError):
        return Verdict.UNKNOWN


def _asked(line: socket.socket, content: bytes) -> Verdict:
    try:
        line.sendall(b"zINSTREAM\0")
        for piece in _pieces(content):
            line.sendall(len(piece).to_bytes(4, "big"))
            line.sendall(piece)
        line.sendall(bytes(4))
    except (BrokenPipeError, ConnectionResetError):
        pass  # past its own limit it answers at once and hangs up
    answer = _answer(line)
    if answer == b"stream: OK":
        return Verdict.CLEAN
    if _FOUND.match(answer):
        return Verdict.INFECTED
    return Verdict.TOO_LARGE if b"size limit exceeded" in answer else Verdict.UNKNOWN


def _line(address: str, patience: float) -> socket.socket:
    if address.startswith("/"):
        line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        line.settimeout(patience)
        try:
            line.connect(address)
        except OSError:
            line.close()
            raise
        return line
    host, _colon, port = address.rpartition(":")
    return socket.create_connection((host.strip("[]"), int(port)), timeout=patience)


def _pieces(content: bytes) -> Iterator[memoryview]:
    view = memoryview(content)
    for start in range(0, len(view), _PIECE):
        yield view[start : start + _PIECE]


def _answer(line: socket.socket) -> bytes:
    answer = b""
    while b"\0" not in answer and len(answer) < _LONGEST_ANSWER:
        piece = line.recv(_LONGEST_ANSWER)
        if not piece:
            break
        answer += piece
    return answer.partition(b"\0")[0].strip()
