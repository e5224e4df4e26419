"""What has had its time and belongs to no dossier: mail that was set aside, the log of who opened what, and sessions that are over.

Each has a time of its own (GDPR, art. 5(1)(e)). That a mail came in stays known, so that the sum of what came in holds and the same mail
is not taken in twice; what it said does not.
"""

from datetime import datetime, timedelta
from functools import partial
from typing import Final

from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models.functions import Coalesce

from wederhoor.actions.keeping import drop
from wederhoor.correspondence.models import Attachment, Message
from wederhoor.dossiers.models import AccessLog

#: Rows per transaction: writers in between wait no longer than these take.
_AT_ONCE: Final = 500


def clear_old(now: datetime) -> int:
    """Removes all of it whose time is over; how many. Looks at all: once a day."""
    return _clear_set_aside(now) + _clear_openings(now) + Session.objects.filter(expire_date__lt=now).delete()[0]


def _clear_set_aside(now: datetime) -> int:
    """Leaves of mail that lies aside so long, by a person or by itself, that it came in; its files go once that is through."""
    lying = Message.objects.filter(state="set_aside", dossier__isnull=True).annotate(since=Coalesce("settled_at", "received_at"))
    old = lying.filter(since__lt=now - timedelta(days=settings.SET_ASIDE_DAYS)).order_by("pk")
    count = 0
    while rows := _cleared(list(old.values_list("pk", flat=True)[:_AT_ONCE])):
        count += rows
    return count


@transaction.atomic
def _cleared(keys: list[int]) -> int:
    rows = list(Message.objects.select_for_update().filter(pk__in=keys, state="set_aside"))
    files = [row.raw for row in rows if row.raw]
    files += Attachment.objects.filter(message__in=rows).values_list("path", flat=True)
    Attachment.objects.filter(message__in=rows).delete()
    gone = {"sender": "", "subject": "", "body": "", "html": "", "raw": "", "reason": "", "message_id": None}
    Message.objects.filter(pk__in=[row.pk for row in rows]).update(state="cleared", **gone)
    for path in files:
        transaction.on_commit(partial(drop, path))
    return len(rows)


def _clear_openings(now: datetime) -> int:
    old = AccessLog.objects.filter(quarter__lt=now - timedelta(days=settings.ACCESS_LOG_DAYS)).order_by("pk")
    count = 0
    while keys := list(old.values_list("pk", flat=True)[:_AT_ONCE]):
        count += AccessLog.objects.filter(pk__in=keys).delete()[0]
    return count
