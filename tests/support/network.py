"""The network is closed in tests: this machine only."""

import socket
from typing import Any

import pytest

from wederhoor.site.environment import is_loopback


class OutsideReachedError(AssertionError):
    """A test tried to speak with another machine."""


def _refuse_outside(family: int, address: Any) -> None:  # noqa: ANN401 - whatever a socket calls an address
    if family in {socket.AF_INET, socket.AF_INET6} and not is_loopback(address[0]):
        raise OutsideReachedError(f"A test reached outside: {address[0]}")


def close_network(patch: pytest.MonkeyPatch) -> None:
    """Refuse every connection that leaves the machine, and every name that is not its own."""
    connect, connect_ex, look_up = socket.socket.connect, socket.socket.connect_ex, socket.getaddrinfo

    def guarded_connect(self: socket.socket, address: Any, /) -> None:  # noqa: ANN401
        _refuse_outside(self.family, address)
        connect(self, address)

    def guarded_connect_ex(self: socket.socket, address: Any, /) -> int:  # noqa: ANN401
        _refuse_outside(self.family, address)
        return connect_ex(self, address)

    def guarded_look_up(host: Any, *arguments: Any, **options: Any) -> Any:  # noqa: ANN401
        if host not in {None, "", "0.0.0.0", "::"}:  # noqa: S104 - a server binding here, not reaching out
            _refuse_outside(socket.AF_INET, (host.decode() if isinstance(host, bytes) else host,))
        return look_up(host, *arguments, **options)

    patch.setattr(socket.socket, "connect", guarded_connect)
    patch.setattr(socket.socket, "connect_ex", guarded_connect_ex)
    patch.setattr(socket, "getaddrinfo", guarded_look_up)
