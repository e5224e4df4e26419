"""The pages that people wait for: the worklist, the register and a dossier, with a thousand and with a hundred thousand dossiers."""

from collections.abc import Callable
from statistics import median

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bench import _store
from bench._timing import seconds
from tests.factories.house import a_dossier, a_member, send_all
from wederhoor.actions.record import Actor, Log, Recorded, record
from wederhoor.dossiers.models import Dossier
from wederhoor.organisations.models import Member
from wederhoor.web import clock

SIZES = (1_000, 100_000)
RUNS = 25


def run() -> dict[str, float | int]:
    """Milliseconds of a whole request, its session and its access log included, and the number of queries of each page."""
    found: dict[str, float | int] = {}
    for size in SIZES:
        _store.grow(size)
        client = _signed_in()
        pages = _addresses()
        if size == SIZES[-1]:  # what is made by the door takes the keys of clones that would still come
            pages |= {kind: f"/bureau/dossier/{row.number}/" for kind, row in _further().items()}
        for name, address in pages.items():
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


def _further() -> dict[str, Dossier]:
    """A dossier that someone handles, one that was answered, one that was objected to, and the objection."""
    manager = _store.earned()
    handler = a_member(manager.organisation, "medewerker")
    handled, closed, objected = (a_dossier(manager.organisation, at=_store.NOW) for _ in range(3))
    for row in (handled, closed, objected):
        _does(row, "assign", manager, to=f"m-{handler.pk}", independent=True)
    for row in (closed, objected):
        _does(row, "hear", handler, party="complainant", account="Verteld wat er misging.")
        _does(row, "judge", handler, outcome="upheld", reasons="Terecht.", consulted=[_store.MANAGER])
        _does(row, "reply", handler, channel="mail", reasons="U hebt gelijk.")
    _does(objected, "object", None, channel="portal", grounds=["Het duurt te lang."])
    objection = Dossier.objects.filter(matter=objected.matter_id).latest("pk")
    return {"handled": handled, "closed": closed, "objected": objected, "objection": objection}


def _does(row: Dossier, act: str, who: Member | None, **data: object) -> None:
    role = "complainant" if who is None else _store.MANAGER if who == _store.earned() else "handler"
    done = record(Log(row.matter_id, row.name), act, by=Actor(role, who), at=_store.NOW, now=_store.NOW, data=data)
    if not isinstance(done, Recorded):
        raise TypeError(done)
    send_all(row, at=_store.NOW)


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
