"""People who join a session at one moment, each with a browser's connections, on one epoll.

A browser has one connection for pages and files, used for one request after another and then kept
open, and one for the socket, which belongs to the crowd.
"""

from __future__ import annotations

import heapq
import json
import select
import socket
import time
from collections.abc import Sequence

from bench.audit.discrepancy import Discrepancy
from bench.load import responses
from bench.load.client import Client, Stage, connecting_socket
from bench.load.crowd import BUFFER, Crowd
from bench.load.responses import Request
from bench.load.visit import Person, Seat, Wait, check_snapshot, visit

# A server limits joins and connections by address, and each person has two connections.
PER_ADDRESS, FIRST_ADDRESS, ADDRESSES = 100, 10, 180
SNAPSHOT = '421["room.snapshot",{}]'
# A client that is not in after these seconds has been cut off.
PATIENCE_SECONDS = 120.0


class Visitor:
    """A person on the way in. `member` is 0, and `in_at` None, until the snapshot has come."""

    def __init__(self, person: Person, code: str, place: int) -> None:
        self.person = person
        self.place = place
        self.way = visit(code, person)
        self.request = Request("connection", "")
        self.cookies: dict[str, str] = {}
        self.data = b""
        self.sock: socket.socket | None = None
        self.client: Client | None = None
        self.seat: Seat | None = None
        self.in_at: float | None = None
        # How often the server asked to come back later.
        self.waits = 0
        # The step at which the server cut this person off.
        self.cut_off = ""


class Visitors:
    """Lets people into the session `code`; `crowd` gets their sockets."""

    def __init__(
        self,
        port: int,
        code: str,
        crowd: Crowd,
        people: Sequence[Person],
        first_address: int = FIRST_ADDRESS,
    ) -> None:
        self._first_address = first_address
        self._port, self._code, self._crowd = port, code, crowd
        self.all = [Visitor(person, code, place) for place, person in enumerate(people)]
        # How many are in or were cut off, and how many sockets were lost when that was counted.
        self._done = 0
        self._lost = crowd.lost
        self._poll = select.epoll()
        self._poll.register(crowd.fileno(), select.EPOLLIN)
        self._by_fd: dict[int, Visitor] = {}
        self._by_client: dict[int, Visitor] = {}
        self._later: list[tuple[float, int]] = []
        self._buffer = bytearray(BUFFER)

    def come(self) -> float:
        """Let all come at one moment; return that moment, of `time.perf_counter`.

        It ends when each is in or has been cut off. Raises `Discrepancy`.
        """
        began = time.perf_counter()
        # A host who shares the crowd has been answered before.
        self._crowd.on_seated, self._crowd.on_answer = self._on_seated, self._on_answer
        for visitor in self.all:
            self._connect(visitor)
            if visitor.place % 64 == 63:
                self._turn(0)
        while self._done < len(self.all) and time.perf_counter() - began < PATIENCE_SECONDS:
            self._turn(0.05)
        for visitor in self.all:
            if visitor.in_at is None and not visitor.cut_off:
                visitor.cut_off = "socket" if visitor.seat else visitor.request.step
        self._crowd.on_seated = self._crowd.on_answer = None
        return began

    def close(self) -> None:
        """Close the connections for pages. The sockets belong to the crowd."""
        for visitor in self.all:
            if visitor.sock is not None:
                visitor.sock.close()
        self._poll.close()

    def _count_lost(self) -> None:
        """Count those whose socket was closed before the snapshot came."""
        self._lost = self._crowd.lost
        for visitor in self.all:
            client = visitor.client
            is_waiting = visitor.in_at is None and not visitor.cut_off
            if is_waiting and client is not None and client.stage is Stage.GONE:
                visitor.cut_off = "socket"
                self._done += 1

    def _turn(self, seconds: float) -> None:
        while self._later and self._later[0][0] <= time.perf_counter():
            self._send(self.all[heapq.heappop(self._later)[1]])
        for fd, events in self._poll.poll(seconds, 1024):
            visitor = self._by_fd.get(fd)
            if visitor is None:
                self._crowd.turn(0)
            elif events & select.EPOLLOUT:
                self._begin(visitor)
            else:
                self._read(visitor)
        if self._crowd.lost != self._lost:
            self._count_lost()

    def _connect(self, visitor: Visitor) -> None:
        visitor.sock = connecting_socket(self._address(visitor.place), self._port)
        self._by_fd[visitor.sock.fileno()] = visitor
        self._poll.register(visitor.sock, select.EPOLLOUT)

    def _begin(self, visitor: Visitor) -> None:
        assert visitor.sock is not None
        if visitor.sock.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR):
            self._cut_off(visitor)
            return
        self._poll.modify(visitor.sock, select.EPOLLIN)
        self._go_on(visitor, None)

    def _go_on(self, visitor: Visitor, response: responses.Response | None) -> None:
        """Do what the browser does next, after this response."""
        try:
            # A generator's first value takes no answer.
            what = visitor.way.send(response)
            if isinstance(what, Wait):
                visitor.waits += 1
                again = next(visitor.way)
                assert isinstance(again, Request)
                visitor.request = again
                moment = time.perf_counter() + what.seconds
                heapq.heappush(self._later, (moment, visitor.place))
                return
            visitor.request = what
        except StopIteration as end:
            seat: Seat = end.value
            visitor.seat = seat
            credentials = "40" + json.dumps({"seat": seat.token})
            visitor.client = self._crowd.add(credentials, self._address(visitor.place))
            self._by_client[visitor.client.number] = visitor
            return
        self._send(visitor)

    def _send(self, visitor: Visitor) -> None:
        assert visitor.sock is not None
        host = f"127.0.0.1:{self._port}"
        data = responses.written(visitor.request, host, visitor.person.language, visitor.cookies)
        try:
            visitor.sock.sendall(data)
        except OSError:
            self._cut_off(visitor)

    def _read(self, visitor: Visitor) -> None:
        assert visitor.sock is not None
        try:
            size = visitor.sock.recv_into(self._buffer)
        except BlockingIOError:
            return
        except OSError:
            size = 0
        if not size:
            self._end(visitor)
            return
        visitor.data += self._buffer[:size]
        found = responses.read(visitor.data)
        if found is None:
            return
        response, visitor.data = found
        if visitor.data:
            raise Discrepancy(f"joining, {visitor.request.step}: more came than was asked for")
        visitor.cookies |= response.cookies()
        self._go_on(visitor, response)

    def _end(self, visitor: Visitor) -> None:
        """Take note that the server has closed the connection for pages.

        After the last page it may, as servers close idle connections.
        """
        if visitor.seat is None:
            self._cut_off(visitor)
        elif visitor.sock is not None:
            self._by_fd.pop(visitor.sock.fileno(), None)
            visitor.sock.close()

    def _cut_off(self, visitor: Visitor) -> None:
        assert visitor.sock is not None
        visitor.cut_off = visitor.request.step
        self._done += 1
        self._by_fd.pop(visitor.sock.fileno(), None)
        visitor.sock.close()

    def _on_seated(self, client: Client) -> None:
        if client.number in self._by_client:
            self._crowd.send(client, SNAPSHOT)

    def _on_answer(self, client: Client, packet: bytes) -> None:
        visitor = self._by_client.get(client.number)
        if visitor is None or visitor.in_at is not None:
            return
        visitor.in_at = time.perf_counter()
        self._done += 1
        # The snapshot is read later, when nothing is measured any more.
        client.answer = packet

    def check_snapshots(self) -> None:
        """Hold each socket's snapshot to its contract. Raises `Discrepancy`."""
        for visitor in self.all:
            client, seat = visitor.client, visitor.seat
            if visitor.in_at is None or client is None or seat is None:
                continue
            [answer] = json.loads(client.answer[3:])
            if answer.get("ok") is not True:
                raise Discrepancy(f"joining, snapshot: {answer}")
            number = check_snapshot("snapshot", answer["snapshot"], self._code, visitor.person)
            if number != seat.member:
                raise Discrepancy(f"joining: member {seat.member} became {number}")
            # Members are numbered from 1, voters from 0.
            client.voter = number - 1

    def _address(self, place: int) -> str:
        return f"127.0.0.{self._first_address + place // PER_ADDRESS % ADDRESSES}"
