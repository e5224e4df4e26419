"""A load of a few clients in a process of its own, as cheap as it can be: it shares the processors with the server that it loads.

Each client keeps one connection, from an address of its own as people have, and sends its next request when the last was answered.
`python -m bench._load FILE`, with the work as JSON in FILE, prints what came of it as JSON.
"""

import json
import selectors
import socket
import sys
from dataclasses import dataclass
from pathlib import Path
from time import monotonic, process_time
from typing import Any

_READ = 65536


@dataclass(slots=True)
class Client:
    """A connection, what it still has to send, and since when it waits for an answer."""

    line: socket.socket
    requests: list[bytes]
    since: float = 0.0

    def send(self) -> None:
        """The next request."""
        self.since = monotonic()
        self.line.sendall(self.requests.pop())


def connected(port: int, address: str) -> socket.socket:
    """A connection to the server on this machine, from an address of this machine."""
    line = socket.create_connection(("127.0.0.1", port), source_address=(address, 0))
    line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return line


def load(port: int, seconds: float, requests: list[list[str]]) -> dict[str, Any]:
    """Every client sends for so many seconds; what each was answered: the status, the address sent on to, and seconds it took."""
    chosen = selectors.DefaultSelector()
    for number, mine in enumerate(requests):
        client = Client(connected(port, f"127.0.0.{number + 2}"), [one.encode() for one in reversed(mine)])
        chosen.register(client.line, selectors.EVENT_READ, client)
    answers: list[tuple[str, str, float]] = []
    worked, begin = process_time(), monotonic()
    for key in list(chosen.get_map().values()):
        key.data.send()
    while chosen.get_map():
        for key, _ready in chosen.select():
            client = key.data
            answers.append((*_answer(client.line.recv(_READ)), monotonic() - client.since))
            if client.requests and monotonic() - begin < seconds:
                client.send()
            else:
                chosen.unregister(client.line)
                client.line.close()
    return {"answers": answers, "seconds": monotonic() - begin, "processor_seconds": process_time() - worked}


def _answer(answer: bytes) -> tuple[str, str]:
    """The status, and the address that one is sent on to; what was filed is answered in one piece, without a page."""
    head = answer.decode("latin-1").split("\r\n")
    location = next((line.partition(":")[2].strip() for line in head if line.lower().startswith("location:")), "")
    return head[0].split(" ")[1] if head[0] else "", location


if __name__ == "__main__":
    sys.stdout.write(json.dumps(load(**json.loads(Path(sys.argv[1]).read_text(encoding="utf-8")))))
