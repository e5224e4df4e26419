"""Files on their way: kept while a form still goes to and fro, and cleared when nothing came of them.

A file that was sent with a form waits on disk under a signed token that names it, so that it is not lost when the form comes back, nor
missed when the same form is sent twice. The sweep takes away what waited longer than a day, and files of documents, drafts and messages
that no row names: a process that died between writing a file and naming it leaves one behind, or between destroying a row and its file.
"""

import secrets
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.core import signing
from django.utils.translation import gettext as _

from wederhoor.actions.content import safe_name
from wederhoor.actions.documents import FOLDER
from wederhoor.actions.guarding import refusal_of
from wederhoor.actions.keeping import drop, read_whole, write_whole
from wederhoor.actions.values import Refused, Upload
from wederhoor.core.calendar import DEFAULT
from wederhoor.correspondence.models import Attachment, DraftFile
from wederhoor.dossiers.models import Document

#: The folders of files that wait, of files of drafts and of those of messages from the portal, one below it for each day.
WAITING: Final = "uploads"
DRAFTS: Final = "drafts"
MESSAGES: Final = "messages"
#: So many bytes stay free on the disk: whoever brings files without end does not keep others from filing.
LEFT_FREE: Final = 500_000_000
_SEAL: Final = "wederhoor.upload"
_ONE_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Waiting:
    """A file that waits; `token` goes along in the form, and only its owner can use it."""

    token: str
    name: str
    size: int


def keep_waiting(upload: Upload, *, owner: str, now: datetime) -> Waiting | Refused:
    """Keeps a file until its form is sent for good, or says why it is not taken. `owner`: whoever sent it, as `m-12`."""
    if fault := _no_room_for(len(upload.content)) or refusal_of(upload):
        return Refused(fault)
    day = DEFAULT.local_day(now)
    path = write_whole(Path(WAITING) / day.isoformat() / secrets.token_hex(16), upload.content)
    return sealed(path, safe_name(upload.name), len(upload.content), owner=owner)


def _no_room_for(size: int) -> str:
    """Why nothing can be added now; "" where it can."""
    folder = Path(settings.DATA_DIR)
    if not folder.is_dir() or shutil.disk_usage(folder).free - size >= LEFT_FREE:
        return ""
    return _("Wij kunnen nu geen bestanden aannemen. Probeer het later opnieuw, of verstuur dit zonder het bestand.")


def sealed(path: str, name: str, size: int, *, owner: str) -> Waiting:
    """A file that is on disk at this path (relative to DATA_DIR), under a token for its owner."""
    return Waiting(signing.dumps({"path": path, "name": name, "size": size, "owner": owner}, salt=_SEAL), name, size)


def place_of(item: Waiting, *, owner: str) -> str:
    """Where the file is, relative to DATA_DIR; "" where the token is not this owner's."""
    said = _opened(item.token, owner)
    return str(said["path"]) if said else ""


def waiting(token: str, *, owner: str) -> Waiting | None:
    """The file of a token; None where it is not this owner's, was tampered with or waited too long."""
    said = _opened(token, owner)
    if said is None or not (Path(settings.DATA_DIR) / said["path"]).is_file():
        return None
    return Waiting(token, said["name"], said["size"])


def handed_over(item: Waiting, *, owner: str, to: str) -> Waiting:
    """The same file for another owner, who goes on with it in a form of his own."""
    return sealed(place_of(item, owner=owner), item.name, item.size, owner=to)


def upload_of(item: Waiting, *, owner: str) -> Upload | None:
    """What was uploaded; None where it is gone."""
    said = _opened(item.token, owner)
    try:
        return Upload(said["name"], read_whole(said["path"])) if said else None
    except FileNotFoundError:
        return None


def place_of_message(name: str, now: datetime) -> Path:
    """Where a file of a message from the portal is kept, relative to DATA_DIR."""
    return Path(MESSAGES) / DEFAULT.local_day(now).isoformat() / name


def clear_lost(now: datetime) -> int:
    """Removes files that waited, and those of documents, drafts and messages that no row names, of days before yesterday; how many.

    Looks at all: once a day.
    """
    today, lost = DEFAULT.local_day(now), 0
    known = {*Document.objects.values_list("path", flat=True).iterator(), *DraftFile.objects.values_list("path", flat=True)}
    known |= set(Attachment.objects.filter(path__startswith=f"{MESSAGES}/").values_list("path", flat=True))
    for folder in (found for name in (WAITING, FOLDER, DRAFTS, MESSAGES) for found in _folders(name, today)):
        paths = {path.relative_to(Path(settings.DATA_DIR)).as_posix() for path in folder.iterdir()}
        gone = paths - known
        for path in gone:
            drop(path)
        if gone == paths:
            folder.rmdir()
        lost += len(gone)
    return lost


def _opened(token: str, owner: str) -> dict[str, Any] | None:
    try:
        said = signing.loads(token, salt=_SEAL)
    except signing.BadSignature:
        return None
    return dict(said) if said["owner"] == owner else None


def _folders(name: str, today: date) -> Iterator[Path]:
    """The folders of days before yesterday: each file in them is older than a day."""
    whole = Path(settings.DATA_DIR) / name
    if whole.is_dir():
        yield from sorted(folder for folder in whole.iterdir() if folder.name < (today - _ONE_DAY).isoformat())
