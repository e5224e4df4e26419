"""What is made of a dossier, on disk before a row names it: a PDF, and a zip that is written file by file."""

import secrets
import shutil
import zipfile
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Final

from django.conf import settings
from django.utils.timezone import localtime

from wederhoor.actions.documents import FOLDER, Kept
from wederhoor.actions.keeping import write_with
from wederhoor.core.calendar import DEFAULT
from wederhoor.dossiers.chain import salted_file
from wederhoor.dossiers.models import Document
from wederhoor.dossiers.models.personal import SALT

#: What gets smaller in a zip; pictures, PDFs and the like are so already, and cost time only.
_SHRINKS: Final = frozenset({"text/plain", "application/rtf", "application/x-ole-storage", "image/tiff"})
_PDF, _ZIP = "application/pdf", "application/zip"


def keep_pdf(name: str, content: bytes, *, now: datetime) -> Kept:
    """Writes a PDF and flushes it."""
    return _keep(name, _PDF, lambda path: _write(path, content), now)


def keep_zip(name: str, *, papers: Sequence[tuple[str, bytes]], files: Sequence[tuple[str, Document | None]], now: datetime) -> Kept:
    """The same of a zip with papers, and with files that stand on disk, each under its name. No file is ever held whole."""
    return _keep(name, _ZIP, partial(_zip, papers=papers, files=files, now=now), now)


def _keep(name: str, kind: str, write: Callable[[Path], None], now: datetime) -> Kept:
    salt = secrets.token_bytes(SALT)
    path = write_with(Path(FOLDER) / f"{DEFAULT.local_day(now):%Y-%m-%d}" / secrets.token_hex(16), write)
    whole = Path(settings.DATA_DIR) / path
    return Kept(name, kind, whole.stat().st_size, path, salted_file(salt, whole), salt)


def _write(path: Path, content: bytes) -> None:
    path.write_bytes(content)


def _zip(path: Path, *, papers: Sequence[tuple[str, bytes]], files: Sequence[tuple[str, Document | None]], now: datetime) -> None:
    moment = localtime(now)
    stamp = (moment.year, moment.month, moment.day, moment.hour, moment.minute, moment.second)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in papers:
            archive.writestr(_entry(name, stamp), content)
        for name, document in files:
            if document is not None:
                with (
                    (Path(settings.DATA_DIR) / document.path).open("rb") as source,
                    archive.open(_entry(name, stamp, document.content_type), "w") as target,
                ):
                    shutil.copyfileobj(source, target)


def _entry(name: str, stamp: tuple[int, int, int, int, int, int], kind: str = "text/plain") -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, stamp)
    entry.compress_type = zipfile.ZIP_DEFLATED if kind in _SHRINKS else zipfile.ZIP_STORED
    return entry
