"""eventlet's loop in the tests' own process: nothing of the standard library is patched."""

import pytest

from tests.quiet_eventlet import eventlet, hubs


@pytest.fixture
def loop():
    """Let the loop run for some seconds; at the end it must watch nothing more than before."""
    hub = hubs.get_hub()
    before = {kind: set(found) for kind, found in hub.listeners.items()}
    yield eventlet.sleep
    assert {kind: set(found) for kind, found in hub.listeners.items()} == before


@pytest.fixture
def until(loop):
    """Let the loop run until something is so."""

    def wait(is_so):
        for _ in range(2000):
            if is_so():
                return
            loop(0.001)
        raise TimeoutError("it never was")

    return wait
