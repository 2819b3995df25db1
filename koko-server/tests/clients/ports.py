"""Ports for servers that cannot choose one themselves."""

import socket


def free_port():
    """A port of loopback on which nobody listens."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]
