"""The WebSocket of the threading mode works around a fault of its library."""

import socket
import threading

import pytest
import simple_websocket

from tests.protocol.waiting import until
from webinar.room.transport.threaded_websocket import mend

HANDSHAKE = {
    "HTTP_HOST": "localhost",
    "HTTP_UPGRADE": "websocket",
    "HTTP_CONNECTION": "Upgrade",
    "HTTP_SEC_WEBSOCKET_KEY": "dGhlIHNhbXBsZSBub25jZQ==",
    "HTTP_SEC_WEBSOCKET_VERSION": "13",
}
# A masked text frame; a mask of zeros changes nothing.
TWELVE_BYTES = bytes((0x81, 0x80 | 12, 0, 0, 0, 0)) + b"twelve bytes"


class SlowConnection:
    """A connection that sends only once the WebSocket's reader has looked and waits again."""

    def __init__(self, connection, websocket):
        self._connection, self._websocket = connection, websocket

    def __getattr__(self, name):
        return getattr(self._connection, name)

    def sendall(self, data):
        until(lambda: not self._websocket.event.is_set())
        self._connection.sendall(data)


def test_reader_ends_when_a_message_is_too_long():
    """Planted fault: woken before the connection was marked as closed, the reader waited on."""
    client, connection = socket.socketpair()
    with client, connection:
        environ = {"werkzeug.socket": connection, **HANDSHAKE}
        websocket = simple_websocket.Server(environ, max_message_size=10)
        websocket.sock = SlowConnection(connection, websocket)
        mend(websocket)
        reader = threading.Thread(target=expect_end, args=[websocket], daemon=True)
        reader.start()

        client.sendall(TWELVE_BYTES)

        until(lambda: not reader.is_alive())


def expect_end(websocket):
    with pytest.raises(simple_websocket.ConnectionClosed):
        while True:
            websocket.receive()
