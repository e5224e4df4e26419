"""A store for measuring: dossiers earned through the one door, then cloned in bulk, chain and rows included.

What stands under a chain's digest does not name its matter, so a clone's chain is as good as the original's; a sample is verified.
One store serves a measurement; it is as an installation has it: SQLite with a write-ahead log and full durability.
"""

from collections.abc import Generator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import cache

from django.core.management.color import no_style
from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper
from django.db.models import Model

from bench import _django
from tests.factories.house import COMPLAINT, a_member, an_organisation
from wederhoor.actions.filing import Filed, file_complaint
from wederhoor.actions.recompute import recompute
from wederhoor.actions.record import Actor, Log, record
from wederhoor.actions.sent import mark_sent
from wederhoor.actions.verify import verify
from wederhoor.correspondence.models import Letter
from wederhoor.dossiers.models import Act, Counter, Dossier, DutyRow, Matter, Party, Reader, RightRow, SearchText, Text
from wederhoor.organisations.models import Member

NOW = datetime(2026, 4, 22, 8, 0, tzinfo=UTC)
MANAGER = "manager-propositie"
FOLDER = _django.FOLDER
EARNED = 200
"""Matters made through the door, each received at a moment of its own."""


@cache
def earned() -> Member:
    """The organisation with its manager, and the first matters, made through the door; answers the manager."""
    organisation = an_organisation("klik-onderwijs", slug="meting")
    manager = a_member(organisation, MANAGER, name="Manager Mus")
    by = Actor(MANAGER, manager)
    _pragma("synchronous=OFF")
    for number in range(EARNED):
        at = NOW - timedelta(minutes=17 * number)
        filed = file_complaint(organisation, data=COMPLAINT, by=Actor("complainant"), at=at, now=at)
        if not isinstance(filed, Filed):
            raise TypeError(filed)
        log, later = Log(filed.dossier.matter_id), at + timedelta(minutes=5)
        record(log, "note", by=by, at=later, now=later, data={"text": "Gebeld; wordt teruggebeld."})
        record(log, "assess", by=by, at=later, now=later, data={"nature": "content", "critical": False})
        record(log, "hear", by=by, at=later, now=later, data={"party": "complainant", "account": "Verteld wat er misging."})
        record(log, "acknowledge", by=by, at=later, now=later, data={"channel": "mail"})
        mark_sent(Letter.objects.get(dossier=filed.dossier), at=later, now=later)
    _pragma("synchronous=FULL")
    return manager


def grow(dossiers: int) -> None:
    """Clones until there are this many dossiers (rounded up to whole rounds of those earned)."""
    earned()

    have = Matter.objects.count() // EARNED
    rounds = -(-dossiers // EARNED)
    if rounds <= have:
        return
    _pragma("synchronous=OFF")
    _pragma("cache_size=-400000")
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("CREATE TEMP TABLE IF NOT EXISTS rounds (k INTEGER PRIMARY KEY)")
        cursor.execute("DELETE FROM rounds")
        cursor.executemany("INSERT INTO rounds (k) VALUES (%s)", [(k,) for k in range(have, rounds)])
        _clone(cursor)
        Counter.objects.update(last=rounds * EARNED)  # the clones took numbers too
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE" if connection.vendor == "sqlite" else "VACUUM ANALYZE")
    _pragma("wal_checkpoint(TRUNCATE)")
    _pragma("cache_size=-2000")
    _pragma("synchronous=FULL")


def _clone(cursor: CursorWrapper) -> None:
    """One statement for each table: the earned rows times the rounds, their keys moved on."""
    own = f"o.id + {EARNED} * r.k"
    of_matter, of_dossier = f"o.matter_id + {EARNED} * r.k", f"o.dossier_id + {EARNED} * r.k"
    plans: list[tuple[type[Model], dict[str, str]]] = [
        (Matter, {"id": own, "key": "NULL"}),
        (Act, {"matter_id": of_matter}),
        (Party, {"matter_id": of_matter}),
        (Text, {"matter_id": of_matter}),
        (Dossier, {"id": own, "matter_id": of_matter, "number": f"'2026-' || ({own})"}),
        (DutyRow, {"dossier_id": of_dossier}),
        (RightRow, {"dossier_id": of_dossier}),
        (Reader, {"dossier_id": of_dossier}),
        (SearchText, {"dossier_id": of_dossier, "words": f"o.words || ({of_dossier}) || ' '"}),  # a clone has a number of its own
        (Letter, {"dossier_id": of_dossier, "matter_id": of_matter, "message_id": "r.k || o.message_id"}),
    ]
    for model, moved in plans:
        columns = [str(field.column) for field in model._meta.concrete_fields if field.column != "id" or "id" in moved]
        chosen = ", ".join(moved.get(column, f'o."{column}"') for column in columns)
        mine = "o.id" if model in {Matter, Dossier} else "o.matter_id" if "matter_id" in columns else "o.dossier_id"
        names = ", ".join(f'"{column}"' for column in columns)
        cursor.execute(
            f"INSERT INTO {model._meta.db_table} ({names}) SELECT {chosen} FROM {model._meta.db_table} o, rounds r WHERE {mine} <= {EARNED}"  # noqa: S608
        )
    for statement in connection.ops.sequence_reset_sql(no_style(), [model for model, _moved in plans]):
        cursor.execute(statement)


def verified(sample: int = 50) -> int:
    """Verifies clones spread over the store and compares their rows with a fresh replay; how many were looked at."""
    keys = list(Matter.objects.order_by("pk").values_list("pk", flat=True))
    chosen = keys[:: max(1, len(keys) // sample)]
    faults = [*verify(chosen), *recompute(matter_ids=chosen)]
    if faults:
        raise AssertionError(f"the cloned store is not whole: {faults[0]}")
    return len(chosen)


@contextmanager
def hasty() -> Generator[None, None, None]:
    """Without waiting for the disk, for what is only filled."""
    _pragma("synchronous=OFF")
    try:
        yield
    finally:
        _pragma("synchronous=FULL")


def _pragma(setting: str) -> None:
    """A setting of SQLite; another database keeps its own."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(f"PRAGMA {setting}")
