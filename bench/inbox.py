"""What triage asks, with a hundred thousand dossiers and as many messages: dossiers that are alike, the sum of the inbox, what waits."""

from collections.abc import Callable
from datetime import timedelta
from statistics import median

from bench import _store
from bench._timing import seconds
from wederhoor.actions.access import Reading
from wederhoor.actions.inbox import inbox_of, tally
from wederhoor.actions.seated import members_of, waiting_for
from wederhoor.actions.similar import About, similar_to
from wederhoor.correspondence.models import Message
from wederhoor.dossiers.models import Dossier
from wederhoor.organisations.models import Member

SIZE = 100_000
RUNS = 25
#: Of so many messages one waits.
_WAITING = 2_000


def run() -> dict[str, float]:
    """Milliseconds of each question."""
    _store.grow(SIZE)
    manager = _store.earned()
    _fill(manager)
    reading = Reading(frozenset({_store.MANAGER}), (manager.pk,))
    about = About(words="Vraag 7 van het examen kan volgens ons niet kloppen.", email="collega@zonland.example", product="EX-101")
    asked: dict[str, Callable[[], object]] = {
        "similar_100000_ms": lambda: similar_to(about, manager, reading=reading),
        "sum_100000_ms": lambda: tally(manager),
        "waiting_100000_ms": lambda: [
            waiting_for(one, set(has), _store.NOW) for one, has in members_of(manager.user_id, _store.NOW.date()).items()
        ],
        "inbox_100000_ms": lambda: list(inbox_of(manager, {_store.MANAGER}, _store.NOW).filter(state="tray")[:26]),
    }
    return {name: round(1000 * median(seconds(ask, runs=RUNS)), 2) for name, ask in asked.items()}


def _fill(manager: Member) -> None:
    """As many messages as dossiers: most of them made one, a few wait."""
    if Message.objects.exists():
        return
    body = "Vraag 7 van het examen kan niet kloppen. " * 20
    keys = list(Dossier.objects.order_by("pk").values_list("pk", flat=True)[:SIZE])
    rows = (
        Message(
            organisation_id=manager.organisation_id,
            dossier_id=key if place % _WAITING else None,
            state="dossier" if place % _WAITING else "tray",
            content_digest=f"{place:064d}",
            received_at=_store.NOW - timedelta(minutes=place),
            sender="noor@zonland.example",
            subject="Klacht over examen",
            body=body,
        )
        for place, key in enumerate(keys)
    )
    Message.objects.bulk_create(rows, batch_size=2_000)
