"""A refused long-polling POST leaves no connection, thread or greenlet behind."""

import socket

import pytest
import requests

from tests.protocol.polling import Polling
from tests.protocol.server import ENTRY
from tests.protocol.waiting import PATIENCE_S, until
from tests.protocol.ways import TESTED_WAYS, serving
from webinar.room.transport.links import MAX_STRIKES

MAX_CONNECTIONS = 6
TOO_LONG = "4" + "x" * 65536
REFUSED = {
    "a packet of the server's": "2",
    "a body that is too long": TOO_LONG,
    "too many packets": "\x1e".join(["3"] * 17),
    "no packet": "x",
    "a script's form without a packet": "d=",
    "bytes that are no text": b"4\xff\xfe",
    "an object without an end": "4" + "[" * 60_000,
}


@pytest.fixture(scope="module", params=TESTED_WAYS)
def server(request, tmp_path_factory):
    folder = tmp_path_factory.mktemp(request.param)
    # Behind a proxy only the total number counts.
    limits = {"MAX_CONNECTIONS": str(MAX_CONNECTIONS), "TRUSTED_PROXIES": "1"}
    with serving(request.param, folder, ENTRY, **limits) as server:
        yield server


@pytest.mark.parametrize("body", REFUSED.values(), ids=REFUSED)
def test_refused_posts_release_their_connection_and_thread(server, body):
    """Planted fault: the library waited for ever for the client to poll for its messages."""
    body = body if isinstance(body, bytes) else body.encode()
    assert refuse(server, body)
    connections, threads = server.connections, server.threads

    for _ in range(2 * MAX_CONNECTIONS):
        assert refuse(server, body)

    assert requests.get(f"{server.url}/healthz", timeout=PATIENCE_S).status_code == 200
    until(lambda: server.connections <= connections, problem=f"{server.connections} are open")
    until(lambda: server.threads <= threads, problem=f"there are {server.threads} threads")


def refuse(server, body):
    """Whether a POST to a session that nobody polls ends it."""
    polling = Polling(server)
    with requests.post(f"{server.url}{polling.path}", data=body, timeout=PATIENCE_S):
        pass
    return polling.get().status_code == 400


def test_post_to_an_ended_link_is_refused(server):
    """Planted fault: the library raised a KeyError for the link that it had not removed yet."""
    polling = Polling(server)
    polling.post(*["0"] * MAX_STRIKES)

    assert polling.post("3").status_code == 400


def test_truncated_post_is_not_carried_out(server):
    """Planted fault: the library took the received part for the whole."""
    polling = Polling(server)
    head = f"POST {polling.path} HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n"
    with socket.create_connection(("127.0.0.1", server.port), timeout=PATIENCE_S) as link:
        link.sendall(head.encode() + b'40{"seat":"none"}')
        link.shutdown(socket.SHUT_WR)
        while link.recv(65536):
            pass

    assert polling.get().status_code == 400
