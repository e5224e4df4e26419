"""The sign-ons of institutions, from a file of the installation: which provider, and which institution each domain of addresses is.

No Django in here: the settings ask whether the file can be used before anything starts.
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from ipaddress import ip_address
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

_READABLE_TO_OTHERS: Final = 0o004
_NEEDED: Final = ("key", "organisation", "issuer", "client_id", "domains")
_TEXTS: Final = frozenset({*_NEEDED[:-1], "client_secret", "client_secret_file"})
_VERIFIED: Final = "leaves_verified_out"


class Unfit(ValueError):  # noqa: N818 - named for what happened
    """The file cannot be used; the message has a line for each fault, without any secret."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SignOn:
    """One provider of OpenID Connect. `key`: its name in addresses; `domains`: the code of an institution, by domain of mail addresses.

    `leaves_verified_out`: it never says of an address whether it is proven, for it gives all of them out itself.
    """

    key: str
    organisation: str
    issuer: str
    client_id: str
    domains: Mapping[str, str]
    client_secret: str = field(default="", repr=False)
    leaves_verified_out: bool = False


def sign_ons_in(path: str) -> list[SignOn]:
    """Every sign-on in the file; none for no file. Raises Unfit with every fault."""
    if not path:
        return []
    try:
        rows = tomllib.loads(Path(path).read_text(encoding="utf-8")).get("sign_on", [])
    except (OSError, ValueError) as fault:
        raise Unfit(f"the file cannot be read: {type(fault).__name__}") from None
    faults = [f"sign-on {number}: {fault}" for number, row in enumerate(rows, 1) for fault in _faults(row, path)]
    domains = [domain.lower() for row in rows if isinstance(row.get("domains"), dict) for domain in row["domains"]]
    faults += [f"the domain {one} stands there twice" for one in sorted({one for one in domains if domains.count(one) > 1})]
    if faults:
        raise Unfit("\n".join(faults))
    return [_made(row) for row in rows]


def is_private(address: str) -> bool:
    """Whether what goes to this address cannot be read on the way: encrypted, or within this very machine."""
    parts = urlsplit(address)
    try:
        here = ip_address(parts.hostname or "").is_loopback
    except ValueError:
        here = parts.hostname == "localhost"
    return bool(parts.hostname) and (parts.scheme == "https" or (parts.scheme == "http" and here))


def _faults(row: Mapping[str, Any], path: str) -> Iterator[str]:
    yield from (f"'{name}' is missing" for name in _NEEDED if not row.get(name))
    yield from (f"'{name}' is not known" for name in row if name not in {*_NEEDED, *_TEXTS, _VERIFIED})
    yield from (f"'{name}' must be a text" for name in _TEXTS if not isinstance(row.get(name, ""), str))
    domains = row.get("domains", {})
    if not isinstance(domains, dict) or not all(isinstance(code, str) for code in domains.values()):
        yield "'domains' must be a table of institutions by domain"
    if not isinstance(row.get(_VERIFIED, False), bool):
        yield f"'{_VERIFIED}' must be true or false"
    if not is_private(str(row.get("issuer", ""))):
        yield "'issuer' must begin with https://"
    if row.get("client_secret_file") and not Path(str(row["client_secret_file"])).is_file():
        yield "the file with its secret cannot be read"
    if row.get("client_secret") and Path(path).stat().st_mode & _READABLE_TO_OTHERS:
        yield "the file holds a secret and everyone on this machine can read it"


def _made(row: Mapping[str, Any]) -> SignOn:
    secret = row.get("client_secret", "")
    if row.get("client_secret_file"):
        secret = Path(row["client_secret_file"]).read_text(encoding="utf-8").strip()
    domains = {domain.lower(): code for domain, code in row["domains"].items()}
    return SignOn(
        key=row["key"],
        organisation=row["organisation"],
        issuer=row["issuer"],
        client_id=row["client_id"],
        domains=domains,
        client_secret=secret,
        leaves_verified_out=row.get(_VERIFIED, False),
    )
