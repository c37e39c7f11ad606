"""The WebSocket of the threading mode keeps the order, the limits and whole frames."""

import socket
import threading

import pytest

from tests.protocol.waiting import PATIENCE_S
from tests.room.transport.wires import client_frame
from webinar.room.transport import threaded_websocket
from webinar.room.transport.broadcast_frame import Frame
from webinar.room.transport.frames import (
    CLOSE,
    PING,
    PONG,
    TEXT,
    TOO_LONG,
    close_frame,
    control_frame,
    text_frame,
)
from webinar.room.transport.threaded_websocket import ThreadedWebSocket

LONGEST = 100


@pytest.fixture
def ends():
    """The client's connection and the server's."""
    client, connection = socket.socketpair()
    client.settimeout(PATIENCE_S)
    connection.settimeout(PATIENCE_S)
    with client, connection:
        yield client, connection


@pytest.fixture
def control_frames():
    """One entry for each control frame that was counted."""
    return []


@pytest.fixture
def websocket(ends, control_frames):
    _client, connection = ends
    return ThreadedWebSocket(connection, b"", LONGEST, lambda: control_frames.append(1))


def received(client):
    """Everything that arrives until the server closes its side."""
    return b"".join(iter(lambda: client.recv(65536), b""))


def test_messages_before_a_bad_frame_are_read_and_answered_first(ends, websocket):
    """Planted fault: the close frame was sent as soon as the bad frame had been read."""
    client, _connection = ends
    client.sendall(client_frame("first") + client_frame("x" * (LONGEST + 1)))

    assert websocket.wait() == "first"
    assert websocket.wait() is None
    websocket.send("the answer")
    websocket.close()

    assert received(client) == text_frame("the answer") + close_frame(TOO_LONG)


def test_message_in_endless_empty_pieces_is_too_long(ends, websocket):
    """Planted fault: the library counted the bytes of the pieces alone."""
    client, _connection = ends
    client.sendall(client_frame("4", TEXT, fin=False) + client_frame("", 0, fin=False) * LONGEST)

    assert websocket.wait() is None
    websocket.close()

    assert received(client) == close_frame(TOO_LONG)


def test_unread_messages_stay_in_the_network(ends, websocket):
    """Planted fault: the library's thread read on, and kept any number of messages."""
    client, _connection = ends
    client.setblocking(False)
    message = client_frame("x" * LONGEST)
    client.sendall(message)
    assert websocket.wait() == "x" * LONGEST

    with pytest.raises(BlockingIOError):
        for _ in range(100_000):
            client.send(message)


def test_pings_are_answered_and_counted(ends, websocket, control_frames):
    client, _connection = ends
    frames = [client_frame("one", PING), client_frame("", PONG), client_frame("message")]
    client.sendall(b"".join(frames))

    assert websocket.wait() == "message"
    websocket.close()

    assert received(client) == control_frame(PONG, b"one") + close_frame(1000)
    assert len(control_frames) == 2


@pytest.mark.parametrize(
    ("payload", "code", "answer"), [(b"", 1005, 1000), (b"\x03\xe9", 1001, 1001)]
)
def test_code_of_the_client_is_kept_and_answered(ends, websocket, payload, code, answer):
    client, _connection = ends
    client.sendall(client_frame(payload, CLOSE))

    assert websocket.wait() is None
    websocket.close()

    assert websocket.close_code == code
    assert received(client) == close_frame(answer)


def test_bytes_behind_the_request_are_read_first(ends):
    client, connection = ends
    frames = client_frame("first") + client_frame("second")
    websocket = ThreadedWebSocket(connection, frames[:9], LONGEST, lambda: None)
    client.sendall(frames[9:])

    assert [websocket.wait(), websocket.wait()] == ["first", "second"]


def test_long_message_arrives_whole(ends, websocket):
    """Planted fault: a `send` with a time limit stopped halfway, and its rest was forgotten."""
    client, _connection = ends
    text = "x" * 2**20
    writer = threading.Thread(target=lambda: (websocket.send(text), websocket.close()))
    writer.start()

    data = received(client)
    writer.join()

    assert data == text_frame(text) + close_frame(1000)


def test_broadcast_is_sent_as_it_was_framed_for_all(ends, websocket):
    client, _connection = ends
    frame = Frame("voice.bundle", {"n": 1, "d": "AAMA"}, attachment="d")

    websocket.send(frame)
    websocket.close()

    assert received(client) == frame.bytes + close_frame(1000)


class StalledConnection:
    """A connection whose client takes ten bytes, and no more in time."""

    def __init__(self):
        self.sent = []

    def send(self, data):
        if self.sent:
            raise TimeoutError
        self.sent.append(bytes(data[:10]))
        return 10


def test_nothing_follows_half_a_frame():
    """Planted fault: the next frame was sent in the middle of the one that had timed out."""
    connection = StalledConnection()
    websocket = ThreadedWebSocket(connection, b"", LONGEST, lambda: None)
    with pytest.raises(TimeoutError):
        websocket.send("a message of more than ten bytes")

    for act in (lambda: websocket.send("another"), websocket.close):
        with pytest.raises(ConnectionError):
            act()

    assert len(connection.sent) == 1
    assert websocket.wait() is None


def test_end_is_seen_by_a_client_that_still_sends(ends, websocket):
    """Planted fault: the connection was closed with bytes unread, which resets it."""
    client, connection = ends
    client.sendall(client_frame("x" * (LONGEST + 1)) + b"more" * 1000)
    assert websocket.wait() is None
    client.shutdown(socket.SHUT_WR)

    websocket.finish()
    connection.close()

    assert received(client) == close_frame(TOO_LONG)


def test_client_that_sends_on_is_not_read_for_ever(ends, websocket, monkeypatch):
    client, connection = ends
    monkeypatch.setattr(threaded_websocket, "_LINGER_BYTES", 1000)
    client.sendall(bytes(5000))

    websocket.finish()

    connection.setblocking(False)
    assert connection.recv(65536), "all was read"


def test_nothing_is_read_after_hanging_up(ends, websocket):
    """Planted fault: reading on left the client waiting for room to send instead of an error."""
    client, connection = ends
    client.sendall(client_frame("x") + bytes(5000))

    websocket.hang_up()
    websocket.finish()

    assert websocket.wait() is None
    assert connection.recv(65536), "all was read"
