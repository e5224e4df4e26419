"""Contact moments that nobody wrote: a call, a talk, a visit, written down beside the mail and letters of a dossier."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db import transaction

from wederhoor.actions.indexing import index_message
from wederhoor.actions.values import Refused
from wederhoor.core.phrase import say
from wederhoor.correspondence.models import Message
from wederhoor.dossiers.models import Dossier, Matter
from wederhoor.organisations.models import Member

#: The ways of contact that someone writes down by hand.
WAYS: Final = ("phone", "talk", "visit")
LONGEST: Final = 20_000


@dataclass(frozen=True, slots=True)
class Moment:
    """Contact by a way of WAYS: with whom, and what was said."""

    way: str
    who: str
    what: str


def write_down(dossier: Dossier, moment: Moment, *, by: Member, now: datetime, key: str) -> Message | Refused:
    """Keeps a contact moment in a dossier that the caller reads; the same key again is the same moment. It is no act and meets no duty."""
    who, what = " ".join(moment.who.split()), moment.what.replace("\r\n", "\n").replace("\x00", "").strip()
    if moment.way not in WAYS or not who or not what or len(what) > LONGEST:
        return Refused(say("Zeg met wie er contact was, en wat er is gezegd."))
    digest = hashlib.sha256(f"{dossier.pk}:{by.pk}:{key}".encode()).hexdigest()
    with transaction.atomic():
        Matter.objects.select_for_update().get(pk=dossier.matter_id)  # one that is being destroyed waits or is gone
        if Dossier.objects.filter(pk=dossier.pk, stage="destroyed").exists():
            return Refused(say("Dit dossier is vernietigd."))
        message, made = Message.objects.get_or_create(
            organisation_id=dossier.organisation_id,
            content_digest=digest,
            defaults={
                "dossier": dossier,
                "direction": "out",
                "channel": moment.way,
                "received_at": now,
                "sender": who.replace("\x00", "")[:320],
                "body": what,
                "state": "joined",
                "settled_by": by,
                "settled_at": now,
            },
        )
        if made:
            index_message(message)
    return message
