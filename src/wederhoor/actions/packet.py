"""The dossier for one reader: begun as a draft, chosen piece by piece, made once as a PDF and a zip, and from then on as it is.

`packet` says what it would hold now, for whoever wants to show or print a dossier for someone. A packet that was made is two documents
of the dossier with their salted digests; the act that gives them names both, so that the log says what who got. Rows are the queue: what
is too much for one request is made by a worker (docs/decisions/0006, 0025).
"""

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Any, Final

from django.db import transaction

from wederhoor.actions.archived import ARCHIVE
from wederhoor.actions.load import Opened
from wederhoor.actions.packet_proposing import BLACK, LONGEST_REASON, REASONS, WITH, Contents, contents
from wederhoor.actions.packet_readers import Reader
from wederhoor.dossiers.models import Document, Packet
from wederhoor.organisations.models import Member

#: What a piece may be chosen to be.
CHOICES: Final = (WITH, BLACK, *REASONS)


def packet(opened: Opened, reader: Reader, choices: Mapping[str, Mapping[str, Any]] = MappingProxyType({})) -> Contents:
    """What the packet of a reader holds now: all that he may have of the dossier, and what was chosen otherwise."""
    return contents(opened, reader, choices)


def begin(opened: Opened, reader: Reader, *, by: Member, now: datetime) -> Packet:
    """The draft that waits for this reader, whoever began it; else a new one, with the choices of the last that was made for him."""
    with transaction.atomic():
        type(opened.row).objects.select_for_update().get(pk=opened.row.pk)
        mine = Packet.objects.filter(dossier=opened.row, reader=reader.code).order_by("-pk")
        last = mine.first()
        if last is not None and last.state == "draft":
            return last
        choices = last.choices if last is not None else {}
        return Packet.objects.create(dossier=opened.row, reader=reader.code, made_by=by, begun_at=now, choices=choices, seen=opened.length)


def choose(row: Packet, changed: Mapping[str, Mapping[str, str]], *, version: int) -> bool:
    """Writes down what was chosen for some pieces; False where a colleague changed this draft since `version`, or it was made."""
    with transaction.atomic():
        held = Packet.objects.select_for_update().get(pk=row.pk)
        if held.version != version or held.state != "draft":
            return False
        choices = {**held.choices, **{key: _fit({**held.choices.get(key, {}), **one}) for key, one in changed.items()}}
        Packet.objects.filter(pk=row.pk).update(choices=choices, version=version + 1)
    row.choices, row.version = choices, version + 1
    return True


def packets_of(opened: Opened) -> list[Packet]:
    """Every packet of a dossier, the newest first, that of its archive excepted: one query, and one for their documents."""
    mine = Packet.objects.filter(dossier=opened.row).exclude(reader=ARCHIVE)
    return list(mine.select_related("made_by").prefetch_related("documents").order_by("-pk"))


def packet_with(opened: Opened, pk: int) -> Packet | None:
    """One of them."""
    return Packet.objects.filter(dossier=opened.row, pk=pk).exclude(reader=ARCHIVE).select_related("made_by").first()


def documents_of(row: Packet) -> list[Document]:
    """The PDF and the zip of a packet that was made."""
    return list(row.documents.order_by("pk"))


def _fit(choice: Mapping[str, str]) -> dict[str, str]:
    kept = {name: value for name, value in choice.items() if name in {"choice", "words", "marked"}}
    if kept.get("choice") not in CHOICES:
        kept.pop("choice", None)
    return {**kept, **({"words": kept["words"][:LONGEST_REASON]} if "words" in kept else {})}
