"""Documents: the files of a dossier. Each is written and flushed before the transaction that names it, and never shared between dossiers.

A document has a reference within its matter, `d-1`. An act names the documents that belong to it; their salted digests are chained with
that act. Nothing is ever written over: a wrong document stays, and a later act says that it does not belong.
"""

import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Final

from django.conf import settings
from django.utils.translation import gettext as _

from wederhoor.actions.archived import ARCHIVE
from wederhoor.actions.content import content_type, safe_name
from wederhoor.actions.keeping import drop, read_whole, write_whole
from wederhoor.actions.loading import Shelf
from wederhoor.actions.step import Call, Step
from wederhoor.actions.values import Refused, Upload
from wederhoor.core.act import DOCUMENTS
from wederhoor.core.calendar import DEFAULT
from wederhoor.core.log import Entry
from wederhoor.dossiers.chain import salted
from wederhoor.dossiers.models import Document
from wederhoor.dossiers.models.personal import SALT
from wederhoor.dossiers.statements import insert

#: The folder of documents, one below it for each day on which files came.
FOLDER: Final = "documents"
#: Files that one act can bring.
MOST_FILES: Final = 20
#: Bytes that one mail carries along; mailboxes refuse what is much larger.
MOST_MAILED: Final = 10_000_000
#: Names under which an act refers to documents.
_NAMING: Final = (DOCUMENTS, "document")


@dataclass(frozen=True, slots=True)
class Kept:
    """A file that is safe on disk; no row names it yet."""

    name: str
    content_type: str
    size: int
    path: str
    digest: str
    salt: bytes


@dataclass(frozen=True, slots=True)
class Named:
    """The documents of one act: `new` by the reference that each gets, and the digests and the size in bytes of all that the act names."""

    call: Call
    new: Mapping[str, Kept]
    digests: Mapping[str, str]
    size: int = 0


def keep_uploads(uploads: Sequence[Upload], now: datetime) -> list[Kept] | Refused:
    """Writes these files and flushes them, or says why not; whoever names them does so later."""
    fault = next((found for upload in uploads if (found := unfit(upload.name, len(upload.content)))), "")
    if len(uploads) > MOST_FILES:
        fault = _("Dit zijn te veel bestanden: voeg er ten hoogste {most} tegelijk toe.").format(most=MOST_FILES)
    return Refused(fault, None, (DOCUMENTS,)) if fault else [keep_one(upload, now) for upload in uploads]


def keep_one(upload: Upload, now: datetime) -> Kept:
    """Writes one file and flushes it."""
    salt = secrets.token_bytes(SALT)
    path = write_whole(Path(FOLDER) / f"{DEFAULT.local_day(now):%Y-%m-%d}" / secrets.token_hex(16), upload.content)
    return Kept(safe_name(upload.name), content_type(upload.content), len(upload.content), path, salted(salt, upload.content), salt)


def unfit(given: str, size: int) -> str:
    """Why a file of this name and size in bytes cannot be a document; nothing where it can."""
    name = safe_name(given)
    if not size:
        return _("Het bestand {name} is leeg.").format(name=name)
    largest = settings.LARGEST_DOCUMENT
    if size > largest:
        return _("Het bestand {name} is te groot: ten hoogste {most} MB.").format(name=name, most=largest // 1_000_000)
    return ""


def forget(kept: Iterable[Kept]) -> None:
    """Removes files that no row will name."""
    forget_paths(file.path for file in kept)


def forget_paths(paths: Iterable[str]) -> None:
    """The same of files that no row names any more."""
    for path in paths:
        drop(path)


def named(shelf: Shelf, call: Call, kept: Sequence[Kept]) -> Named | Refused:
    """The act with the references of its documents; refused where it names what is no document of this matter."""
    wanted = [ref for name in _NAMING for ref in _refs(call.data.get(name))]
    if not wanted and not kept:
        return Named(call, {}, {})
    rows = Document.objects.filter(matter=shelf.row).values_list("ref", "digest", "size", "packet__reader") if shelf.row.pk else ()
    have = {ref: (digest, 0 if packet else size) for ref, digest, size, packet in rows}  # a packet is not mailed
    strange = [ref for ref in wanted if ref not in have]
    if strange:
        return Refused(_("Dit document hoort niet bij deze zaak: {refs}.").format(refs=", ".join(strange)[:200]), None, (DOCUMENTS,))
    if call.act != ARCHIVE and any(ref in wanted for ref, *_rest, packet in rows if packet == ARCHIVE):
        return Refused(_("Het verslag voor het archief blijft in het archief."), None, (DOCUMENTS,))
    first = 1 + highest(have, shelf.entries)
    new = {f"d-{first + place}": file for place, file in enumerate(kept)}
    digests = {ref: have[ref][0] for ref in wanted} | {ref: file.digest for ref, file in new.items()}
    size = sum(have[ref][1] for ref in dict.fromkeys(wanted)) + sum(file.size for file in kept)
    if new:
        call = replace(call, data={**call.data, DOCUMENTS: [*_refs(call.data.get(DOCUMENTS)), *new]})
    return Named(call, new, digests, size)


def mailable(step: Step | Refused, documents: Named) -> Step | Refused:
    """The act, or that a mail of it could not carry its documents."""
    if isinstance(step, Refused) or documents.size <= MOST_MAILED or not any(sheet.channel == "mail" for sheet in step.letters):
        return step
    reason = _("Samen zijn deze bijlagen te groot voor een mail: ten hoogste {most} MB. Kies er minder, of stuur de brief met de post.")
    return Refused(reason.format(most=MOST_MAILED // 1_000_000), None, (DOCUMENTS,))


def save_documents(shelf: Shelf, step: Step, new: Mapping[str, Kept]) -> None:
    """The rows of the files that this act brought, in its transaction."""
    if not new:
        return
    entry = step.entry
    party = shelf.parties.get(entry.person or "")
    by = party.ref if party is not None and party.member_id is None else ""
    dossier = shelf.dossiers[entry.dossier]
    seq = len(shelf.entries) - 1
    insert(Document, [as_row(file, ref, dossier_id=dossier.pk, shelf=shelf, seq=seq, by=by) for ref, file in new.items()])


def as_row(file: Kept, ref: str, *, dossier_id: int, shelf: Shelf, seq: int | None, by: str, at: datetime | None = None) -> Document:
    """A kept file as a document of a dossier; `at` is when it came, else when the last act was recorded."""
    return Document(
        matter_id=shelf.row.pk,
        dossier_id=dossier_id,
        ref=ref,
        seq=seq,
        by=by,
        added_at=at or shelf.entries[-1].recorded_at,
        **{name: getattr(file, name) for name in Kept.__dataclass_fields__},
    )


def content_of(document: Document) -> bytes:
    """The bytes of a document. Raises FileNotFoundError where the file is gone."""
    return read_whole(document.path)


def highest(have: Iterable[str], entries: Iterable[Entry]) -> int:
    """The last number given out in a matter, of what is there and of what its log ever named."""
    logged = (ref for entry in entries for ref in _refs(entry.data.get(DOCUMENTS)))
    return max((int(ref[2:]) for ref in (*have, *logged) if ref[:2] == "d-" and ref[2:].isdecimal()), default=0)


def _refs(value: object) -> list[str]:
    if isinstance(value, list | tuple):
        return [str(item) for item in value]
    return [str(value)] if value else []
