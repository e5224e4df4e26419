"""The account that is archived, at hand for whoever archives: what was made, and made now where nobody did yet."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from wederhoor.actions.archived import UNMADE, accounts, current, wait_for
from wederhoor.actions.load import Opened, opened
from wederhoor.actions.packet_making import AT_ONCE, make
from wederhoor.dossiers.models import Dossier, Packet

#: Acts and messages that are told while one waits; beyond it a worker makes the account.
_AT_ONCE_ITEMS = 500


def account_now(opened: Opened, now: datetime, *, wait: bool = True) -> Packet | None:
    """The account of a dossier as it stands; where there is none it is asked for, and made at once unless it is large.

    `wait`: False leaves it to a worker. None: a worker makes it.
    """
    rows = accounts(opened.row)
    found = current(opened, rows)
    if found is not None:
        return found
    asked = _asked(opened, rows, now)
    if not wait or not _is_small(opened):
        return None
    make(asked, now=now)
    return current(opened, accounts(opened.row))


def account_of(matter_id: int, name: str, now: datetime) -> Packet | None:
    """The same for whoever has no page before him. `name`: the dossier within its matter."""
    return account_now(opened(Dossier.objects.get(matter=matter_id, name=name), now), now)


def _asked(opened: Opened, rows: Sequence[Packet], now: datetime) -> int:
    """The row by which it is made: the one that is in the making already, else one that waits."""
    if rows and rows[0].state in UNMADE and rows[0].seen >= opened.length:
        return rows[0].pk
    with transaction.atomic():
        Dossier.objects.select_for_update().get(pk=opened.row.pk)
        wait_for(opened.row, length=opened.length, now=now)
    there = accounts(opened.row)
    return next((row.pk for row in there if row.state == "waiting"), there[0].pk)  # a worker may have taken it up just now


def _is_small(opened: Opened) -> bool:
    told = len(opened.dossier.records) + len(opened.messages)
    return sum(document.size for document in opened.documents) <= AT_ONCE and told <= _AT_ONCE_ITEMS
