"""Searching and taking out with a hundred thousand dossiers. Asked: a common and a rare word 50 ms at most, for who reads all or few.

Each figure is a whole request for the first page. Taking the register out: when it begins, how long it takes, and what memory it needs.
"""

import tracemalloc
from collections.abc import Generator
from statistics import median
from time import perf_counter

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bench import _store
from bench._timing import seconds
from tests.factories.house import a_member
from wederhoor.dossiers.models import Dossier, Reader
from wederhoor.dossiers.search import remember
from wederhoor.dossiers.words import words_of
from wederhoor.organisations.models import Member
from wederhoor.web import clock

DOSSIERS = 100_000
RUNS = 15
FEW, SOME = 30, 1_000
#: What is looked for: a word that all have, its plural, one that one has, two that all have, one that none has, the beginning of one.
WORDS = {
    "common": "examen",
    "common_stem": "examens",
    "rare": "schildpad",
    "two_common": "vraag antwoordmodel",
    "absent": "okapi",
    "prefix": "exam*",
}
#: Ways to narrow: by an index, and by what is only in the facts of a dossier.
FILTERS = {
    "stage": "fase=informal",
    "product": "product=EX-101",
    "late": "te-laat=ja",
    "fact": "aard=content",
    "fact_of_none": "oorzaak=planning",
}


def run() -> dict[str, object]:
    """Milliseconds of a request, by reader and word; queries; the file."""
    _store.grow(DOSSIERS)
    clock.now = lambda: _store.NOW
    remember(DOSSIERS // 2, _store.earned().organisation_id, words_of(["Schildpad"]))
    readers = {"reads_all": _store.earned(), "reads_few": _reader(FEW), "reads_some_by_role": _reader(SOME, role="archief")}
    found: dict[str, object] = {"dossiers": DOSSIERS}
    for name, member in readers.items():
        client = _signed_in(member)
        found[name] = {word: _page(client, sought) for word, sought in WORDS.items()}
    client = _signed_in(_store.earned())
    found["filters"] = {name: _timed(client, f"/bureau/register/?{query}") for name, query in FILTERS.items()}
    found["export"] = {kind: _taken(client, kind) for kind in ("csv", "xlsx")}
    return found


def _reader(count: int, role: str = "") -> Member:
    """Someone who reads so many dossiers, spread over the store: by his part in them, or by a role."""
    member = a_member(_store.earned().organisation, *([role] if role else []))
    spread = Dossier.objects.order_by("pk").values_list("pk", flat=True)[:: DOSSIERS // count]
    Reader.objects.bulk_create([Reader(dossier_id=pk, **({"role": role} if role else {"member": member})) for pk in spread])
    return member


def _signed_in(member: Member) -> Client:
    client = Client(headers={"host": "localhost"})
    client.force_login(member.user)
    return client


def _page(client: Client, sought: str) -> dict[str, float | int]:
    where = client.post("/bureau/zoeken/", {"zoek": sought}).headers["Location"]
    with CaptureQueriesContext(connection) as queries:
        rows = client.get(where).content.count(b'<li class="row">')
    counted = len(queries)  # before the next request, which forgets them
    return {"ms": _timed(client, where), "queries": counted, "rows": rows}


def _timed(client: Client, where: str) -> float:
    def get() -> object:
        answer = client.get(where)
        if answer.status_code != 200:  # noqa: PLR2004
            raise AssertionError(f"{where}: {answer.status_code}")
        return answer

    return round(1000 * median(seconds(get, runs=RUNS)), 2)


def _taken(client: Client, kind: str) -> dict[str, float | int]:
    """Reads the whole file as it comes."""
    begin = perf_counter()
    pieces = _pieces(client, kind)
    size = len(next(pieces))
    first = perf_counter() - begin
    size += sum(len(piece) for piece in pieces)
    taken = perf_counter() - begin
    found = {"first_ms": round(1000 * first, 1), "seconds": round(taken, 1), "megabytes": round(size / 1e6, 1)}
    return found | {f"peak_megabytes_at_{rows}_rows": _peak(client, kind, rows) for rows in (2_000, 20_000)}


def _peak(client: Client, kind: str, rows: int) -> float:
    """The most memory held at any time while so many rows were made: flat where more rows need no more."""
    tracemalloc.start()
    pieces = _pieces(client, kind)
    for number, _piece in enumerate(pieces):
        if number >= rows // 200:
            break
    pieces.close()
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return round(peak / 1e6, 1)


def _pieces(client: Client, kind: str) -> Generator[bytes, None, None]:
    answer = client.get(f"/bureau/register/uitvoer.{kind}")
    try:
        yield from answer.streaming_content  # type: ignore[attr-defined] # it streams
    finally:
        answer.close()
