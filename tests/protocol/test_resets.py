"""A client that resets its connection while its request is handled leaves nothing open."""

import base64
import os
import socket
import struct

import pytest
import requests

from tests.protocol.raw import SOCKET_IO
from tests.protocol.waiting import PATIENCE_S, until
from tests.protocol.ways import TESTED_WAYS, serving

RESET_COUNT = 60
# Closing resets the connection, whatever is still on its way.
RESET = struct.pack("ii", 1, 0)
UPGRADE = (
    f"GET {SOCKET_IO} HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    f"Sec-WebSocket-Key: {base64.b64encode(os.urandom(16)).decode()}\r\n"
    "Sec-WebSocket-Version: 13\r\n\r\n"
)
REQUESTS = {
    "a WebSocket": UPGRADE,
    "a page": "GET / HTTP/1.1\r\nHost: x\r\n\r\n",
    "pages behind each other": "GET / HTTP/1.1\r\nHost: x\r\n\r\n" * 5,
    "a poll": "GET /socket.io/?EIO=4&transport=polling HTTP/1.1\r\nHost: x\r\n\r\n",
    "half a body": "POST /api/join HTTP/1.1\r\nHost: x\r\nContent-Length: 50\r\n\r\n{",
    "half a head": "GET / HTTP/1.1\r\nHost:",
}


@pytest.fixture(scope="module", params=TESTED_WAYS)
def server(request, tmp_path_factory):
    folder = tmp_path_factory.mktemp(request.param)
    with serving(request.param, folder, "tests/protocol/no_garbage_collector.py") as server:
        yield server


@pytest.mark.parametrize("request_text", REQUESTS.values(), ids=REQUESTS)
def test_reset_connection_is_closed_without_the_garbage_collector(server, request_text):
    """Planted fault: one file of the connection stayed open when the other could not be written.

    That leaked a descriptor and a place among the connections of its address.
    """
    get(server)
    before = server.connections

    for _ in range(RESET_COUNT):
        with socket.create_connection(("127.0.0.1", server.port), timeout=PATIENCE_S) as link:
            link.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET)
            link.sendall(request_text.encode())

    get(server)
    until(lambda: server.connections <= before, problem="some are still open")


def get(server):
    assert requests.get(f"{server.url}/healthz", timeout=PATIENCE_S).status_code == 200
