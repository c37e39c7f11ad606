"""A WebSocket client that can send what no library would."""

import base64
import json
import os
import socket
import struct
import time
from contextlib import suppress

from tests.protocol.waiting import PATIENCE_S

TEXT, BINARY, CLOSE, PING = 1, 2, 8, 9
SOCKET_IO = "/socket.io/?EIO=4&transport=websocket"


class Closed(Exception):
    """The server closed the connection."""


def is_tick(packet):
    """Whether a packet says only that time has passed."""
    return packet.startswith('42["room.tick",')


def connect(server, source="127.0.0.1", buffer=None):
    """Return a connection without a request; `buffer` limits what the kernel keeps unread."""
    link = socket.socket()
    if buffer:
        link.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, buffer)
    link.bind((source, 0))
    link.settimeout(PATIENCE_S)
    link.connect(("127.0.0.1", server.port))
    return link


def was_cut(link, begin=b"", drip=b""):
    """Whether the server ends the connection while we send `drip` five times a second."""
    deadline = time.monotonic() + PATIENCE_S
    link.settimeout(0.2)
    try:
        link.sendall(begin)
        while time.monotonic() < deadline:
            with suppress(TimeoutError):
                if not link.recv(65536):
                    return True
            link.sendall(drip)
    except ConnectionError:
        return True
    return False


class Raw:
    """A connection after its handshake; `status` and `head` are the server's answer.

    `heard` are the broadcasts that came during a wait for something else, as (name, body);
    `ticks` are the bodies of all ticks that were read.

    `source` is the client's address: the server counts connections by it. A header that is None
    is left out; `behind` are bytes sent right after the head, in the same segment.
    `tls` is the context of an encrypted connection.
    """

    def __init__(
        self,
        server,
        path=SOCKET_IO,
        headers=(),
        source="127.0.0.1",
        buffer=None,
        behind=b"",
        tls=None,
    ):
        self.socket = connect(server, source, buffer)
        if tls is not None:
            self.socket = tls.wrap_socket(self.socket)
        self._bytes = b""
        self._ack = 0
        self.heard = []
        self.ticks = []
        key = base64.b64encode(os.urandom(16)).decode()
        fields = {
            "Host": f"127.0.0.1:{server.port}",
            "Upgrade": "websocket",
            "Connection": "Upgrade",
            "Sec-WebSocket-Key": key,
            "Sec-WebSocket-Version": "13",
            **dict(headers),
        }
        header_lines = (f"{name}: {value}" for name, value in fields.items() if value is not None)
        lines = [f"GET {path} HTTP/1.1", *header_lines]
        self.socket.sendall("\r\n".join([*lines, "", ""]).encode() + behind)
        try:
            self.head = self._until(b"\r\n\r\n").decode("latin-1")
        except BaseException:
            self.socket.close()
            raise
        self.status = int(self.head.split()[1])

    def __enter__(self):
        return self

    def __exit__(self, *_error):
        self.socket.close()

    def sit(self, seat):
        """Take a seat. Broadcasts may come before the answer: whoever is seated hears them."""
        assert self.packet().startswith("0{")
        self.send("40" + json.dumps({"seat": seat}))
        answer = self._wait(lambda packet: not packet.startswith("42["))
        assert answer.startswith("40"), answer
        return self

    def send(self, message, opcode=TEXT, fin=True):
        """Send one frame, masked as a client's must be; lone surrogates are sent as they are."""
        data = message if isinstance(message, bytes) else message.encode("utf-8", "surrogatepass")
        head = bytes([(0x80 if fin else 0) | opcode])
        if len(data) < 126:
            head += bytes([0x80 | len(data)])
        elif len(data) < 65536:
            head += bytes([0x80 | 126]) + struct.pack("!H", len(data))
        else:
            head += bytes([0x80 | 127]) + struct.pack("!Q", len(data))
        # With a mask of zeros the masked bytes equal the original ones.
        self.socket.sendall(head + bytes(4) + data)

    def frame(self):
        """Return the next frame as (opcode, data), without ticks, which may come at any time."""
        while True:
            opcode, data = self._next_frame()
            if not (opcode == TEXT and is_tick(data.decode())):
                return opcode, data

    def _next_frame(self):
        first, second = self._take(2)
        length = second & 0x7F
        if length == 126:
            [length] = struct.unpack("!H", self._take(2))
        elif length == 127:
            [length] = struct.unpack("!Q", self._take(8))
        opcode, data = first & 0x0F, self._take(length)
        if opcode == TEXT and is_tick(data.decode()):
            self.ticks.append(json.loads(data[2:])[1])
        return opcode, data

    def packet(self):
        """Return the next Engine.IO packet; heartbeats are answered and not returned."""
        while True:
            opcode, data = self.frame()
            if opcode == CLOSE:
                raise Closed(data)
            if opcode == TEXT and data == b"2":
                self.send("3")
            elif opcode == TEXT:
                return data.decode()

    def call(self, name, fields):
        """Send a command and wait for its acknowledgement; broadcasts heard meanwhile are kept."""
        return self.exchange(json.dumps([name, fields], ensure_ascii=False))

    def exchange(self, event):
        """Send any text as an event, and wait for its acknowledgement."""
        self._ack += 1
        self.send(f"42{self._ack}{event}")
        return self.answer(self._ack)

    def answer(self, number):
        begin = f"43{number}["
        return json.loads(self._wait(lambda packet: packet.startswith(begin))[len(begin) - 1 :])[0]

    def hear(self, name):
        """Return the next broadcast of this name, already heard or still to come."""
        for at, (heard_name, body) in enumerate(self.heard):
            if heard_name == name:
                del self.heard[at]
                return body
        packet = self._wait(lambda packet: packet.startswith(f'42["{name}"'))
        return json.loads(packet[2:])[1]

    def drain(self):
        """Read until the server closes; return the number of bytes that still came."""
        count = len(self._bytes)
        with suppress(ConnectionError):
            while part := self.socket.recv(65536):
                count += len(part)
        return count

    def is_open(self):
        """Whether the server still answers."""
        try:
            self.call("room.snapshot", {})
        except (Closed, OSError):
            return False
        return True

    def _wait(self, is_wanted, seconds=PATIENCE_S):
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            packet = self.packet()
            if is_wanted(packet):
                return packet
            if packet.startswith("42["):
                name, body = json.loads(packet[2:])
                self.heard.append((name, body))
            elif packet.startswith("451-"):
                self.heard.append(self._with_attachment(packet))
        raise TimeoutError("the server did not say it")

    def _with_attachment(self, packet):
        """Return the broadcast, with the bytes of the next frame in the place that it names."""
        name, body = json.loads(packet.removeprefix("451-"))
        opcode, data = self._next_frame()
        assert opcode == BINARY
        place = {"_placeholder": True, "num": 0}
        return name, {key: data if value == place else value for key, value in body.items()}

    def _take(self, count):
        while len(self._bytes) < count:
            self._more()
        taken, self._bytes = self._bytes[:count], self._bytes[count:]
        return taken

    def _until(self, end):
        while end not in self._bytes:
            self._more()
        taken, _, self._bytes = self._bytes.partition(end)
        return taken + end

    def _more(self):
        try:
            part = self.socket.recv(65536)
        except ConnectionResetError:
            part = b""
        if not part:
            raise Closed
        self._bytes += part
