"""A server that can open no more files refuses connections and keeps running."""

import resource
import socket
from contextlib import ExitStack, suppress
from functools import partial
from pathlib import Path

import pytest
import requests

from tests.protocol.people import begin
from tests.protocol.raw import Raw
from tests.protocol.server import PATIENT_ENTRY
from tests.protocol.waiting import PATIENCE_S, until
from tests.protocol.ways import TESTED_WAYS, serving

EXTRA_CONNECTIONS = 150
MODES = [way for way in TESTED_WAYS if way != "library"]


@pytest.fixture(params=MODES)
def start(request, tmp_path):
    """`start(entry)` is a server in one of the modes."""
    return partial(serving, request.param, tmp_path)


def test_connections_stay_below_a_low_limit_of_open_files(start):
    """Planted fault: the process ended when it accepted a connection with no descriptor left."""
    with start("tests/protocol/few_files.py") as server:
        assert "only 64 connections at once instead of 10000" in server.log
        assert "LimitNOFILE=10500" in server.log

        besiege(server)


def test_server_out_of_descriptors_keeps_running(start):
    """Planted fault: the process ended, or looped, when other files had taken all descriptors."""
    with start(PATIENT_ENTRY) as server:
        pid = server._process.pid
        open_files = len(list(Path(f"/proc/{pid}/fd").iterdir()))
        resource.prlimit(pid, resource.RLIMIT_NOFILE, (open_files + 40, open_files + 40))

        besiege(server)

        assert server.log.count("no file can be opened any more") < 10


def besiege(server):
    """Open more connections than there are descriptors; a seated client must not notice."""
    session = begin(server)
    with Raw(server) as link:
        link.sit(session.join())
        with ExitStack() as opened:
            for _ in range(EXTRA_CONNECTIONS):
                opened.enter_context(connect(server))
            refused_link = opened.enter_context(connect(server))
            # The server closed them instead of leaving them waiting.
            with suppress(ConnectionError):
                assert refused_link.recv(1) == b""
            assert link.is_open()
        until(lambda: answers(server))


def connect(server):
    return socket.create_connection(("127.0.0.1", server.port), timeout=PATIENCE_S)


def answers(server):
    with suppress(requests.ConnectionError):
        return requests.get(f"{server.url}/healthz", timeout=PATIENCE_S).status_code == 200
