"""The installation's wishes, read from its environment and refused where they are unsafe.

Pure functions over a mapping of names to texts, so that each rule is tested without a process of its own.
"""

from collections.abc import Mapping
from ipaddress import ip_address
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, unquote, urlsplit
from zoneinfo import available_timezones

from wederhoor.exchange.mail_in.fetch_boxes import Unsafe, boxes_in
from wederhoor.web.sign_on import Unfit, sign_ons_in

TRIAL_SECRET = "for-trying-out-on-your-own-machine-only-never-for-real-complaints"  # noqa: S105 - refused outside DEBUG
SHORTEST_SECRET = 50
"""Characters; what Django's own deployment check asks."""

Faults = list[str]


def flag(environ: Mapping[str, str], name: str) -> bool:
    """Whether a switch is on: 1, true, yes or on, in any case."""
    return environ.get(name, "").strip().lower() in {"1", "true", "yes", "on"}


def names(environ: Mapping[str, str], name: str) -> list[str]:
    """The parts of a list written with commas, without empty ones."""
    return [part.strip() for part in environ.get(name, "").split(",") if part.strip()]


def number(environ: Mapping[str, str], name: str, default: int) -> int:
    """A whole number; ValueError, naming the setting, where it is something else."""
    text = environ.get(name, "").strip()
    if text and not text.isdecimal():
        raise ValueError(f"{name} is {text!r}: write a whole number.")
    return int(text) if text else default


def is_loopback(host: str) -> bool:
    """Whether a host is this very machine."""
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def database(url: str, *, demo_load: bool = False) -> dict[str, Any]:
    """Django's description of a database from its address.

    `sqlite:///file` is relative to the working directory, `sqlite:////folder/file` is not; `postgresql://user:password@host:port/name`
    takes a socket's folder as `?host=/folder`. `demo_load` lets SQLite write without waiting for the disk.
    ValueError where the address is neither.
    """
    parts = urlsplit(url)
    if parts.scheme == "sqlite" and not parts.netloc and parts.path.strip("/"):
        return _sqlite(unquote(parts.path[1:]), synchronous="OFF" if demo_load else "FULL")
    if parts.scheme in {"postgresql", "postgres"} and parts.path.strip("/"):
        return _postgresql(parts)
    raise ValueError("WEDERHOOR_DATABASE_URL: write sqlite:///file or postgresql://user:password@host/name.")


def _sqlite(path: str, *, synchronous: str) -> dict[str, Any]:
    """Every write takes the lock at once (IMMEDIATE) and waits 20 s for it; what is destroyed is overwritten (secure_delete)."""
    return {
        "ENGINE": "wederhoor.site.sqlite",
        "NAME": path,
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": (
                f"PRAGMA journal_mode=WAL; PRAGMA foreign_keys=ON; PRAGMA synchronous={synchronous}; PRAGMA secure_delete=ON;"
            ),
        },
    }


def _postgresql(parts: SplitResult) -> dict[str, Any]:
    query = dict(pair.split("=", 1) for pair in parts.query.split("&") if "=" in pair)
    host = unquote(query.pop("host", parts.hostname or ""))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path[1:]),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": host,
        "PORT": str(parts.port or query.pop("port", "")),
        "OPTIONS": {"pool": True, **{key: unquote(value) for key, value in query.items()}},
    }


def faults(environ: Mapping[str, str]) -> Faults:
    """Everything that makes it unsafe to start, each with what to set; empty where it is safe."""
    found = _time_zone_faults(environ) + _folder_faults(environ) + _mailbox_faults(environ)
    found += _scanner_faults(environ) + _sign_on_faults(environ)
    if flag(environ, "WEDERHOOR_DEBUG"):
        return found + _trial_faults(environ)
    return found + _secret_faults(environ) + _address_faults(environ) + _mail_faults(environ)


def _trial_faults(environ: Mapping[str, str]) -> Faults:
    """Error pages for trying out show what was typed and what the program held: nobody elsewhere may get one."""
    named = [*names(environ, "WEDERHOOR_ALLOWED_HOSTS"), urlsplit(environ.get("WEDERHOOR_BASE_URL", "")).hostname or ""]
    return [
        f"WEDERHOOR_DEBUG: leave it off where others come; {host!r} is not this machine alone."
        for host in dict.fromkeys(named)
        if host and not is_loopback(host.strip("[]").removeprefix("."))
    ]


def _secret_faults(environ: Mapping[str, str]) -> Faults:
    secret = environ.get("WEDERHOOR_SECRET_KEY", "")
    if secret and secret != TRIAL_SECRET and len(secret) >= SHORTEST_SECRET:
        return []
    return [f"WEDERHOOR_SECRET_KEY: set a random text of at least {SHORTEST_SECRET} characters, and keep it to yourself."]


def _address_faults(environ: Mapping[str, str]) -> Faults:
    hosts = names(environ, "WEDERHOOR_ALLOWED_HOSTS")
    if not hosts or "*" in hosts:
        return ["WEDERHOOR_ALLOWED_HOSTS: set the host names of this site, with commas; '*' would let others speak in its name."]
    base = urlsplit(environ.get("WEDERHOOR_BASE_URL", ""))
    host = base.hostname or ""
    if base.scheme != "https" and not (base.scheme == "http" and is_loopback(host)):
        return ["WEDERHOOR_BASE_URL: set the address of this site, beginning with https://."]
    if not any(host == name or (name.startswith(".") and f".{host}".endswith(name)) for name in hosts):
        return [f"WEDERHOOR_ALLOWED_HOSTS: add {host!r}, the host of WEDERHOOR_BASE_URL."]
    return []


def _mail_faults(environ: Mapping[str, str]) -> Faults:
    found = []
    security = environ.get("WEDERHOOR_SMTP_SECURITY", "starttls")
    host = environ.get("WEDERHOOR_SMTP_HOST", "")
    if security not in {"starttls", "tls", "none"}:
        found.append("WEDERHOOR_SMTP_SECURITY: set starttls, tls or none.")
    if host and security == "none" and not is_loopback(host):
        found.append("WEDERHOOR_SMTP_SECURITY: set starttls or tls; without it letters travel readable to all on the way.")
    if host and "@" not in environ.get("WEDERHOOR_MAIL_FROM", ""):
        found.append("WEDERHOOR_MAIL_FROM: set the address that letters are sent from.")
    return found


def _scanner_faults(environ: Mapping[str, str]) -> Faults:
    address = environ.get("WEDERHOOR_CLAMAV", "")
    host, _colon, port = address.rpartition(":")
    if not address or address.startswith("/") or (host and port.isdecimal()):
        return []
    return ["WEDERHOOR_CLAMAV: set the path of clamd's socket, or host:port."]


def _mailbox_faults(environ: Mapping[str, str]) -> Faults:
    try:
        boxes_in(environ.get("WEDERHOOR_MAILBOXES", ""))
    except Unsafe as unsafe:
        return [f"WEDERHOOR_MAILBOXES: {fault}." for fault in str(unsafe).splitlines()]
    return []


def _sign_on_faults(environ: Mapping[str, str]) -> Faults:
    try:
        sign_ons_in(environ.get("WEDERHOOR_SIGN_ON", ""))
    except Unfit as unfit:
        return [f"WEDERHOOR_SIGN_ON: {fault}." for fault in str(unfit).splitlines()]
    return []


def _time_zone_faults(environ: Mapping[str, str]) -> Faults:
    zone = environ.get("WEDERHOOR_TIME_ZONE", "Europe/Amsterdam")
    return [] if zone in available_timezones() else [f"WEDERHOOR_TIME_ZONE: {zone!r} is no time zone; write Europe/Amsterdam, say."]


def _folder_faults(environ: Mapping[str, str]) -> Faults:
    data = environ.get("WEDERHOOR_DATA_DIR", "var")
    return [f"WEDERHOOR_DATA_DIR: {data!r} is a file; set a folder."] if Path(data).is_file() else []
