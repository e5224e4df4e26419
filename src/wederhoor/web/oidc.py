"""Signing in at another's provider: OpenID Connect Core 1.0, the code flow with PKCE (RFC 7636), state and nonce, each used once.

The library checks signatures; what a token must say is checked here, claim by claim (section 3.1.3.7). A fault is a word for the log.
"""

import base64
import hashlib
import hmac
import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from http.client import HTTPException
from typing import Any, Final
from urllib.error import URLError
from urllib.parse import urlencode
from urllib.request import HTTPRedirectHandler, Request, build_opener

from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from wederhoor.web.sign_on import SignOn, is_private

#: Seconds that a provider may take, bytes that it may say, and seconds by which its clock may differ.
_PATIENCE, _MOST, _SKEW = 10, 1_000_000, 60
_ALGORITHMS: Final = ["RS256", "PS256", "ES256"]
_ENDPOINTS: Final = ("authorization_endpoint", "token_endpoint", "jwks_uri")


@dataclass(frozen=True, slots=True)
class Begun:
    """Where a browser is sent, and what is kept until it comes back: secrets of this one signing in."""

    address: str
    kept: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Proven:
    """The mail address of whoever signed in."""

    email: str


@dataclass(frozen=True, slots=True)
class Fault:
    """Why nobody signed in: a word without anything of a person."""

    why: str


class _StaysHere(HTTPRedirectHandler):
    """A provider answers at the address where it was asked."""

    def redirect_request(self, *_: Any, **__: Any) -> None:  # noqa: ANN401 - as the library has it
        """Goes nowhere else."""


def begin(sign_on: SignOn, *, back: str) -> Begun | Fault:
    """The address of the provider's page. `back`: where it sends the browser afterwards."""
    known = _discovered(sign_on)
    if isinstance(known, Fault):
        return known
    kept = {name: secrets.token_urlsafe(32) for name in ("state", "nonce", "verifier")}
    challenge = base64.urlsafe_b64encode(hashlib.sha256(kept["verifier"].encode()).digest()).decode().rstrip("=")
    asked = {
        "response_type": "code",
        "scope": "openid email",
        "client_id": sign_on.client_id,
        "redirect_uri": back,
        "state": kept["state"],
        "nonce": kept["nonce"],
        "code_challenge": challenge,
        "code_challenge_method": "S256",
    }
    between = "&" if "?" in known["authorization_endpoint"] else "?"
    return Begun(f"{known['authorization_endpoint']}{between}{urlencode(asked)}", kept)


def finish(sign_on: SignOn, kept: Mapping[str, str], given: Mapping[str, str], *, back: str, now: datetime) -> Proven | Fault:
    """Who came back, by the code that the provider gave him; each is used once, for what was kept is gone by now."""
    state = kept.get("state", "")
    if not state or not hmac.compare_digest(state.encode(), given.get("state", "").encode()):
        return Fault("state")
    if given.get("iss", sign_on.issuer) != sign_on.issuer:  # RFC 9207: an answer of another provider
        return Fault("issuer")
    if not given.get("code"):
        return Fault("refused")
    claims = _exchanged(sign_on, given["code"], kept["verifier"], back)
    if isinstance(claims, Fault):
        return claims
    why = _why_not(sign_on, claims, kept["nonce"], now.timestamp())
    return Fault(why) if why else Proven(str(claims["email"]))


def _exchanged(sign_on: SignOn, code: str, verifier: str, back: str) -> Mapping[str, Any] | Fault:
    """What the token says that the provider gives for the code, once its signature is found to be the provider's."""
    known = _discovered(sign_on)
    if isinstance(known, Fault):
        return known
    said = {"grant_type": "authorization_code", "code": code, "redirect_uri": back, "code_verifier": verifier}
    said |= {"client_id": sign_on.client_id, **({"client_secret": sign_on.client_secret} if sign_on.client_secret else {})}
    answer, keys = _fetched(known["token_endpoint"], said), _fetched(known["jwks_uri"])
    if isinstance(answer, Fault) or isinstance(keys, Fault):
        return Fault("provider")
    try:
        return jwt.decode(str(answer.get("id_token", "")), KeySet.import_key_set(keys), algorithms=_ALGORITHMS).claims  # type: ignore[arg-type]
    except (JoseError, ValueError, KeyError, TypeError):
        return Fault("signature")


def _why_not(sign_on: SignOn, claims: Mapping[str, Any], nonce: str, now: float) -> str:
    """What of the token does not fit; "" where it proves who signed in, here and now."""
    audience = claims.get("aud")
    named = audience if isinstance(audience, list) else [audience]
    for_us = claims.get("azp", sign_on.client_id if len(named) == 1 else None) == sign_on.client_id
    email = claims.get("email")
    checks = (
        ("issuer", claims.get("iss") == sign_on.issuer),
        ("audience", sign_on.client_id in named and for_us),
        ("expired", _moment(claims.get("exp"), 0) + _SKEW > now and _moment(claims.get("iat"), now + 2 * _SKEW) - _SKEW <= now),
        ("nonce", hmac.compare_digest(str(claims.get("nonce", "")).encode(), nonce.encode())),
        ("email", isinstance(email, str) and "@" in email and claims.get("email_verified", sign_on.leaves_verified_out) is True),
    )
    return next((why for why, sound in checks if not sound), "")


def _moment(value: object, otherwise: float) -> float:
    return value if isinstance(value, int | float) and not isinstance(value, bool) else otherwise


def _discovered(sign_on: SignOn) -> dict[str, Any] | Fault:
    """What the provider says of itself: that it is the one meant, and its addresses, none of them readable on the way."""
    found = _fetched(f"{sign_on.issuer.rstrip('/')}/.well-known/openid-configuration")
    if isinstance(found, Fault):
        return found
    sound = found.get("issuer") == sign_on.issuer and all(is_private(str(found.get(name, ""))) for name in _ENDPOINTS)
    return found if sound else Fault("discovery")


def _fetched(address: str, said: Mapping[str, str] | None = None) -> dict[str, Any] | Fault:
    data = urlencode(said).encode() if said is not None else None
    try:
        with build_opener(_StaysHere).open(Request(address, data, {"Accept": "application/json"}), timeout=_PATIENCE) as answer:  # noqa: S310
            found = json.loads(answer.read(_MOST))
    except (URLError, OSError, ValueError, HTTPException, RecursionError):
        return Fault("provider")
    return found if isinstance(found, dict) else Fault("provider")
