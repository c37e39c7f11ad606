"""What the protocol tests share: one server for all that neither stop it nor set it up."""

import pytest

from tests.protocol.forked import AVAILABLE, fork_server
from tests.protocol.people import begin
from tests.protocol.server import PATIENT, Server
from tests.protocol.waiting import PATIENCE


def pytest_configure(config):
    """All workers, which start from here, share the process that their servers are forked from.

    A worker gets here only if these tests were not selected by path; a test that does need a
    server opens one then.
    """
    if AVAILABLE and not hasattr(config, "workerinput"):
        fork_server()


@pytest.fixture(scope="session", autouse=True)
def wait_for_the_database():
    """However long the server that is writing to it stands still."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("webinar.kit.engines.BUSY_TIMEOUT_MS", PATIENCE * 1000)
        yield


@pytest.fixture(scope="session")
def server(tmp_path_factory):
    """The shipped server with long deadlines; at the end its log must hold no traceback."""
    with Server(tmp_path_factory.mktemp("server"), PATIENT) as server:
        yield server


@pytest.fixture(scope="session")
def brisk(tmp_path_factory):
    """The shipped server with quick heartbeats."""
    with Server(tmp_path_factory.mktemp("brisk"), "tests/protocol/brisk.py") as server:
        yield server


@pytest.fixture
def session(server):
    """A started session that only this test uses."""
    return begin(server)
