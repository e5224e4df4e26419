"""The pages that people wait for: the worklist, the register and a dossier, with a thousand and with a hundred thousand dossiers."""

from collections.abc import Callable
from statistics import median

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bench import _store
from bench._timing import seconds
from wederhoor.dossiers.models import Dossier
from wederhoor.web import clock

SIZES = (1_000, 100_000)
RUNS = 25


def run() -> dict[str, float | int]:
    """Milliseconds of a whole request, its session and its access log included, and the number of queries of each page."""
    found: dict[str, float | int] = {}
    for size in SIZES:
        _store.grow(size)
        client = _signed_in()
        for name, address in _addresses().items():
            found[f"{name}_{size}_ms"] = round(1000 * median(seconds(_get(client, address), runs=RUNS)), 2)
            found[f"{name}_{size}_queries"] = _queries(client, address)
    return found


def _signed_in() -> Client:
    # The store was made for one moment; on any other day everything in it would be late, or nothing.
    clock.now = lambda: _store.NOW
    client = Client(headers={"host": "localhost"})
    client.force_login(_store.earned().user)
    return client


def _addresses() -> dict[str, str]:
    number = Dossier.objects.order_by("pk")[Dossier.objects.count() // 2].number
    return {"worklist": "/bureau/", "register": "/bureau/register/", "dossier": f"/bureau/dossier/{number}/"}


def _get(client: Client, address: str) -> Callable[[], object]:
    def get() -> object:
        answer = client.get(address)
        if answer.status_code != 200:  # noqa: PLR2004
            raise AssertionError(f"{address}: {answer.status_code}")
        return answer

    return get


def _queries(client: Client, address: str) -> int:

    with CaptureQueriesContext(connection) as queries:
        client.get(address)
    return len(queries)
