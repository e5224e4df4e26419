"""Mailed links: a secret that works once, until it expires. No store holds it; of a link only its digest is kept."""

import hashlib
import secrets
from datetime import datetime
from typing import Final, TypeVar

from django.db.models import QuerySet

from wederhoor.dossiers.models import EntryLink
from wederhoor.organisations.models import ContactLink

#: Bytes of chance in a link.
_BYTES: Final = 32
L = TypeVar("L", EntryLink, ContactLink)


def new_token() -> str:
    """What stands in a new link."""
    return secrets.token_urlsafe(_BYTES)


def digest_of(token: str) -> str:
    """What is kept of it (SHA-256, hex)."""
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


def standing(links: QuerySet[L], token: str, now: datetime) -> QuerySet[L]:
    """The link of this token, as long as it works. Its digest is looked up, so how long that takes tells nothing of any link."""
    return links.filter(digest=digest_of(token), used_at__isnull=True, expires_at__gt=now)


def use(links: QuerySet[L], token: str, now: datetime) -> L | None:
    """Uses the link up and gives it. Of two at the same moment one gets it."""
    found = standing(links, token, now).first()
    return found if found is not None and standing(links.model.objects.all(), token, now).update(used_at=now) else None
