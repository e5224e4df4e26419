"""The sweep with a hundred thousand open dossiers. Asked: nothing due, 0.1 s after start-up; a thousand due, 5 s."""

from collections.abc import Callable
from datetime import datetime, timedelta
from statistics import median
from time import perf_counter

from django.db.models import Min

from bench import _store
from wederhoor.actions.sweep import sweep
from wederhoor.core.calendar import DEFAULT
from wederhoor.dossiers.agenda import in_working_hours
from wederhoor.dossiers.models import Dossier

DOSSIERS = 100_000
DUE = 1_000
RUNS = 7
LATER = timedelta(days=60)
"""By then every dossier is due; the limit takes the first thousand, and people are at work, so that each is told."""


def run() -> dict[str, object]:
    """Seconds, and what the sweep did."""
    _store.earned()
    _store.grow(DOSSIERS)

    quiet = _quiet_moment()
    anchored = _timed(lambda: sweep(quiet))
    idle = [_timed(lambda: sweep(quiet)) for _ in range(RUNS)]
    later = in_working_hours(quiet + LATER, DEFAULT)
    begin = perf_counter()
    done = sweep(later, limit=DUE)
    taken = perf_counter() - begin
    return {
        "dossiers": DOSSIERS,
        "daily_anchor_seconds": round(anchored, 3),
        "nothing_due_seconds": round(median(idle), 4),
        "due": done.looked,
        "due_seconds": round(taken, 3),
        "told": {"reminders": done.reminders, "alarms": done.alarms, "mails": done.mails},
    }


def _timed(work: Callable[[], object]) -> float:
    begin = perf_counter()
    work()
    return perf_counter() - begin


def _quiet_moment() -> datetime:
    """A moment just before the first dossier falls due."""
    first: datetime = Dossier.objects.aggregate(first=Min("next_change"))["first"]
    return first - timedelta(seconds=1)
