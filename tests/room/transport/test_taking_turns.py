"""Simultaneous page requests start one by one, and sockets are served in between."""

import socket

import pytest

from tests.quiet_eventlet import eventlet, hubs
from webinar.kit import concurrency
from webinar.kit.concurrency import Turns


@pytest.fixture
def loop_events(loop, monkeypatch):
    """The events of the loop, in which a socket is readable in every round."""
    monkeypatch.setattr(concurrency, "mode", lambda: "eventlet")
    events = []
    hub = hubs.get_hub()
    near, far = socket.socketpair()
    with near, far:
        far.send(b"x")
        listener = hub.add(hub.READ, near.fileno(), lambda _: events.append("socket"), print, print)
        yield events
        hub.remove(listener)


def start_pages(events, turns, count):
    for _ in range(count):
        eventlet.spawn_n(lambda: (turns.take(), events.append("page")))


def test_sockets_are_served_between_two_pages(loop_events, loop, until):
    """Planted fault: all waiting pages were rendered before any socket was served."""
    turns = Turns()
    start_pages(loop_events, turns, 5)
    until(lambda: loop_events.count("page") == 5)

    places = [at for at, name in enumerate(loop_events) if name == "page"]
    assert all("socket" in loop_events[a:b] for a, b in zip(places, places[1:], strict=False))


def test_lone_page_does_not_wait(loop_events, loop, until):
    turns = Turns()
    start_pages(loop_events, turns, 1)
    until(lambda: "page" in loop_events)
    start_pages(loop_events, turns, 1)
    until(lambda: loop_events.count("page") == 2)

    assert not turns._waiting


def test_no_page_waits_in_threading_mode():
    turns = Turns()

    for _ in range(3):
        turns.take()
