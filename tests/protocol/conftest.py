"""What the protocol tests share: one server for all that neither stop it nor set it up."""

import pytest

from tests.protocol.forked import AVAILABLE, fork_server
from tests.protocol.people import begin
from tests.protocol.server import PATIENT, ROOT, Server
from tests.protocol.waiting import PATIENCE


def pytest_configure(config):
    """The workers, which are started from here, share what their servers are forked from.

    A worker gets here only if nobody asked for these tests by their place: whatever needs a server
    after all opens one then.
    """
    if AVAILABLE and not hasattr(config, "workerinput"):
        fork_server()


def pytest_collection_modifyitems(items):
    for item in items:
        if item.path.is_relative_to(ROOT / "tests/protocol"):
            item.add_marker("protocol")


@pytest.fixture(scope="session", autouse=True)
def wait_for_the_database():
    """However long a server stands still that is writing to it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("webinar.kit.engines.BUSY_TIMEOUT_MS", PATIENCE * 1000)
        yield


@pytest.fixture(scope="session")
def server(tmp_path_factory):
    """The shipped server, if patient; at the end its log must hold no traceback."""
    with Server(tmp_path_factory.mktemp("server"), PATIENT) as server:
        yield server


@pytest.fixture(scope="session")
def brisk(tmp_path_factory):
    """The shipped server whose heartbeats are not waited for for so long."""
    with Server(tmp_path_factory.mktemp("brisk"), "tests/protocol/brisk.py") as server:
        yield server


@pytest.fixture
def session(server):
    """A session of this test's own that has been started."""
    return begin(server)
