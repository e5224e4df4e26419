"""What a file is: judged by its content, never by what its sender calls it; and a name for it that is only a name."""

import re
import unicodedata
import zipfile
import zlib
from io import BytesIO
from typing import Final

#: What can be nothing but bytes: shown by no browser, opened by whoever asks for it.
UNKNOWN: Final = "application/octet-stream"
_LONGEST_NAME: Final = 150
_LONGEST_ENDING: Final = 12
_LONGEST_TYPE: Final = 100
#: How a file begins, and what it then is.
_BEGINNINGS: Final[tuple[tuple[bytes, str], ...]] = (
    (b"%PDF-", "application/pdf"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
    (b"{\\rtf", "application/rtf"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/x-ole-storage"),
    (b"ID3", "audio/mpeg"),
    (b"OggS", "audio/ogg"),
)
#: How the directory of an archive begins each name, and the names in one that are looked at.
_ENTRY: Final = b"PK\x01\x02"
_MOST_NAMES: Final = 10_000
_OFFICE: Final = "application/vnd.openxmlformats-officedocument."
#: A part that a kind of zip always has, and what such a zip is.
_ZIPS: Final[tuple[tuple[str, str], ...]] = (
    ("word/document.xml", f"{_OFFICE}wordprocessingml.document"),
    ("xl/workbook.xml", f"{_OFFICE}spreadsheetml.sheet"),
    ("ppt/presentation.xml", f"{_OFFICE}presentationml.presentation"),
)
_OPEN_DOCUMENT: Final = re.compile(r"application/vnd\.oasis\.opendocument\.[a-z-]+")
_TEXT_CONTROLS: Final = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


def content_type(content: bytes) -> str:
    """The media type of these bytes. Text is plain text, also where it holds HTML or a script: nothing here is ever run."""
    for beginning, found in _BEGINNINGS:
        if content.startswith(beginning):
            return found
    if content.startswith(b"RIFF"):
        return {b"WEBP": "image/webp", b"WAVE": "audio/wav"}.get(content[8:12], UNKNOWN)
    if content[4:8] == b"ftyp":
        return "image/heic" if content[8:12] in {b"heic", b"heix", b"mif1"} else "video/mp4"
    if content.startswith(b"PK\x03\x04"):
        return _zipped(content)
    return "text/plain" if _is_text(content) else UNKNOWN


def crowded(content: bytes) -> bool:
    """Whether an archive names more files than anyone looks through. They are counted unopened: to list half a million takes seconds."""
    return content.count(_ENTRY) > _MOST_NAMES


def safe_name(given: str) -> str:
    """A name that is only a name: no folder, no hidden file, nothing invisible or turned around, its ending kept; accents stay."""
    whole = unicodedata.normalize("NFC", given.encode("utf-8", "replace").decode())
    name = "".join(" " if letter.isspace() else letter for letter in re.split(r"[/\\]", whole)[-1])
    name = "".join(letter for letter in name if letter.isprintable() and letter not in '<>:"|?*')
    name = " ".join(name.split()).strip(". ")
    stem, dot, ending = name.rpartition(".")
    if len(name) > _LONGEST_NAME:
        name = f"{(stem or ending)[: _LONGEST_NAME - _LONGEST_ENDING - 1]}{dot}{ending[:_LONGEST_ENDING]}"
    return name or "bijlage"


def _zipped(content: bytes) -> str:
    if crowded(content):
        return "application/zip"
    try:
        with zipfile.ZipFile(BytesIO(content)) as parts:
            names = set(parts.namelist())
            first = next(iter(parts.infolist()), None)
            if first is not None and first.filename == "mimetype" and first.file_size < _LONGEST_TYPE:
                said = parts.read(first).decode("ascii", "replace")
                return said if _OPEN_DOCUMENT.fullmatch(said) else "application/zip"
    except (zipfile.BadZipFile, zlib.error, ValueError, NotImplementedError, RuntimeError, OSError):
        return UNKNOWN
    return next((found for part, found in _ZIPS if part in names), "application/zip")


def _is_text(content: bytes) -> bool:
    if _TEXT_CONTROLS.search(content):
        return False
    try:
        content.decode()
    except UnicodeDecodeError:
        return False
    return True
