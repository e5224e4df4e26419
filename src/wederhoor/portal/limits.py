"""Slowing down whoever guesses codes: wrong ones are counted by address, in the cache, for a while."""

import hashlib
from typing import Final

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest

#: So many wrong codes from one address, then it waits.
MOST: Final = 12
SECONDS: Final = 10 * 60


def must_wait(request: HttpRequest) -> bool:
    """Whether this address has guessed too often of late."""
    return int(cache.get(_key(request), 0)) >= MOST


def guessed_wrong(request: HttpRequest) -> None:
    """One more wrong code from this address."""
    key = _key(request)
    cache.add(key, 0, SECONDS)
    try:
        cache.incr(key)
    except ValueError:  # it ran out in between
        cache.set(key, 1, SECONDS)


def _key(request: HttpRequest) -> str:
    """The address as a digest: no address of a person is kept."""
    return "guesses-" + hashlib.sha256(f"{settings.SECRET_KEY}{_address(request)}".encode()).hexdigest()[:32]


def _address(request: HttpRequest) -> str:
    """The sender; behind a proxy of ours the last address that it added."""
    if settings.SECURE_PROXY_SSL_HEADER:
        named = request.META.get("HTTP_X_FORWARDED_FOR", "").rpartition(",")[2].strip()
        if named:
            return str(named)
    return str(request.META.get("REMOTE_ADDR", ""))
