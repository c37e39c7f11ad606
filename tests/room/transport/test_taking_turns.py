"""Simultaneous page requests start one by one, and sockets are served in between."""

import socket

import pytest

from tests.quiet_eventlet import eventlet, hubs
from webinar.kit import concurrency
from webinar.kit.concurrency import HASTY_TURNS, Turns
from webinar.kit.web import headers


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


def begin_in_turn(loop_events, until, *hastes):
    """Take turns in this order behind a page that holds the first; return the order of the rest."""
    turns, order = Turns(), []
    start_pages(loop_events, turns, 1)
    for number, in_haste in enumerate(hastes):
        eventlet.spawn_n(
            lambda number, in_haste: (turns.take(in_haste=in_haste), order.append(number)),
            number,
            in_haste,
        )
    until(lambda: len(order) == len(hastes))
    assert not turns._waiting and not turns._hasty
    return order


def test_those_in_haste_begin_first_in_the_order_they_came(loop_events, loop, until):
    order = begin_in_turn(loop_events, until, False, True, False, True, True)

    assert order == [1, 3, 4, 0, 2]


def test_haste_of_others_keeps_nobody_out(loop_events, loop, until):
    hasty = [True] * (2 * HASTY_TURNS)

    order = begin_in_turn(loop_events, until, False, False, *hasty)

    assert [order.index(0), order.index(1)] == [HASTY_TURNS, 2 * HASTY_TURNS + 1]


@pytest.mark.parametrize(
    ("environ", "has_begun"),
    [
        ({}, False),
        ({"HTTP_COOKIE": "language=kk"}, False),
        ({"HTTP_COOKIE": "language=kk; session=abc"}, True),
        ({"HTTP_COOKIE": "__Host-session=abc"}, True),
        ({"HTTP_X_SEAT": "1.2.abc"}, True),
    ],
)
def test_client_with_a_session_or_a_seat_has_begun(environ, has_begun):
    assert headers._has_begun(environ) is has_begun


def test_no_page_waits_in_threading_mode():
    turns = Turns()

    for _ in range(3):
        turns.take()
