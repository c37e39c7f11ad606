"""A crowd of clients on one epoll: connects, answers heartbeats, counts broadcasts and answers.

It uses one thread and no library, because its own cost per message limits the measurements.
"""

from __future__ import annotations

import select
import socket
import time
import zlib
from collections import Counter
from collections.abc import Callable, Sequence

from bench.load import frames
from bench.load.client import Client, Stage, connecting_socket

PATH = "/socket.io/?EIO=4&transport=websocket"
# The product allows 300 connections a minute from one address, so the crowd uses many addresses,
# whatever server is measured.
PER_ADDRESS, ADDRESSES = 250, 190
AT_ONCE = 64
BUFFER = 256 * 1024
PATIENCE_SECONDS = 60.0
MOVE_PREFIX = b'42["slide.moved"'
SOUND_PREFIX = b'42["voice",'


class Stuck(Exception):
    """An awaited event did not come; the text says how far the run got."""


class Crowd:
    """`credentials` has one packet per client. `heard` counts broadcasts, `answered` answers."""

    def __init__(self, port: int, credentials: Sequence[str], first_address: int = 2) -> None:
        self._port = port
        self._credentials = credentials
        self._first_address = first_address
        # How many connections were begun so far.
        self.opened = 0
        self._poll = select.epoll()
        self._buffer = bytearray(BUFFER)
        self._view = memoryview(self._buffer)
        self._by_fd: dict[int, Client] = {}
        self._path = frames.handshake(f"127.0.0.1:{port}", PATH)
        self.clients: list[Client] = []
        self.heard = 0
        self.answered = 0
        self.refused: list[bytes] = []
        # Answers to votes, with the number of the voter.
        self.vote_answers: list[tuple[int, bytes]] = []
        self.seated = 0
        self.lost = 0
        # How many clients were lost in which way, as "HTTP 503", "close 1008" or "reset".
        self.losses: Counter[str] = Counter()
        self.pings = 0
        self.on_answer: Callable[[Client, bytes], None] | None = None
        self.on_seated: Callable[[Client], None] | None = None
        self.on_heard: Callable[[Client], None] | None = None
        # Gets the packets of sound, which are not counted.
        self.on_sound: Callable[[Client, bytes], None] | None = None

    def connect(
        self, count: int | None = None, at_once: int = AT_ONCE, *, may_lose: bool = False
    ) -> float:
        """Connect more clients (by default all), `at_once` at a time; return the seconds.

        Raises `Stuck` if one is turned away, unless the crowd `may_lose` some.
        """
        total = len(self._credentials) if count is None else len(self.clients) + count
        began = time.perf_counter()
        goal = total - len(self.clients) + self.seated + self.lost

        def are_connected() -> bool:
            done = self.seated + self.lost
            while len(self.clients) < total and len(self.clients) - done < at_once:
                self._begin(len(self.clients))
            return done >= goal

        self.until(are_connected, "to be seated")
        if self.lost and not may_lose:
            raise Stuck(f"{self.lost} clients were turned away: {self.refused[:1]}")
        return time.perf_counter() - began

    def until(
        self, is_done: Callable[[], bool], event: str, seconds: float = PATIENCE_SECONDS
    ) -> None:
        """Serve all clients until `is_done` returns true. Raises `Stuck`."""
        deadline = time.perf_counter() + seconds
        while not is_done():
            self.turn(0.2)
            if time.perf_counter() > deadline:
                raise Stuck(
                    f"waiting {event}: {self.seated} seated, {self.lost} lost, {self.heard} heard, "
                    f"{self.answered} answered"
                )

    def wait_answers(self, total: int) -> None:
        """Serve all clients until they have received this many acknowledgements in all."""
        self.until(lambda: self.answered >= total, f"for {total} answers")

    def hear(self, total: int, event: str = "to hear it") -> float:
        """Serve until this many broadcasts were heard in all; return the time of the last one."""
        deadline = time.perf_counter() + PATIENCE_SECONDS
        while self.heard < total:
            self.turn(0.2)
            if time.perf_counter() > deadline:
                raise Stuck(f"waiting {event}: {self.heard} of {total}, {self.lost} lost")
        return time.perf_counter()

    def idle(self, seconds: float) -> None:
        """Serve all clients for these seconds."""
        end = time.perf_counter() + seconds
        while (remaining := end - time.perf_counter()) > 0:
            self.turn(remaining)

    def turn(self, seconds: float) -> None:
        """Wait for events for at most these seconds, and handle them."""
        by_fd, read = self._by_fd, self._read
        for fd, _events in self._poll.poll(seconds, 1024):
            client = by_fd.get(fd)
            if client is None:
                continue
            if client.stage is Stage.CONNECTING:
                self._shake(client)
            else:
                read(client)

    def send(self, client: Client, text: str) -> None:
        """Send this packet as one frame."""
        self._send(client, frames.masked(text))

    def stop_reading(self, clients: Sequence[Client]) -> None:
        """Leave everything unread that these clients receive from now on."""
        for client in clients:
            self._poll.unregister(client.sock)

    def go_on_reading(self, clients: Sequence[Client]) -> None:
        for client in clients:
            self._poll.register(client.sock, select.EPOLLIN)

    def leave(self, clients: Sequence[Client]) -> None:
        """Close these connections at once, as closed tabs do."""
        for client in clients:
            if client.stage is not Stage.GONE:
                if client.stage is Stage.SEATED:
                    self.seated -= 1
                client.stage = Stage.GONE
                self._by_fd.pop(client.sock.fileno(), None)
                client.sock.close()

    def close(self) -> None:
        self.leave(self.clients)
        self._poll.close()

    def fileno(self) -> int:
        """Return a descriptor that is readable whenever `turn` has something to do."""
        return self._poll.fileno()

    def add(self, credentials: str, address: str) -> Client:
        """Begin to connect one more client from this address; `turn` does the rest."""
        return self._begin(len(self.clients), credentials, address)

    def _begin(
        self, number: int, credentials: str | None = None, address: str | None = None
    ) -> Client:
        if address is None:
            last = self._first_address + self.opened // PER_ADDRESS % ADDRESSES
            address = f"127.0.0.{last}"
        self.opened += 1
        sock = connecting_socket(address, self._port)
        client = Client(number, sock, credentials or self._credentials[number], self.opened)
        self.clients.append(client)
        self._by_fd[sock.fileno()] = client
        self._poll.register(sock, select.EPOLLOUT)
        return client

    def reconnect(self, client: Client) -> Client:
        """Connect a client that has left once more; a new client takes the old one's place."""
        new_client = self._begin(client.number, client.credentials)
        self.clients[client.number] = self.clients.pop()
        return new_client

    def _shake(self, client: Client) -> None:
        if client.sock.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR):
            self._lose(client, "not connected")
            return
        client.stage = Stage.SHAKING
        self._poll.modify(client.sock, select.EPOLLIN)
        self._send(client, self._path)

    def _send(self, client: Client, data: bytes) -> None:
        try:
            if client.sock.send(data) != len(data):
                raise Stuck("a server does not read what a client sends")
        except BlockingIOError:
            raise Stuck("a server does not read what a client sends") from None
        except OSError:
            self._lose(client, "reset")

    def _read(self, client: Client) -> None:
        buffer = self._buffer
        try:
            size = client.sock.recv_into(buffer)
        except BlockingIOError:
            return
        except OSError:
            self._lose(client, "reset")
            return
        if not size:
            self._lose(client, "closed without a word")
            return
        # The fast path: nearly always there is one short frame with one broadcast.
        if (
            buffer[1] == size - 2
            and buffer[0] == 0x81
            and not client.rest
            and buffer.startswith(MOVE_PREFIX, 2)
        ):
            self._hear(client, bytes(self._view[2:size]))
            return
        data = client.rest + bytes(self._view[:size])
        if client.stage is Stage.SHAKING:
            head, end, data = data.partition(b"\r\n\r\n")
            if not end:
                client.rest = head
                return
            if not self._accept(client, head):
                return
        at = 0
        for first, payload, at in frames.walk(data):  # noqa: B007  the last one is kept
            self._frame(client, first, payload)
            if client.stage is Stage.GONE:
                return
        client.rest = data[at:]

    def _accept(self, client: Client, head: bytes) -> bool:
        if not head.startswith(b"HTTP/1.1 101"):
            self.refused.append(head)
            self._lose(client, b" ".join(head.split(b" ", 2)[:2]).decode("latin-1"))
            return False
        if b"permessage-deflate" in head:
            client.inflate = zlib.decompressobj(-15)
        client.stage = Stage.OPENING
        return True

    def _frame(self, client: Client, first: int, payload: bytes) -> None:
        opcode = first & 0x0F
        if opcode == frames.CLOSE:
            self._lose(client, f"close {int.from_bytes(payload[:2])}")
        if opcode != frames.TEXT:
            return
        if first & frames.COMPRESSED and client.inflate is not None:
            payload = client.inflate.decompress(payload + frames.TAIL)
        if payload.startswith(MOVE_PREFIX):
            self._hear(client, payload)
        elif payload.startswith(SOUND_PREFIX) and self.on_sound is not None:
            self.on_sound(client, payload)
        elif payload == b"2":
            self.pings += 1
            self._send(client, frames.masked("3"))
        elif payload.startswith(b"43"):
            self._answer(client, payload)
        elif payload.startswith(b"0"):
            self._send(client, frames.masked(client.credentials))
        elif payload.startswith(b"40"):
            client.stage = Stage.SEATED
            self.seated += 1
            if self.on_seated is not None:
                self.on_seated(client)
        elif payload.startswith((b"44", b"41", b"1")):
            self.refused.append(payload)
            self._lose(client, f"packet {payload[:2].decode()}")

    def _hear(self, client: Client, payload: bytes) -> None:
        client.heard.append(payload)
        self.heard += 1
        if self.on_heard is not None:
            self.on_heard(client)

    def _answer(self, client: Client, payload: bytes) -> None:
        if b'"ok":false' in payload:
            self.refused.append(payload)
        # The numbers of votes have several digits.
        if payload[3:4] != b"[":
            self.vote_answers.append((client.voter, payload))
        self.answered += 1
        if self.on_answer is not None:
            self.on_answer(client, payload)

    def _lose(self, client: Client, way: str) -> None:
        self.leave([client])
        self.lost += 1
        self.losses[way] += 1
