"""A direct link ends once and frees everything; a goodbye is evidence of presence."""

import logging

import pytest

from tests.room.transport.visits import event, message
from tests.room.transport.wires import client_frame
from webinar.room.transport import direct
from webinar.room.transport.broadcast_frame import Frame
from webinar.room.transport.frames import close_frame, text_frame
from webinar.room.transport.handshake import TAKE_CONNECTION
from webinar.room.transport.links import MAX_STRIKES


def test_server_close_is_sent_and_reported_once(seated):
    seated.link.close(wait=False, reason="enough")
    seated.link.close(wait=False)
    seated.link.let_go()

    assert seated.read() == text_frame("1") + close_frame(1000)
    assert seated.left == ["enough"]
    assert seated.released == [1]
    assert seated.server.sockets == {}


def test_nothing_is_sent_to_a_client_that_is_gone(seated):
    seated.link.let_go()
    seated.read()

    seated.link.say(event(1))
    seated.link.send(message(2))
    seated.link.ping()

    assert seated.read() == b""


@pytest.mark.parametrize(
    ("last", "reason"),
    [(client_frame("1"), "client disconnect"), (client_frame(b"\x03\xe9", 8), "transport close")],
)
def test_a_goodbye_is_evidence_of_presence(seated, until, last, reason):
    seated.link.heard_at -= 4
    before = seated.link.heard_at
    seated.send(last)
    until(lambda: seated.left)

    assert seated.left == [reason]
    assert seated.link.heard_at > before + 3


def test_lost_connection_is_not_evidence_of_presence(seated, until):
    seated.link.heard_at -= 4
    before = seated.link.heard_at
    seated.far.close()
    until(lambda: seated.left)

    assert seated.left == ["transport close"]
    assert seated.link.heard_at == before


@pytest.mark.parametrize(
    "frame",
    [client_frame("3"), client_frame("42[]"), client_frame(b"", 9), client_frame(b"", 10)],
    ids=["pong", "event", "ping of the WebSocket", "pong of the WebSocket"],
)
def test_every_frame_is_evidence_of_presence(seated, until, frame):
    seated.link.heard_at -= 4
    before = seated.link.heard_at
    seated.send(frame)
    until(lambda: seated.link.heard_at > before + 3)

    assert not seated.link.closed


@pytest.mark.parametrize(
    "bad",
    [client_frame("nonsense"), client_frame(""), client_frame(b"x", 2), client_frame("2probe")],
)
def test_invalid_frame_is_a_strike_and_the_last_strike_closes(seated, until, bad):
    seated.send(*[bad] * (MAX_STRIKES - 1), client_frame("42[]"))
    until(lambda: seated.delivered)
    was_open = not seated.link.closed
    seated.send(bad, client_frame("42[2]"))
    until(lambda: seated.left)

    assert was_open
    assert seated.delivered == ["2[]"]


def test_flood_closes_its_link_midway(seated, until):
    seated.link.frames_left = 10
    seated.send(client_frame("42[]") * 30)
    until(lambda: seated.left)

    assert 10 <= len(seated.delivered) <= 11


def test_a_disconnect_handler_may_close_the_link_again(seated):
    seated.server.on("disconnect", lambda *_: (seated.left.append(1), seated.link.let_go()))
    seated.link.close()

    assert seated.left == [1] and seated.released == [1]


def test_link_uses_the_library_path_without_a_connection_to_take(visit, monkeypatch):
    calls = []
    monkeypatch.setattr(
        direct.Link, "_upgrade_websocket", lambda *arguments: calls.append(arguments) or ["theirs"]
    )

    assert visit.arrive(**{TAKE_CONNECTION: None}) == ["theirs"]
    visit.link.connected = visit.link.upgraded = True
    visit.link.say(event(1))
    assert visit.poll() == [message(1).encode()]


def test_a_client_that_does_not_read_is_closed_and_logged(seated, caplog):
    with caplog.at_level(logging.WARNING):
        for _ in range(3000):
            seated.link.say(Frame("said", "x" * 1000))

    assert seated.link.closed
    assert caplog.text.count("does not read") == 1
    assert len(seated.left) == 1
