"""The documents of a dossier as its page lists them: what it is, from whom, with which act, and before whom it was put."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Final

from django.urls import reverse
from django.utils.translation import gettext as _

from wederhoor.actions.archived import accounts
from wederhoor.actions.said import done_label, function_of
from wederhoor.core.act import DOCUMENTS
from wederhoor.core.state import Record
from wederhoor.desk.opened import Desk
from wederhoor.web.files import SHOWABLE

if TYPE_CHECKING:
    from wederhoor.dossiers.models import Document

#: In the address of a document: it is looked at rather than saved.
VIEW: Final = "bekijk"
#: A correction of this datum says that documents do not belong to the dossier.
_WRONG: Final = DOCUMENTS
#: Kinds of files in words; what else there is goes by the ending of its name.
_KINDS: Final[Mapping[str, str]] = {
    "application/pdf": "PDF",
    "text/plain": "TXT",
    "application/zip": "ZIP",
    "application/rtf": "RTF",
    "application/x-ole-storage": "Office",
}
_LONGEST_ENDING: Final = 5


@dataclass(frozen=True, slots=True)
class Paper:
    """One document. `place` counts from 1; `withdrawn`: a later correction says that it does not belong here; `act`: what brought it."""

    place: int
    ref: str
    name: str
    kind: str
    size: int
    added_at: datetime
    by: str
    act: str
    before: tuple[str, ...]
    withdrawn: bool
    href: str
    view_href: str
    wrong_href: str


def documents_seen(desk: Desk) -> Sequence["Document"]:
    """The documents of this dossier that whoever sits here may see; one that does not belong here only by who reads the dossier whole.

    Packets and copies that were made of it are no part of it; who sees only what was put before him sees the packet that was.
    """
    return [document for document in documents_open(desk) if not desk.sight.whole or is_piece(document)]


def documents_open(desk: Desk) -> Sequence["Document"]:
    """Every file that he may open: those, and for who reads the dossier whole also what was made of it."""
    wrong = set() if desk.sight.whole else withdrawn(desk)
    made = any(document.packet_id for document in desk.documents)
    inside = {row.pk for row in accounts(desk.row)} if made and not desk.sight.sees_account else set()
    seen = (document for document in desk.documents if desk.sight.sees_document(document))
    return [document for document in seen if document.ref not in wrong and document.packet_id not in inside]


def is_piece(document: "Document") -> bool:
    """Whether it is a document of the dossier itself: no packet that was made of it, nor a copy with parts blacked out."""
    return document.packet_id is None and document.copy_of_id is None


def documents_to_take(desk: Desk) -> Sequence["Document"]:
    """Those that an act can take along; an act that gives a packet takes that and nothing else."""
    if desk.packet is not None:
        return [document for document in desk.documents if document.packet_id == desk.packet.pk]
    wrong = withdrawn(desk)
    return [document for document in documents_seen(desk) if document.ref not in wrong]


def papers(desk: Desk) -> list[Paper]:
    """The list, in the order in which they came: one query, and one for the letters that went with them."""
    shown, wrong = put_before(desk), withdrawn(desk)
    number = desk.row.number
    return [
        Paper(
            place=place,
            ref=document.ref,
            name=document.name,
            kind=kind_of(document),
            size=document.size,
            added_at=document.added_at,
            by=_from(desk, document),
            act=_with(desk, document),
            before=tuple(dict.fromkeys(shown.get(document.ref, ()))),
            withdrawn=document.ref in wrong,
            href=reverse("desk:document", args=[number, document.ref]),
            view_href=reverse("desk:document", args=[number, document.ref]) + f"?{VIEW}=1" if document.content_type in SHOWABLE else "",
            wrong_href=reverse("desk:act", args=[number, "correct"]) + f"?field={_WRONG}&documents={document.ref}",
        )
        for place, document in enumerate(documents_seen(desk), 1)
    ]


def withdrawn(desk: Desk) -> set[str]:
    """The documents of which a correction says that they do not belong here. Nothing is deleted."""
    corrections = (record for record in desk.dossier.records if record.act == "correct" and record.data.get("field") == _WRONG)
    return {ref for record in corrections for ref in named(record)}


def put_before(desk: Desk) -> Mapping[str, list[str]]:
    """Before whom each document was put: by an act that does so, or with a letter."""
    found: dict[str, list[str]] = defaultdict(list)
    for record in desk.dossier.records:
        refs = named(record)
        if refs:
            for who in _told(desk, record):
                for ref in refs:
                    found[ref].append(who)
    return found


def named(record: Record) -> tuple[str, ...]:
    """The documents that an act names."""
    value = record.data.get(DOCUMENTS)
    return tuple(str(item) for item in value) if isinstance(value, tuple) else ()


def kind_of(document: "Document") -> str:
    """A type in a word."""
    known = _KINDS.get(document.content_type)
    if known:
        return known
    if document.content_type.startswith("image/"):
        return document.content_type.removeprefix("image/").upper()
    ending = document.name.rpartition(".")[2]
    return ending.upper() if ending != document.name and ending.isalnum() and len(ending) <= _LONGEST_ENDING else _("bestand")


def _told(desk: Desk, record: Record) -> Iterator[str]:
    if record.act in {"disclose", "grant_inspection", "consult"}:
        refs = [record.data.get(name) for name in ("to", "of")]
        people = [ref for value in refs for ref in (value if isinstance(value, tuple) else (value,)) if isinstance(ref, str)]
        yield from (_name(desk, str(ref)) for ref in people)
        party = record.data.get("party")
        if party:
            yield function_of(desk.matter.procedure, str(party))
    for letter in desk.letters:
        if letter.seq == record.index:
            yield letter.name or _name(desk, letter.party)


def _name(desk: Desk, ref: str) -> str:
    party = desk.parties.get(ref)
    return (party.name if party else "") or function_of(desk.matter.procedure, ref)


def _from(desk: Desk, document: "Document") -> str:
    if document.by:
        return _name(desk, document.by)
    if document.seq is None:
        return _("met een bericht")
    return function_of(desk.matter.procedure, desk.entries[document.seq].by)


def _with(desk: Desk, document: "Document") -> str:
    if document.seq is None:
        return _("Bericht")
    act = desk.entries[document.seq].act
    return done_label(desk.dossier.plan.rules.get(act), act)
