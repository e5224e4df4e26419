"""What a person does with a message of the inbox: make it a dossier, join it to one, set it aside; and undo the last two.

Each takes the row first, so of two who settle one message at once the second is told what the first made of it.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db import transaction
from django.utils.translation import gettext as _

from wederhoor.actions.attached import documents_of_message
from wederhoor.actions.belonging import is_destroyed
from wederhoor.actions.filing import Filed, file_complaint
from wederhoor.actions.inbox import WAITING
from wederhoor.actions.indexing import words_by_dossier
from wederhoor.actions.loading import take
from wederhoor.actions.record import record
from wederhoor.actions.values import Actor, Log, Recorded, Refused
from wederhoor.core.log import WRITTEN_BY
from wederhoor.correspondence.models import Message
from wederhoor.dossiers.models import Act, Document, Dossier, Matter, Party
from wederhoor.dossiers.search import replace
from wederhoor.organisations.models import Member

#: Why a message is set aside, as the row keeps it: this code, and after ": " what was written with it.
REASONS: Final = ("spam", "not_ours", "double", "test", "other")
#: Why a message waits again, in the same way.
PUT_BACK, TAKEN_OUT = "put_back", "taken_out"
_LONGEST: Final = 300
#: Roles of those whose words a message brings.
_OUTSIDE: Final = ("complainant", "customer", "concerned")


@dataclass(frozen=True, slots=True)
class Settled:
    """Someone was first: what became of the message, who did it and when (None where it was the machine), in which dossier."""

    state: str
    by: str
    at: datetime | None
    number: str


def make_dossier(
    pk: int, *, by: Member, data: Mapping[str, object], now: datetime, procedure: str | None = None
) -> Filed | Refused | Settled:
    """Files a message as what its sender filed, at the moment of its receipt; its attachments become documents of the dossier."""
    with transaction.atomic():
        message = _taken(pk, by, WAITING)
        if isinstance(message, Settled):
            return message
        filed = file_complaint(
            message.organisation,
            data={**data, "channel": "web" if message.channel == "portal" else message.channel},
            by=Actor("complainant"),
            at=message.received_at,
            now=max(now, message.received_at),
            key=f"mail-{message.content_digest}",
            procedure=procedure,
        )
        if isinstance(filed, Refused):
            return filed
        _settle(message, "dossier", by, now, dossier=filed.dossier)
        documents_of_message(message, now=now)
        return filed


def join(
    pk: int, *, by: Member, dossier: Dossier, now: datetime, roles: Collection[str] = (), known: bool = False
) -> Refused | Settled | None:
    """Joins a message to a dossier that this member may read; its attachments become documents there. Refused for a destroyed one.

    `known`: its sender's address becomes that of the complainant, by a correction of this member in one of `roles`, where that is possible.
    """
    with transaction.atomic():
        message = _taken(pk, by, WAITING)
        if isinstance(message, Settled):
            return message
        if is_destroyed(dossier):
            return Refused(_("Dit dossier is vernietigd. Er komt niets meer bij."))
        _settle(message, "joined", by, now, dossier=dossier)
        documents_of_message(message, now=now)
    if known and message.sender:
        _learn_address(message, dossier, by, roles, now)
    return None


def set_aside(pk: int, *, by: Member, reason: str, text: str, now: datetime) -> Settled | None:
    """Sets a message aside. `reason`: one of REASONS. Raises ValueError for another."""
    if reason not in REASONS:
        raise ValueError(reason)
    with transaction.atomic():
        message = _taken(pk, by, WAITING)
        if isinstance(message, Settled):
            return message
        said = " ".join(text.split())
        _settle(message, "set_aside", by, now, reason=f"{reason}: {said}" if said else reason)
    return None


def put_back(pk: int, *, by: Member, now: datetime) -> Settled | None:
    """Puts a message that was set aside before a person again."""
    with transaction.atomic():
        message = _taken(pk, by, ("set_aside",))
        if isinstance(message, Settled):
            return message
        _settle(message, "tray", by, now, reason=PUT_BACK)
    return None


def take_out(pk: int, *, by: Member, now: datetime) -> Refused | Settled | None:
    """Takes a joined message out of its dossier, as long as nothing there rests on it."""
    with transaction.atomic():
        message = _taken(pk, by, ("joined",))
        if isinstance(message, Settled):
            return message
        Matter.objects.select_for_update().filter(dossiers=message.dossier_id).first()
        if rests_on(message):
            return Refused(_("In het dossier rust al iets op dit bericht. Daarom blijft het daar."))
        dossier = message.dossier
        ours = list(message.attachments.filter(document__isnull=False).values_list("document", flat=True))
        Document.objects.filter(pk__in=ours, seq__isnull=True).delete()
        _settle(message, "tray", by, now, reason=f"{TAKEN_OUT}: {dossier.number if dossier else ''}")
        if dossier is not None:
            _find_no_more(dossier)
    return None


def _find_no_more(dossier: Dossier) -> None:
    """The dossier is no longer found by the words of a message that left it."""
    [shelf] = take([dossier.matter_id])
    words = words_by_dossier(shelf).get(dossier.name)
    if words is not None:
        replace(dossier.pk, dossier.organisation_id, words)


def rests_on(message: Message) -> bool:
    """Whether an act of its dossier rests on a joined message: it names a file of it, or says what someone let know since it came."""
    dossier = message.dossier
    if dossier is None:
        return False
    since = message.settled_at or message.received_at
    refs = {ref for ref in message.attachments.values_list("document__ref", flat=True) if ref}
    for act in Act.objects.filter(matter_id=dossier.matter_id, recorded_at__gte=since):
        named = act.data.get("documents") or ()
        if refs & set(named) or (act.by in _OUTSIDE and WRITTEN_BY in act.data):
            return True
    return False


def _learn_address(message: Message, dossier: Dossier, by: Member, roles: Collection[str], now: datetime) -> None:
    party = Party.objects.filter(matter_id=dossier.matter_id, part="complainant").order_by("pk").first()
    if party is None:
        return
    data = {"person": party.ref, "contact": {"email": message.sender}, "reason": _("Dit adres stond op een bericht.")}
    for role in sorted(roles):
        done = record(Log(dossier.matter_id, dossier.name), "correct", by=Actor(role, by), at=now, now=now, data=data)
        if isinstance(done, Recorded):
            return


def _taken(pk: int, by: Member, states: tuple[str, ...]) -> Message | Settled:
    """The message with its row held, or what became of it. Raises Message.DoesNotExist for one of another organisation."""
    rows = Message.objects.select_for_update(of=("self",)).select_related("organisation", "dossier", "settled_by")
    found = rows.get(pk=pk, organisation_id=by.organisation_id)
    if found.state in states:
        return found
    name = found.settled_by.name if found.settled_by else ""
    return Settled(found.state, name, found.settled_at, found.dossier.number if found.dossier else "")


def _settle(message: Message, state: str, by: Member, now: datetime, *, dossier: Dossier | None = None, reason: str = "") -> None:
    message.state, message.dossier, message.reason = state, dossier, reason[:_LONGEST]
    message.settled_by, message.settled_at = by, now
    message.save(update_fields=["state", "dossier", "reason", "settled_by", "settled_at"])
