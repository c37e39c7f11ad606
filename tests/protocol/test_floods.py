"""Many open connections do not keep the server from answering others."""

import resource
from contextlib import ExitStack

import pytest
import requests

from tests.protocol.raw import connect, was_cut
from tests.protocol.server import PATIENT_ENTRY, Server
from tests.protocol.waiting import PATIENCE_S
from webinar.kit.web.http_limits import CONNECTIONS_PER_ADDRESS


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
        for _ in range(CONNECTIONS_PER_ADDRESS):
            link = opened.enter_context(connect(server, "127.0.0.8"))
            link.sendall(b"GET / HTTP/1.1\r\nHost:")

        one_more = opened.enter_context(connect(server, "127.0.0.8"))

        assert was_cut(one_more)
        assert requests.get(f"{server.url}/", timeout=PATIENCE_S).status_code == 200
