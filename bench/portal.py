"""The portal as the public meets it: real requests to `wederhoor serve` with two processes, a hundred thousand dossiers in the store.

Asked: first byte within 60 ms (median), and 250 filings a second sustained with 16 clients. A filing is a whole form with a token
of its own and the proof that it is ours, answered with the address of its receipt; afterwards all of them are in the store, chained.
Beside it stands how many bare one-row inserts the same server, clients and database do at that time (`_bare`), for machines differ.
"""

import json
import re
import signal
import socket
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from html import unescape
from http.client import HTTPConnection
from os import environ, getloadavg, sysconf
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter, sleep
from typing import Any
from urllib.parse import urlencode

from django.db import connection

from bench import _store
from bench._bare import MAKE
from bench._timing import SOURCE
from bench.serving import family_of, wait_for
from tests.factories.house import a_filing
from tests.portal.visitor import ANSWERS
from wederhoor.actions.recompute import recompute
from wederhoor.actions.tracking import code_of, digest_of
from wederhoor.actions.verify import verify
from wederhoor.correspondence.models import Letter
from wederhoor.dossiers.models import Dossier, TrackingCode
from wederhoor.portal.forms.token import FIELD, new_token
from wederhoor.web import clock

DOSSIERS = 100_000
PROCESSES = 2
CLIENTS = 16
WARM = 3.0
SECONDS = 20.0
#: More than it can do in that time, so that no client runs out.
_EACH_SECOND = 40
#: Seconds of bare inserts, and more for each client than it can do.
BARE = 6.0
_BARE_EACH_SECOND = 500
_RUNS = 40
_WARMING = 8
_HOST = "localhost"
_HOUSE = Path(__file__).resolve().parent.parent
_HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)">')
_STORY = (
    "Op dinsdag deed onze groep het examen. Vraag {n} kan niet kloppen: de bijlage noemt andere getallen dan de opgave, en het "
    "antwoordmodel rekent met weer andere. Drie studenten hebben daar een kwartier op gezocht en kwamen daarna niet meer toe aan de "
    "laatste opdracht. De surveillant heeft dit in het verslag gezet. Wij vragen u om de vraag opnieuw te bekijken en de uitslag van "
    "deze groep aan te houden zolang dat duurt."
)


def run() -> dict[str, object]:
    """Medians of first bytes in milliseconds, and filings a second with what they cost."""
    _store.earned()
    _store.grow(DOSSIERS)
    _give_codes()
    threads = str(1 if connection.vendor == "sqlite" else 4)
    with _serving("wederhoor.site.cli", "serve", "--workers", str(PROCESSES), "--threads", threads, "--no-worker", "--port") as (
        server,
        port,
    ):
        first = _first_bytes(port)
        filed = _filed(server, port)
    bare = _bare()
    beside = {"bare_inserts_per_second": bare, "filings_per_bare_insert": round(filed["filings_per_second"] / bare, 3)}
    return {"dossiers": DOSSIERS, "database": connection.vendor, "threads": int(threads), "first_byte_ms": first, **filed, **beside}


def _give_codes() -> None:
    """A code for every clone too: their table is as large as it will be."""
    without = Dossier.objects.filter(codes=None).only("organisation_id", "number")
    codes = (TrackingCode(dossier=row, digest=digest_of(code_of(row)), created_at=_store.NOW) for row in without.iterator())
    with _store.hasty():
        TrackingCode.objects.bulk_create(codes, batch_size=5_000)


@contextmanager
def _serving(module: str, *given: str) -> Iterator[tuple[int, int]]:
    """A program that serves at the port that it is given last, as an installation has it; the process and the port."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    own = {**environ, "PYTHONPATH": f"{SOURCE}:{_HOUSE}", "WEDERHOOR_ALLOWED_HOSTS": "localhost,127.0.0.1"}
    server = subprocess.Popen([sys.executable, "-m", module, *given, str(port)], env=own)  # noqa: S603 - our own program
    try:
        wait_for(port)
        yield server.pid, port
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(60)


# First bytes ---------------------------------------------------------------------------------------------------------------


def _first_bytes(port: int) -> dict[str, float]:
    organisation = _store.earned().organisation
    status, cookie = _followed(port, code_of(Dossier.objects.order_by("pk")[DOSSIERS // 2]))
    receipt, fresh = _followed(port, a_filing(organisation, at=clock.now()).tracking_code)
    pages = {
        "organisations": ("/", ""),
        "regulation": (f"/{organisation.slug}/", ""),
        "form": (f"/{organisation.slug}/klacht/", ""),
        "status": (status, cookie),
        "receipt": (f"{receipt}ontvangst/", fresh),
    }
    return {name: round(1000 * median(_waits(port, path, visit)), 1) for name, (path, visit) in pages.items()}


def _followed(port: int, code: str) -> tuple[str, str]:
    """The address of the page of a complaint, and the cookie with which it opens, as whoever enters its code is given them."""
    line = HTTPConnection("127.0.0.1", port)
    line.request("GET", f"/volgen/{code}/", headers={"Host": _HOST})
    answer = line.getresponse()
    line.close()
    return answer.headers["Location"], answer.headers["Set-Cookie"].partition(";")[0]


def _waits(port: int, path: str, cookie: str) -> Iterator[float]:
    """Seconds from asking to the first byte: one reader after another, each on a connection of his own, the first few to warm up."""
    for number in range(-_WARMING, _RUNS):
        line = HTTPConnection("127.0.0.1", port)
        line.connect()
        begin = perf_counter()
        line.request("GET", path, headers={"Host": _HOST, "Cookie": cookie})
        answer = line.getresponse()
        taken = perf_counter() - begin
        answer.read()
        line.close()
        if answer.status != 200:  # noqa: PLR2004
            raise AssertionError(f"{path}: {answer.status}")
        if number >= 0:
            yield taken


# Filing --------------------------------------------------------------------------------------------------------------------


def _filed(server: int, port: int) -> dict[str, Any]:
    """Files for a while to warm up, then for as long as is counted."""
    before = Dossier.objects.count()
    warm = _load(port, WARM, _filings(port, WARM))
    filings = _filings(port, SECONDS)
    spent = _processor(server)
    waiting = Letter.objects.filter(state="waiting").count()
    counted = _load(port, SECONDS, filings)
    spent = _processor(server) - spent
    taken = [seconds for _status, _where, seconds in counted["answers"]]
    done = len(taken)
    if Dossier.objects.count() != before + len(warm["answers"]) + done:
        raise AssertionError("not every filing that was answered is in the store")
    return {
        "filings_per_second": round(done / counted["seconds"], 1),
        "filings": done,
        "answer_ms": {"median": round(1000 * median(taken), 1), "p99": round(1000 * quantiles(taken, n=100)[-1], 1)},
        "server_processor_ms_each": round(1000 * spent / done, 2),
        "clients_processor_ms_each": round(1000 * counted["processor_seconds"] / done, 2),
        "letters_waiting_more": Letter.objects.filter(state="waiting").count() - waiting,
        "verified": _verified(done),
        "durable": _durable(),
        "load_before": round(counted["load"], 2),
    }


def _bare() -> float:
    """Bare inserts a second."""
    with connection.cursor() as cursor:
        cursor.execute(MAKE)
    request = f"POST / HTTP/1.1\r\nHost: {_HOST}\r\nContent-Length: {len(_STORY)}\r\n\r\n{_STORY}"
    with _serving("bench._bare", str(PROCESSES)) as (_server, port):
        done = _load(port, BARE, [[request] * int(BARE * _BARE_EACH_SECOND) for _ in range(CLIENTS)])
    return round(len(done["answers"]) / float(done["seconds"]), 1)


def _load(port: int, seconds: float, requests: list[list[str]]) -> dict[str, Any]:
    """Sixteen clients in a process of their own; what they were answered, every one of them with the address of a receipt."""
    path = _store.FOLDER / "load.json"
    path.write_text(json.dumps({"port": port, "seconds": seconds, "requests": requests}), encoding="utf-8")
    sleep(2.5)  # a form that comes back sooner was not filled in by a person
    load = getloadavg()[0]
    made = subprocess.run([sys.executable, "-m", "bench._load", str(path)], cwd=_HOUSE, check=True, capture_output=True)  # noqa: S603
    found: dict[str, Any] = json.loads(made.stdout)
    other = Counter(status for status, where, _seconds in found["answers"] if status != "302" or not where.endswith("/ontvangst/"))
    if other:
        raise AssertionError(f"not filed: {dict(other)}")
    return {**found, "load": load}


def _filings(port: int, seconds: float) -> list[list[str]]:
    """What the clients send for so long."""
    return [_requests(port, int(seconds * _EACH_SECOND)) for _ in range(CLIENTS)]


def _requests(port: int, count: int) -> list[str]:
    """One person's filings: the form opened once for its cookie, then for each filing a token and a story of its own."""
    address = f"/{_store.earned().organisation.slug}/klacht/"
    line = HTTPConnection("127.0.0.1", port)
    line.request("GET", address, headers={"Host": _HOST})
    answer = line.getresponse()
    cookie = str(answer.headers["Set-Cookie"]).partition(";")[0]
    form = {name: unescape(value) for name, value in _HIDDEN.findall(answer.read().decode())}
    line.close()
    head = (
        f"POST {address} HTTP/1.1\r\nHost: {_HOST}\r\nOrigin: http://{_HOST}\r\nCookie: {cookie}\r\n"
        "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: "
    )
    bodies = (urlencode({**form, **_answers(number)}) for number in range(count))
    return [f"{head}{len(body)}\r\n\r\n{body}" for body in bodies]


def _answers(number: int) -> Mapping[str, str]:
    signed = new_token(clock.now()).signed
    return {**ANSWERS, "description": _STORY.format(n=number), FIELD: signed, "stap": "versturen"}


# Afterwards ----------------------------------------------------------------------------------------------------------------


def _processor(server: int) -> float:
    """Seconds of a processor that the server spent, all its processes together."""
    stats = (Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split() for pid in family_of(server))
    return sum(int(stat[11]) + int(stat[12]) for stat in stats) / sysconf("SC_CLK_TCK")


def _verified(done: int) -> int:
    """Some of those filed: each chain as it was recorded, each row as a replay makes it; how many were looked at."""
    newest = list(Dossier.objects.order_by("-pk").values_list("matter_id", flat=True)[:done])
    chosen = newest[:: max(1, done // 200)]
    faults = [*verify(chosen), *recompute(matter_ids=chosen)]
    if faults:
        raise AssertionError(f"a filing is not whole: {faults[0]}")
    return len(chosen)


def _durable() -> dict[str, object]:
    """What the database says of how it keeps what it acknowledged, on a connection made as the server makes its own."""
    connection.close()
    asked = ("PRAGMA journal_mode", "PRAGMA synchronous") if connection.vendor == "sqlite" else ("SHOW fsync", "SHOW synchronous_commit")
    found: dict[str, object] = {}
    for question in asked:
        with connection.cursor() as cursor:
            cursor.execute(question)
            found[question.partition(" ")[2]] = cursor.fetchone()[0]
    return found
