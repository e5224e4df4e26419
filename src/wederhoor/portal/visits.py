"""Whoever follows his complaints in this browser: which, and until when.

The code itself stands in no address and in no cookie: an address has a key that opens nothing by itself, a signed cookie the digest of
the code. The cookie ends with the browser; no store keeps who follows what.
"""

import base64
import hashlib
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Final

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse

#: The cookie that keeps them, and how long one visit lasts.
COOKIE: Final = "volgt"
LASTS: Final = timedelta(hours=12)
#: Complaints followed in one browser; of more the oldest visit ends.
MOST: Final = 20
_SALT: Final = "wederhoor.portal.visits"
_BYTES: Final = 10


def key_of(digest: str) -> str:
    """What stands in the address of the page of a complaint, always the same: of the digest of its code, from which nobody finds that."""
    return base64.b32encode(hashlib.sha256(f"visit:{digest}".encode()).digest()[:_BYTES]).decode().lower()


def welcome(request: HttpRequest, answer: HttpResponse, digest: str, now: datetime) -> HttpResponse:
    """The answer, by which a visit begins beside those that are made already."""
    held = {one: until for one, until in _held(request).items() if until > now.timestamp() and one != digest}
    kept = dict(sorted(held.items(), key=lambda pair: pair[1])[-(MOST - 1) :])
    visits = signing.dumps({**kept, digest: int((now + LASTS).timestamp())}, salt=_SALT, compress=True)
    answer.set_cookie(COOKIE, visits, secure=settings.SESSION_COOKIE_SECURE, httponly=True, samesite="Lax")
    return answer


def goodbye(answer: HttpResponse) -> HttpResponse:
    """The answer, by which all visits in this browser end."""
    answer.delete_cookie(COOKIE, samesite="Lax")
    return answer


def digests(request: HttpRequest, now: datetime) -> dict[str, str]:
    """The digest of the code of each complaint that is followed here now, by the key of its pages."""
    return {key_of(digest): digest for digest, until in _held(request).items() if until > now.timestamp()}


def _held(request: HttpRequest) -> Mapping[str, int]:
    try:
        held = signing.loads(request.COOKIES.get(COOKIE, ""), salt=_SALT)
    except signing.BadSignature:
        return {}
    return {str(digest): int(until) for digest, until in held.items()}
