"""The chain of a matter: an act's digest covers its row, the salted digests of its texts, parties and documents, and the act before.

Those can be destroyed with their salts; their digests stay in the act's row, so the chain still verifies and tells nothing.
"""

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from wederhoor.dossiers.models import Act, Party

#: The shape of an act's row; a later shape has a higher number and keeps reading the earlier ones.
SHAPE: Final = 1
_PARTY_FIELDS: Final = ("ref", "name", "organisation_name", "email", "phone", "address", "city")


def canonical(value: object) -> str:
    """JSON in one form only: sorted keys, no spaces, plain characters."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)


def salted(salt: bytes | memoryview, body: str | bytes) -> str:
    """The digest of a text, or of the bytes of a document, with its salt, in hex."""
    return hashlib.sha256(bytes(salt) + (body.encode() if isinstance(body, str) else body)).hexdigest()


def salted_file(salt: bytes | memoryview, path: Path) -> str:
    """The same of a file that is too large to hold."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, lambda: hashlib.sha256(bytes(salt))).hexdigest()


def party_digest(party: Party) -> str:
    """The salted digest of what is known of a party."""
    return salted(party.salt, canonical([getattr(party, name) for name in _PARTY_FIELDS]))


def act_digest(act: Act, previous: str) -> str:
    """The digest of an act after the one before it; `previous` is "" for the first."""
    said = {
        "act": act.act,
        "at": _written(act.at),
        "by": act.by,
        "data": act.data,
        "digests": act.digests,
        "dossier": act.dossier,
        "person": act.person,
        "recorded_at": _written(act.recorded_at),
        "seq": act.seq,
        "shape": act.shape,
    }
    return hashlib.sha256((previous + canonical(said)).encode()).hexdigest()


def digest_of_heads(heads: Mapping[int, str]) -> str:
    """One digest over the heads of many matters."""
    return hashlib.sha256(canonical({str(key): head for key, head in heads.items()}).encode()).hexdigest()


def _written(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="microseconds")
