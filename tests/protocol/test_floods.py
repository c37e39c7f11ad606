"""Neither many open connections nor slow ones keep the server from answering others."""

import resource
import socket
import time
from contextlib import ExitStack, suppress

import pytest
import requests

from tests.protocol.server import PATIENT_ENTRY, Server
from tests.protocol.waiting import PATIENCE_S


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    """A server for these tests alone: with threads, a flood's connections take a while to go."""
    with Server(tmp_path_factory.mktemp("flooded"), PATIENT_ENTRY) as server:
        yield server


@pytest.fixture
def open_files():
    """Allow as many open files as 1,100 connections need."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(4000, hard), hard))
    yield
    resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


def test_more_than_1024_half_open_connections_do_not_stop_a_page(server, open_files):
    """Planted fault: `max_size` was eventlet's default of 1024."""
    with ExitStack() as opened:
        for number in range(1100):
            link = opened.enter_context(connect(server, f"127.0.0.{2 + number % 5}"))
            link.sendall(b"GET / HTTP/1.1\r\nHost:")

        assert requests.get(f"{server.url}/", timeout=PATIENCE_S).status_code == 200


def test_one_address_cannot_take_all_connections(server, open_files):
    """Planted fault: `CONNECTIONS_PER_ADDRESS` was not checked."""
    with ExitStack() as opened:
        for _ in range(400):
            link = opened.enter_context(connect(server, "127.0.0.8"))
            link.sendall(b"GET / HTTP/1.1\r\nHost:")

        one_more = opened.enter_context(connect(server, "127.0.0.8"))

        assert was_cut(one_more)
        assert requests.get(f"{server.url}/", timeout=PATIENCE_S).status_code == 200


@pytest.fixture(scope="module")
def hasty(tmp_path_factory):
    with Server(
        tmp_path_factory.mktemp("hasty"), entry="tests/protocol/short_deadlines.py"
    ) as server:
        yield server


@pytest.mark.parametrize(
    "begin",
    [
        b"GET / HTTP/1.1\r\nX-Slow: ",
        b"POST /api/join HTTP/1.1\r\nHost: x\r\nContent-Length: 5000\r\n\r\n{",
        b"",
    ],
    ids=["head", "body", "silence"],
)
def test_trickled_bytes_do_not_extend_the_deadline(hasty, begin):
    """Planted fault: the deadline was not set, and only `socket_timeout` was left."""
    with connect(hasty, "127.0.0.1") as link:
        assert was_cut(link, begin, drip=b"a" if begin else b"")


def test_request_may_run_longer_than_its_body_may_take_to_arrive(hasty):
    """Planted fault: the body's deadline ran until the answer and cut off the waiting client."""
    answer = requests.post(f"{hasty.url}/slow", data="as it came", timeout=PATIENCE_S)

    assert answer.text == "as it came"


def test_body_has_one_deadline_however_it_is_read(hasty):
    head = b"POST /slow HTTP/1.1\r\nHost: x\r\nContent-Length: 5000\r\n\r\n"
    with connect(hasty, "127.0.0.1") as link:
        assert was_cut(link, head, drip=b"a")


def connect(server, source):
    return socket.create_connection(
        ("127.0.0.1", server.port), timeout=PATIENCE_S, source_address=(source, 0)
    )


def was_cut(link, begin=b"", drip=b""):
    """Whether the server ends the connection while we send `drip` five times a second."""
    deadline = time.monotonic() + PATIENCE_S
    link.settimeout(0.2)
    try:
        link.sendall(begin)
        while time.monotonic() < deadline:
            with suppress(TimeoutError):
                if not link.recv(65536):
                    return True
            link.sendall(drip)
    except ConnectionError:
        return True
    return False
