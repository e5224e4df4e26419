"""The one door on SQLite with full durability and a hundred thousand dossiers present.

Asked: one commit, at most 3 ms above the bare flush measured in the same run, and 300 a second sustained in one process.
"""

from collections.abc import Callable
from datetime import timedelta
from itertools import count
from statistics import median
from time import perf_counter

from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from bench import _store
from tests.factories.house import COMPLAINT
from wederhoor.actions.filing import file_complaint
from wederhoor.actions.record import Actor, Log, Recorded, record
from wederhoor.organisations.models import Member

DOSSIERS = 100_000
TIMES = 200
SUSTAINED = 5.0
"""Seconds of recording without a pause."""


def run() -> dict[str, object]:
    """Medians in milliseconds, and how many a second."""
    begin = perf_counter()
    manager = _store.earned()
    _store.grow(DOSSIERS)
    filled = perf_counter() - begin
    sample = _store.verified()
    acts = {name: _act(manager, name) for name in ("note", "hear", "assess", "report_progress")}
    for work in acts.values():
        work()
    flush = _median(_flush)
    records = {name: _median(work) for name, work in acts.items()}
    return {
        "dossiers": DOSSIERS,
        "filled_in_seconds": round(filled, 1),
        "verified_sample": sample,
        "bare_flush_ms": flush,
        "record_ms": records,
        "above_flush_ms": {name: round(value - flush, 3) for name, value in records.items()},
        "filing_ms": _median(_filing(manager)),
        "sustained_per_second": _sustained(list(acts.values())),
        "commits_per_record": _commits(acts["hear"]),
    }


def _median(work: Callable[[], object]) -> float:
    taken = []
    for _ in range(TIMES):
        begin = perf_counter()
        work()
        taken.append(perf_counter() - begin)
    return round(median(taken) * 1000, 3)


def _flush() -> None:
    """The least that a lasting change costs: one row, one commit."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE dossiers_counter SET last = last + 1 WHERE id = 1")


_DATA: dict[str, dict[str, object]] = {
    "note": {"text": "Gebeld; morgen opnieuw proberen."},
    "hear": {"party": "complainant", "account": "Verteld wat er misging en wat zij wil."},
    "assess": {"nature": "content", "severity": "low", "structural": False},
    "report_progress": {"channel": "mail", "reasons": "Wij zoeken nog uit hoe het kon gebeuren."},
}
_places = count(1)


def _act(manager: Member, name: str) -> Callable[[], object]:
    """Records this act in a dossier that had none yet in this run, somewhere in the store."""
    by = Actor(_store.MANAGER, manager)
    now = _store.NOW + timedelta(days=1)

    def work() -> None:
        matter = 1 + (next(_places) * 7919) % DOSSIERS
        done = record(Log(matter), name, by=by, at=now, now=now, data=_DATA[name])
        if not isinstance(done, Recorded):
            raise TypeError(done)

    return work


def _filing(manager: Member) -> Callable[[], object]:

    organisation = manager.organisation
    return lambda: file_complaint(organisation, data=COMPLAINT, by=Actor("complainant"), at=_store.NOW, now=_store.NOW)


def _sustained(works: list[Callable[[], object]]) -> int:
    done, begin = 0, perf_counter()
    while perf_counter() - begin < SUSTAINED:
        works[done % len(works)]()
        done += 1
    return round(done / (perf_counter() - begin))


def _commits(work: Callable[[], object]) -> int:

    with CaptureQueriesContext(connection) as seen:
        work()
    return sum(query["sql"] == "COMMIT" for query in seen.captured_queries)
