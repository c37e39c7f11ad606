"""Pages that come at once begin one after the other, and sockets are heard in between."""

import socket

import pytest

from tests.quiet_eventlet import eventlet, hubs
from webinar.kit import concurrency
from webinar.kit.concurrency import Turns


@pytest.fixture
def seen(loop, monkeypatch):
    """What happened in the loop; in each of its rounds a socket is found readable."""
    monkeypatch.setattr(concurrency, "mode", lambda: "eventlet")
    happened = []
    hub = hubs.get_hub()
    near, far = socket.socketpair()
    with near, far:
        far.send(b"x")
        listener = hub.add(
            hub.READ, near.fileno(), lambda _: happened.append("socket"), print, print
        )
        yield happened
        hub.remove(listener)


def begin(happened, turns, count):
    for _ in range(count):
        eventlet.spawn_n(lambda: (turns.take(), happened.append("page")))


def test_between_two_pages_every_socket_is_heard(seen, loop, until):
    """Planted fault: all pages that had come were made before anything else was looked at."""
    turns = Turns()
    begin(seen, turns, 5)
    until(lambda: seen.count("page") == 5)

    places = [at for at, one in enumerate(seen) if one == "page"]
    assert all("socket" in seen[a:b] for a, b in zip(places, places[1:], strict=False))


def test_a_page_that_comes_alone_does_not_wait(seen, loop, until):
    turns = Turns()
    begin(seen, turns, 1)
    until(lambda: "page" in seen)
    begin(seen, turns, 1)
    until(lambda: seen.count("page") == 2)

    assert not turns._waiting


def test_with_threads_nobody_waits():
    turns = Turns()

    for _ in range(3):
        turns.take()
