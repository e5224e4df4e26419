import socket

import pytest

from tests.support.network import OutsideReachedError


@pytest.mark.parametrize("host", ["192.0.2.1", "2001:db8::1", "example.nl"])
def test_a_test_cannot_reach_outside(host: str) -> None:
    with pytest.raises(OutsideReachedError, match=host):
        socket.create_connection((host, 80), timeout=1)


def test_a_test_can_reach_its_own_machine() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server, socket.create_connection(server.getsockname(), timeout=5) as client:
        assert client.getpeername() == server.getsockname()
