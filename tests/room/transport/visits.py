"""Make a server's link with the client's end of its connection, for tests of direct links."""

import socket
import time

import engineio
from engineio.socket import Socket

from webinar.room.transport.broadcast_frame import Frame
from webinar.room.transport.direct import DirectLink
from webinar.room.transport.handshake import TAKE_CONNECTION, TakenConnection
from webinar.room.transport.links import guard

KEY = "dGhlIHNhbXBsZSBub25jZQ=="


class Visit:
    """One link of a server, and the client's end of its connection."""

    kind = DirectLink

    def __init__(self, *, polling):
        self.left, self.delivered, self.released = [], [], []
        self.server = engineio.Server(async_mode="threading", ping_interval=5, ping_timeout=10)
        self.server.on("disconnect", lambda sid, reason: self.left.append(reason))

        class OurLink(self.kind):
            deliver = staticmethod(lambda link, text: self.deliver(link, text))

        socket_of_library = Socket(self.server, "one")
        socket_of_library.connected = polling
        self.server.sockets["one"] = socket_of_library
        self.link = guard(socket_of_library, now=time.monotonic(), kind=OurLink)
        self.answered = []
        self.far = None

    def deliver(self, _link, text):
        self.delivered.append(text)

    def connections(self):
        """Return the server's end and the client's end of a new connection."""
        near, far = socket.socketpair()
        near.setblocking(False)
        far.setblocking(False)
        return near, far

    def arrive(self, behind=b"", gone=False, **headers):
        """Request a WebSocket for this link; return the application's answer."""
        near, self.far = self.connections()
        if gone:
            self.far.close()
        environ = {
            "HTTP_SEC_WEBSOCKET_VERSION": "13",
            "HTTP_SEC_WEBSOCKET_KEY": KEY,
            TAKE_CONNECTION: lambda: TakenConnection(near, behind, lambda: self.released.append(1)),
            **headers,
        }
        body = self.link._upgrade_websocket(
            environ, lambda status, headers: self.answered.append((status, dict(headers)))
        )
        if self.link.stream is None and not self.released:
            near.close()
        return body

    def send(self, *frames):
        self.far.send(b"".join(frames))

    def read(self):
        try:
            return self.far.recv(1_000_000)
        except BlockingIOError:
            return b""

    def poll(self):
        """Return the packets that a poll would get now, encoded; None means that the poll ends."""
        packets = []
        while self.link.queue.queue:
            packet = self.link.queue.get(block=False)
            packets.append(None if packet is None else packet.encode())
        return packets


def event(number):
    return Frame("said", {"n": number})


def message(number):
    return event(number).packet
