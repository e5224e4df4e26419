"""A small clamd on this machine: speaks INSTREAM, finds the test virus, has a limit, cannot read POISON, and can be made dumb."""

import socketserver
import threading
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from django.test import override_settings

#: What every scanner agrees to call a virus, in two pieces so that none finds it here.
VIRUS = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-" + b"ANTIVIRUS-TEST-FILE!$H+H*"
LIMIT = 1_000_000
POISON = b"%PDF waar niemand wijs uit wordt"


class _Talk(socketserver.StreamRequestHandler):
    answer: bytes | None = None

    def handle(self) -> None:
        if self.rfile.read(10) != b"zINSTREAM\0":
            self.wfile.write(b"UNKNOWN COMMAND\0")
            return
        content = b""
        while size := int.from_bytes(self.rfile.read(4), "big"):
            content += self.rfile.read(size)
            if len(content) > LIMIT:
                self.wfile.write(b"INSTREAM size limit exceeded. ERROR\0")
                return
        found = b"stream: Win.Test.EICAR_HDB-1 FOUND" if VIRUS in content else b"stream: OK"
        found = b"stream: Can't read file ERROR" if content == POISON else found
        self.wfile.write((found if self.answer is None else self.answer) + b"\0")


@contextmanager
def clamd(folder: Path, *, answer: bytes | None = None) -> Generator[str, None, None]:
    """Serves on a socket in a folder, with the setting pointing at it."""
    path = folder / "clamd.ctl"
    talk = type("Talk", (_Talk,), {"answer": answer})
    with socketserver.ThreadingUnixStreamServer(str(path), talk) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        try:
            with override_settings(CLAMAV=str(path)):
                yield str(path)
        finally:
            server.shutdown()
            path.unlink()
