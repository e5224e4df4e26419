"""Tracking codes: by which a complainant reaches his own dossier. Made of the installation's secret, so that none is ever kept.

A code has 128 bits: an HMAC of the dossier's number. Whoever knows the number, or holds the database, cannot make one without that
secret; only its digest is stored, and deleting that row takes the code away.
"""

import base64
import hashlib
import hmac
from datetime import datetime
from typing import Final

from django.conf import settings

from wederhoor.dossiers.models import Dossier, TrackingCode
from wederhoor.dossiers.statements import insert

_BYTES: Final = 16
_GROUP: Final = 4
_MISREAD: Final = str.maketrans({"0": "O", "1": "I", "8": "B"})


def code_of(dossier: Dossier) -> str:
    """The code of a dossier, in groups of four letters and digits: ABCD-EFGH-..."""
    said = f"tracking:{dossier.organisation_id}:{dossier.number}".encode()
    made = hmac.new(settings.SECRET_KEY.encode(), said, hashlib.sha256).digest()[:_BYTES]
    plain = base64.b32encode(made).decode().rstrip("=")
    return "-".join(plain[start : start + _GROUP] for start in range(0, len(plain), _GROUP))


def digest_of(code: str) -> str:
    """What is stored of a code as someone typed it: without regard to capitals, spaces and hyphens."""
    plain = "".join(code.upper().split()).replace("-", "").translate(_MISREAD)
    return hashlib.sha256(plain.encode("utf-8", "replace")).hexdigest()


def give_code(dossier: Dossier, now: datetime) -> str:
    """The code of a dossier, which opens it from now on."""
    code = code_of(dossier)
    row = TrackingCode(dossier=dossier, digest=digest_of(code), created_at=now)
    insert(TrackingCode, [row], replaces=["digest"], on="digest")
    return code


def code_told(given: TrackingCode) -> str:
    """The code for a letter that leaves now. Under another secret than the one it was given by it is another, which then opens it too."""
    code = code_of(given.dossier)
    if digest_of(code) != given.digest:
        give_code(given.dossier, given.created_at)
    return code


def link_of(dossier: Dossier, slug: str) -> str:
    """The address of the page where the complainant sees how things stand, as letters are kept: it opens nothing by itself.

    `dossier`: the first of its matter. When a letter leaves for whoever complains, his own link takes its place (`status_link`).
    """
    return f"{settings.BASE_URL}/{slug}/dossier/{dossier.number}"
