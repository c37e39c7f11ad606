"""The eventlet loop in the test process, unpatched, with one link on it."""

import pytest

from tests.quiet_eventlet import eventlet, hubs
from tests.room.transport.visits import Visit


@pytest.fixture
def loop():
    """Let the loop run for some seconds; afterwards it must have no new listeners."""
    hub = hubs.get_hub()
    before = {kind: set(found) for kind, found in hub.listeners.items()}
    yield eventlet.sleep
    assert {kind: set(found) for kind, found in hub.listeners.items()} == before


@pytest.fixture
def until(loop):
    """Let the loop run until a condition holds."""

    def wait(is_so):
        for _ in range(2000):
            if is_so():
                return
            loop(0.001)
        raise TimeoutError("it never was")

    return wait


@pytest.fixture
def visit(loop):
    made = Visit(polling=False)
    yield made
    _end(made)


@pytest.fixture
def polling(loop):
    made = Visit(polling=True)
    yield made
    _end(made)


def _end(made):
    made.link.close(wait=False, abort=True)
    if made.far is not None:
        made.far.close()
    assert len(made.left) <= 1
    assert made.released in ([], [1])


@pytest.fixture
def seated(visit):
    """A direct WebSocket link after its handshake."""
    visit.arrive()
    visit.heard()
    return visit
