"""Slowing down whoever guesses or insists: what he does too often is counted by his address, for a while.

A whole network of IPv6 (the first 64 bits) counts as one address, for one household has that many. Where very many addresses guess at
once each has fewer tries. What is counted is counted for all processes of the site on this machine.
"""

import hashlib
import ipaddress
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from django.conf import settings
from django.core.cache import caches
from django.http import HttpRequest

#: So many wrong codes or links from one address, then it waits; so many while MANY were wrong from all addresses together.
MOST: Final = 12
FEW: Final = 3
MANY: Final = 300
SECONDS: Final = 10 * 60
_ALL: Final = "all"
_NETWORK: Final = 64
#: The cache by whose name they are counted (`web.counts`).
COUNTS: Final = "counts"


def must_wait(request: HttpRequest) -> bool:
    """Whether this address has guessed too often of late."""
    mine, all_of_them = _key("guesses", _address(request)), _key("guesses", _ALL)
    counted = caches[COUNTS].get_many([mine, all_of_them])
    return int(counted.get(mine, 0)) >= (MOST if int(counted.get(all_of_them, 0)) < MANY else FEW)


def guessed_wrong(request: HttpRequest, given: str = "") -> None:
    """One more wrong code or link from this address.

    `given`: what it was. The same once more is no other guess: a calendar goes on asking for an address that was taken away, and a
    whole office behind one address would have to wait for it.
    """
    if given and too_often("given", f"{_address(request)} {given}", most=1, seconds=SECONDS):
        return
    for who in (_address(request), _ALL):
        _count(_key("guesses", who), SECONDS)


def too_often(what: str, who: str, *, most: int, seconds: int) -> bool:
    """Counts that this is asked once more for this person; True where that makes it more than `most` times in this while."""
    return _count(_key(what, who), seconds) > most


def insists(request: HttpRequest, *, most: int, seconds: int) -> bool:
    """Counts that this address asks once more; True where that makes it more than `most` times in this while."""
    return too_often("requests", _address(request), most=most, seconds=seconds)


def has_done_much(request: HttpRequest, what: str, *, most: int) -> bool:
    """Whether this address has done it `most` times of late or more.

    This machine itself never has: whoever comes in from it is a proxy that does not name its visitors, and they are many.
    """
    who = _address(request)
    return int(caches[COUNTS].get(_key(what, who), 0)) >= most and not _is_here(who)


def has_done(request: HttpRequest, what: str, *, seconds: int) -> None:
    """Counts that this address did it once more, for a while."""
    _count(_key(what, _address(request)), seconds)


@contextmanager
def no_quicker_than(seconds: float) -> Iterator[None]:
    """Whatever happens within takes at least this long, so that the time of an answer tells nothing, and guessing is slow."""
    began = time.monotonic()
    try:
        yield
    finally:
        time.sleep(max(0.0, seconds - (time.monotonic() - began)))


def _count(key: str, seconds: int) -> int:
    counts = caches[COUNTS]
    counts.add(key, 0, seconds)
    try:
        return counts.incr(key)
    except ValueError:  # it ran out in between
        counts.set(key, 1, seconds)
        return 1


def _key(what: str, who: str) -> str:
    """An address or a name as a digest: no address of a person is kept."""
    return f"{what}-" + hashlib.sha256(f"{settings.SECRET_KEY}{who}".encode("utf-8", "replace")).hexdigest()[:32]


def _is_here(who: str) -> bool:
    try:
        return ipaddress.ip_address(who).is_loopback
    except ValueError:
        return False


def _address(request: HttpRequest) -> str:
    """The sender, or his network; behind a proxy of ours the last address that it added."""
    named = request.META.get("HTTP_X_FORWARDED_FOR", "").rpartition(",")[2].strip() if settings.SECURE_PROXY_SSL_HEADER else ""
    given = str(named or request.META.get("REMOTE_ADDR", ""))
    try:
        address = ipaddress.ip_address(given)
    except ValueError:
        return given
    if address.version == 4 or address.is_loopback:  # noqa: PLR2004 -- as it is called
        return given
    mapped = getattr(address, "ipv4_mapped", None)
    return str(mapped or ipaddress.ip_network((int(address), _NETWORK), strict=False))
