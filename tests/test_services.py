"""Servers of the tests find their port free, however many programs ask for one meanwhile."""

import socket
import sys

import pytest

from tools import services

pytestmark = [
    pytest.mark.any_python,
    pytest.mark.any_mode,
    pytest.mark.skipif(sys.platform != "linux", reason="other systems keep no port"),
]


def listen(port):
    """Listen as servers do, who take a port that was in use a moment ago."""
    link = socket.socket()
    link.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    link.bind(("127.0.0.1", port))
    link.listen()
    return link


def test_port_waits_for_its_server_whenever_it_starts():
    port = services.free_port()

    for _ in ("the first start", "a restart"):
        with socket.socket() as other, pytest.raises(OSError, match="in use"):
            other.bind(("127.0.0.1", port))
        with listen(port), socket.create_connection(("127.0.0.1", port)):
            pass

    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", port))


def test_few_ports_are_kept():
    ports = {services.free_port() for _ in range(2 * services.MAX_KEPT_PORTS)}

    assert len(ports) > services.MAX_KEPT_PORTS
    assert len(services._kept_ports) == services.MAX_KEPT_PORTS
