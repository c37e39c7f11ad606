"""Tests of this folder run the eventlet loop unpatched in the test process, with one link on it."""

from types import SimpleNamespace

import pytest

from tests.quiet_eventlet import eventlet, hubs
from tests.room.transport.visits import Visit
from webinar.room.transport import queue_rooms


@pytest.fixture
def loop():
    """Let the loop run for some seconds; afterwards it must have no new listeners."""
    hub = hubs.get_hub()
    before = {kind: set(listeners) for kind, listeners in hub.listeners.items()}
    yield eventlet.sleep
    assert {kind: set(listeners) for kind, listeners in hub.listeners.items()} == before


@pytest.fixture
def until(loop):
    """Let the loop run until a condition holds."""

    def wait(condition):
        for _ in range(2000):
            if condition():
                return
            loop(0.001)
        raise TimeoutError("the condition never held")

    return wait


@pytest.fixture
def visit(loop):
    visit = Visit(polling=False)
    yield visit
    _end(visit)


@pytest.fixture
def polling(loop):
    visit = Visit(polling=True)
    yield visit
    _end(visit)


def _end(visit):
    visit.link.close(wait=False, abort=True)
    if visit.far is not None:
        visit.far.close()
    assert len(visit.left) <= 1
    assert visit.released in ([], [1])


@pytest.fixture
def seated(visit):
    """A direct WebSocket link after its handshake."""
    visit.arrive()
    visit.read()
    return visit


@pytest.fixture
def clock(monkeypatch):
    """The monotonic clock, which stands still until a test sets `now`."""
    fake_clock = SimpleNamespace(now=1000.0)
    monkeypatch.setattr(queue_rooms.time, "monotonic", lambda: fake_clock.now)
    return fake_clock
