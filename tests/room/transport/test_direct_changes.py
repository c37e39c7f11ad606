"""Upgrading a link from polling to WebSocket loses nothing and keeps the order."""

import queue
import socket
import time

import pytest
from engineio import packet

from tests.room.transport.visits import KEY, event, message
from tests.room.transport.wires import client_frame
from webinar.room.transport.frames import text_frame
from webinar.room.transport.handshake import TAKE_CONNECTION, TakenConnection


def test_polling_client_survives_a_ping_after_a_standstill(polling, monkeypatch):
    later = time.monotonic() + 60
    monkeypatch.setattr(time, "monotonic", lambda: later)

    polling.link.ping()

    assert polling.poll() == ["2"]
    assert not polling.link.closed


def probe(polling):
    polling.arrive()
    polling.send(client_frame("2probe"))


def test_upgrade_loses_nothing_and_keeps_the_order(polling, until):
    polling.link.say(event(1))
    assert polling.poll() == [message(1).encode()]
    probe(polling)
    until(lambda: polling.link.is_probed)
    polling.link.say(event(2))
    assert polling.poll() == ["6", message(2).encode()]
    polling.link.say(event(3))
    polling.link.say(event(4))
    polling.send(client_frame("5"), client_frame("42[1]"))
    until(lambda: polling.delivered)
    polling.link.say(event(5))

    _, _, rest = polling.read().partition(b"\r\n\r\n")
    expected = ["3probe", *(message(number).encode() for number in (3, 4, 5))]
    assert rest == b"".join(text_frame(text) for text in expected)
    assert polling.delivered == ["2[1]"]
    assert polling.link.queue.queue.maxlen == 0


def test_upgrade_ends_a_waiting_poll(polling, until):
    probe(polling)
    until(lambda: polling.link.is_probed)
    old = polling.link.queue
    polling.poll()
    polling.send(client_frame("5"))
    until(lambda: polling.link.upgraded)

    assert old.get(block=False).packet_type == packet.NOOP
    polling.link.queue.task_done()
    with pytest.raises(queue.Empty):
        polling.link.queue.get(block=False)


def test_no_ping_is_sent_during_the_upgrade(polling, until):
    polling.link.ping()
    probe(polling)
    until(lambda: polling.link.is_probed)
    polling.link.ping()

    assert polling.poll() == ["2", "6"]


@pytest.mark.parametrize("wrong", ["5", "42[1]", "1", "2probe"])
def test_failed_probe_leaves_polling_unchanged(polling, until, wrong):
    polling.arrive()
    if wrong == "2probe":
        polling.send(client_frame("2probe"))
    polling.send(client_frame(wrong))
    until(lambda: polling.released)

    assert not polling.link.upgrading and not polling.link.closed
    polling.link.say(event(1))
    assert polling.poll()[-1] == message(1).encode()
    assert polling.delivered == []


def test_probe_may_succeed_after_a_failed_one(polling, until):
    polling.arrive()
    polling.far.close()
    until(lambda: polling.released)
    polling.released.clear()
    probe(polling)
    polling.send(client_frame("5"))
    until(lambda: polling.link.upgraded)

    assert not polling.link.closed


def test_client_gone_before_the_answer_keeps_polling(polling):
    """Planted fault: the link stayed in upgrade for ever, and every poll came back empty."""
    polling.arrive(gone=True)

    assert not polling.link.upgrading and not polling.link.closed
    assert polling.link.stream is None


def test_refused_upgrade_is_not_taken_for_a_poll_answer(polling):
    """Planted fault: the library parsed the body as packets of a poll and failed."""
    body = polling.arrive(HTTP_SEC_WEBSOCKET_VERSION="8")

    assert polling.answered[0][0] == "426 Upgrade Required"
    assert not isinstance(body, (list, dict)) and b"".join(body) == b""
    assert not polling.link.closed and not polling.link.upgrading


def test_link_closed_during_the_probe_ends_poll_and_connection(polling, until):
    probe(polling)
    until(lambda: polling.link.is_probed)
    polling.link.let_go()

    assert polling.poll() == ["6", None]
    assert polling.released == [1] and len(polling.left) == 1
    assert "one" not in polling.server.sockets


def test_first_of_two_simultaneous_upgrades_is_kept(polling):
    """Planted fault: the second replaced the first, which was never closed."""
    near, far = socket.socketpair()
    near.setblocking(False)
    released = []

    def take_while_another_comes():
        polling.arrive()
        return TakenConnection(near, b"", lambda: released.append(1))

    environ = {
        "HTTP_SEC_WEBSOCKET_VERSION": "13",
        "HTTP_SEC_WEBSOCKET_KEY": KEY,
        TAKE_CONNECTION: take_while_another_comes,
    }
    polling.link._upgrade_websocket(environ, None)

    assert released == [1] and far.recv(10) == b""
    assert polling.read().startswith(b"HTTP/1.1 101 ")
    assert polling.released == [] and polling.link.upgrading
    far.close()


def test_link_closed_during_the_takeover_leaves_no_connection_open(visit):
    near, far = socket.socketpair()
    near.setblocking(False)
    released = []

    def take_while_it_goes():
        visit.link.close(wait=False, abort=True)
        return TakenConnection(near, b"", lambda: released.append(1))

    environ = {
        "HTTP_SEC_WEBSOCKET_VERSION": "13",
        "HTTP_SEC_WEBSOCKET_KEY": KEY,
        TAKE_CONNECTION: take_while_it_goes,
    }
    visit.link._upgrade_websocket(environ, None)

    assert released == [1] and far.recv(10) == b""
    assert not visit.link.connected
    far.close()
