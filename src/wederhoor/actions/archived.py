"""What an archive keeps of a dossier: whether the regulation archives it, and its accounts as rows (docs/decisions/0036).

An account is a packet (`dossiers.models.Packet`) for one reader, the archive. It is made of a closed dossier, waits to be archived, and
is kept for good once the act `archive` names its documents. Whatever is recorded before that makes it anew.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Final

from wederhoor.core.act import DOCUMENTS
from wederhoor.core.log import Entry
from wederhoor.core.norm import ActRule
from wederhoor.core.state import Dossier as Replayed
from wederhoor.core.state import Matter, Record
from wederhoor.dossiers.before import listed
from wederhoor.dossiers.models import Document, Dossier, Packet
from wederhoor.dossiers.statements import insert

if TYPE_CHECKING:
    from wederhoor.actions.load import Opened
    from wederhoor.actions.loading import Shelf
    from wederhoor.actions.step import Call

#: The act, and under the same name the reader for whom an account is made.
ARCHIVE: Final = "archive"
#: What has yet to be made.
UNMADE: Final = ("waiting", "making")


def archives(dossier: Replayed) -> bool:
    """Whether the regulation knows archiving for a dossier of this instance: as a duty, or as an act that may be taken."""
    return ARCHIVE in dossier.plan.rules or ARCHIVE in dossier.plan.meets


def ready_for(matter: Matter, dossier: Replayed) -> bool:
    """Whether an account can be made of it: closed, and no objection open against it."""
    return archives(dossier) and matter.visible_stage(dossier) == "closed"


def owes(matter: Matter, dossier: Replayed) -> bool:
    """Whether it has to be archived now."""
    duties = dossier.plan.meets.get(ARCHIVE, {})
    return bool(duties) and ready_for(matter, dossier) and any(one.pending and one.duty.id in duties for one in dossier.occurrences)


def keepers(dossier: Replayed) -> tuple[str, ...]:
    """The roles that keep the archive: who owes it, else who may take the act."""
    duties = dossier.plan.meets.get(ARCHIVE, {})
    owed = tuple(dict.fromkeys(dossier.plan.duties[one].holder for one in duties))
    rule: ActRule | None = dossier.plan.rules.get(ARCHIVE)
    return owed or (rule.by if rule else ())


def archivings(dossier: Replayed) -> Sequence[Record]:
    """Each time that it was archived, in the order of the log."""
    return dossier.by_act.get(ARCHIVE, ())


def archived_refs(entries: Sequence[Entry], name: str) -> set[str]:
    """The documents that stand in the archive, by reference. `name`: the dossier within its matter."""
    named = (entry.data.get(DOCUMENTS) for entry in entries if entry.act == ARCHIVE and entry.dossier == name)
    return {str(ref) for refs in named for ref in listed(refs)}


def reopened_at(entries: Sequence[Entry], name: str) -> int:
    """The length of the log when it was last opened again, else 0. An account that was made of a shorter log is of an earlier closing."""
    return max((place + 1 for place, entry in enumerate(entries) if entry.act == "reopen" and entry.dossier == name), default=0)


# Rows ----------------------------------------------------------------------------------------------------------------------


def accounts(dossier: Dossier) -> list[Packet]:
    """The accounts of a dossier, the newest first: one query."""
    return list(Packet.objects.filter(dossier=dossier, reader=ARCHIVE).order_by("-pk"))


def wait_for(dossier: Dossier, *, length: int, now: datetime) -> None:
    """A worker makes the account, as soon as it can; one that waits already is made of what stands there then."""
    again = Packet.objects.filter(dossier=dossier, reader=ARCHIVE, state="waiting")
    if not again.update(due=now, seen=length, attempts=0):
        insert(Packet, [Packet(dossier=dossier, reader=ARCHIVE, state="waiting", begun_at=now, due=now, seen=length)])


def follow(shelf: "Shelf", matter: Matter, *, act: str, name: str, now: datetime) -> None:
    """What an act brings: of each dossier that has to be archived the account is made, anew where it was; archived, none waits any more."""
    if act == ARCHIVE:
        Packet.objects.filter(dossier=shelf.dossiers[name], reader=ARCHIVE, state__in=UNMADE).delete()
    for item in matter.dossiers.values():
        if owes(matter, item):
            wait_for(shelf.dossiers[item.name], length=len(shelf.entries), now=now)


def with_account(shelf: "Shelf", call: "Call", name: str) -> "Call":
    """The act `archive` names the account that was made of the dossier as it stands; any other act stays as it is."""
    if call.act != ARCHIVE or not shelf.row.pk:
        return call
    made = Document.objects.filter(
        matter=shelf.row, dossier__name=name, packet__reader=ARCHIVE, packet__state="ready", packet__seen=len(shelf.entries)
    )
    refs = list(made.order_by("pk").values_list("ref", flat=True))
    said = call.data.get(DOCUMENTS)
    given = [str(ref) for ref in said] if isinstance(said, list | tuple) else [str(said)] if said else []
    return replace(call, data={**call.data, DOCUMENTS: list(dict.fromkeys([*given, *refs]))}) if refs else call


def current(opened: "Opened", rows: Sequence[Packet]) -> Packet | None:
    """The account of these that tells all that stands in the dossier now; None where it has yet to be made."""
    newest = rows[0] if rows else None
    if newest is None or newest.state != "ready" or newest.ready_at is None or newest.seen != opened.length:
        return None
    came = (message.settled_at or message.received_at for message in opened.messages)
    return None if any(moment > newest.ready_at for moment in came) else newest
