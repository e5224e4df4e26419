"""A yardstick beside filing: the same server, clients and database, for a request that does nothing but insert one row, durably.

It tells how quick the machine is at the time: `python -m bench._bare PROCESSES PORT`.
"""

import sys
from collections.abc import Callable, Iterable
from typing import Any, Final

import django
from django.db import connection
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

TABLE: Final = "bare_yardstick"
MAKE: Final = f"CREATE TABLE IF NOT EXISTS {TABLE} (body text NOT NULL)"
_INSERT: Final = f"INSERT INTO {TABLE} (body) VALUES (%s)"  # noqa: S608 - the table is ours
#: As a filing is answered, so that the clients need not know.
_ANSWER: Final = [("Location", "/ontvangst/"), ("Content-Length", "0")]


def application(environ: dict[str, Any], start_response: Callable[..., object]) -> Iterable[bytes]:
    """One row for each request that sends something; to any other that it is there."""
    if environ["REQUEST_METHOD"] != "POST":
        start_response("200 OK", [("Content-Length", "0")])
        return []
    with connection.cursor() as cursor:
        cursor.execute(_INSERT, [environ["wsgi.input"].read().decode()])
    start_response("302 Found", _ANSWER)
    return []


def serve(processes: int, port: int) -> None:
    """As `wederhoor serve` does it."""
    django.setup()
    Granian(
        "bench._bare:application",
        port=port,
        interface=Interfaces.WSGI,
        workers=processes,
        blocking_threads=1,
        websockets=False,
        log_level=LogLevels.warning,
    ).serve()


if __name__ == "__main__":
    serve(*map(int, sys.argv[1:]))
