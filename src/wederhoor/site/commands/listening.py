"""Whether an address can be listened on, asked before anything that takes long or throws anything away."""

import socket


def taken(host: str, port: int) -> str:
    """Why an address cannot be listened on; "" where it can."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except (OSError, OverflowError) as fault:
            return str(fault)
    return ""
