"""Simultaneous page requests start one by one, and sockets are served in between."""

import socket

import pytest

from tests.quiet_eventlet import eventlet, hubs
from webinar.kit import concurrency
from webinar.kit.concurrency import Turns


@pytest.fixture
def seen(loop, monkeypatch):
    """What happened in the loop, where a socket is readable in every round."""
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


def test_sockets_are_served_between_two_pages(seen, loop, until):
    """Planted fault: all waiting pages were rendered before any socket was served."""
    turns = Turns()
    begin(seen, turns, 5)
    until(lambda: seen.count("page") == 5)

    places = [at for at, name in enumerate(seen) if name == "page"]
    assert all("socket" in seen[a:b] for a, b in zip(places, places[1:], strict=False))


def test_lone_page_does_not_wait(seen, loop, until):
    turns = Turns()
    begin(seen, turns, 1)
    until(lambda: "page" in seen)
    begin(seen, turns, 1)
    until(lambda: seen.count("page") == 2)

    assert not turns._waiting


def test_nobody_waits_in_threading_mode():
    turns = Turns()

    for _ in range(3):
        turns.take()
