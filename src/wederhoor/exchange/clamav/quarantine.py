"""Which files are held: what ClamAV finds a virus in, and by rule what runs, hides its content or brings macros along.

Of a mail a held file is kept like any other: it becomes no document and is not given out until someone gives it free; with a virus in
it, never. Of a form it is not taken, and whoever brings it hears why at once (`actions.guarding`).
"""

import re
import zipfile
import zlib
from dataclasses import replace
from io import BytesIO
from typing import Final

from django.conf import settings

from wederhoor.actions.content import crowded
from wederhoor.actions.mail import File, Incoming
from wederhoor.actions.releasing import ENCRYPTED, MACRO, PROGRAM, TOO_LARGE, UNSCANNED, VIRUS
from wederhoor.exchange.clamav.scan import Verdict, scan

_RUNS: Final = frozenset(
    {
        "ade",
        "adp",
        "appx",
        "apk",
        "bat",
        "chm",
        "cmd",
        "com",
        "cpl",
        "dll",
        "exe",
        "gadget",
        "hta",
        "img",
        "inf",
        "ins",
        "iso",
        "isp",
        "jar",
    }
    | {"js", "jse", "lnk", "mde", "msc", "msh", "msi", "msp", "mst", "pif", "ps1", "psm1", "reg", "scf", "scr", "sct", "sh", "shb", "sys"}
    | {"vb", "vbe", "vbs", "vhd", "vhdx", "vxd", "wsc", "wsf", "wsh", "xll"}
)
_BEGINS: Final = (b"MZ", b"\x7fELF", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe", b"\xce\xfa\xed\xfe", b"#!", b"L\x00\x00\x00\x01\x14\x02\x00")
_ENDING: Final = re.compile(r"\.([a-z0-9]{1,6})\s*$", re.IGNORECASE)
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MACROS: Final = "_VBA_PROJECT".encode("utf-16-le")
_LOCKED: Final = 0x1
#: Seconds that a scanner which only has to show that it is there gets for each step.
_GLANCE: Final = 5.0
_VERDICTS: Final = {Verdict.INFECTED: VIRUS, Verdict.TOO_LARGE: TOO_LARGE, Verdict.UNKNOWN: UNSCANNED}


def guarded(mail: Incoming) -> Incoming:
    """The mail with its files marked that are to be held. A scanner that gives no answer is not asked about each file anew."""
    files: list[File] = []
    for file in mail.files:
        held = why_held(file, ask=UNSCANNED not in {one.held for one in files})
        files.append(replace(file, held=held))
    return replace(mail, files=tuple(files)) if files else mail


def why_held(file: File, *, ask: bool = True) -> str:
    """The code of why a file is held; "" where it is not. Whoever has ClamAV leaves macros to it. `ask`: whether it is asked now."""
    by_rule = by_its_look(file.name, file.content)
    if not settings.CLAMAV:
        return by_rule
    verdict = scan(file.content, address=settings.CLAMAV) if ask else Verdict.UNKNOWN
    found = _VERDICTS.get(verdict, "")
    return found if found == VIRUS else ("" if by_rule == MACRO and not found else by_rule) or found


def answers() -> bool:
    """Whether the scanner gives an answer at all; so too where there is none to ask."""
    return not settings.CLAMAV or scan(b"wederhoor", address=settings.CLAMAV, patience=_GLANCE) is not Verdict.UNKNOWN


def by_its_look(name: str, content: bytes) -> str:
    """What its name and its bytes say: a program, macros, or something that cannot be looked into. Nothing is unpacked."""
    if _runs(name) or content.startswith(_BEGINS):
        return PROGRAM
    if content.startswith(_OLE) and _MACROS in content:
        return MACRO
    return _archived(content) if content.startswith(b"PK") else ""


def _archived(content: bytes) -> str:
    if crowded(content):
        return ENCRYPTED
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, zlib.error, ValueError, NotImplementedError, RuntimeError, OSError):
        return ENCRYPTED
    if any(part.flag_bits & _LOCKED for part in parts):
        return ENCRYPTED
    if any(_runs(part.filename) for part in parts):
        return PROGRAM
    return MACRO if any(part.filename.lower().endswith("vbaproject.bin") for part in parts) else ""


def _runs(name: str) -> bool:
    ending = _ENDING.search(name)
    return ending is not None and ending.group(1).lower() in _RUNS
