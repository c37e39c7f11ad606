"""Fixtures of the protocol tests; tests that neither stop nor configure a server share one."""

import pytest

from tests.protocol.forked_server import AVAILABLE, fork_server
from tests.protocol.pair import two_servers
from tests.protocol.people import begin
from tests.protocol.server import PATIENT_ENTRY, Server
from tests.protocol.valkey import Valkey
from tests.protocol.waiting import PATIENCE_S


def pytest_configure(config):
    """Let all workers, which start from here, share the process that their servers are forked from.

    Workers call this only if these tests were not selected by path; then, a test that needs a
    server starts that process.
    """
    if AVAILABLE and not hasattr(config, "workerinput"):
        fork_server()


@pytest.fixture(scope="session", autouse=True)
def wait_for_the_database():
    """Wait for the database, however long the server that writes to it stands still."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("webinar.kit.engines.BUSY_TIMEOUT_MS", PATIENCE_S * 1000)
        yield


@pytest.fixture(scope="session")
def server(tmp_path_factory):
    """The shipped server with long deadlines; at the end its log must hold no traceback."""
    with Server(tmp_path_factory.mktemp("server"), PATIENT_ENTRY) as server:
        yield server


@pytest.fixture(scope="session")
def brisk(tmp_path_factory):
    """The shipped server with quick heartbeats."""
    with Server(tmp_path_factory.mktemp("brisk"), "tests/protocol/quick_heartbeats.py") as server:
        yield server


@pytest.fixture(scope="session")
def pair(tmp_path_factory):
    """Two processes on one database and one queue; their tests have the marks of `pair.MARKS`."""
    with two_servers(tmp_path_factory.mktemp("pair")) as pair:
        yield pair


@pytest.fixture
def valkey():
    """A message queue of the test's own, to be killed, stopped and restarted."""
    with Valkey() as started:
        yield started


@pytest.fixture
def session(server):
    """A started session that only this test uses."""
    return begin(server)
