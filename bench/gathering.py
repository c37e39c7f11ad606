"""A server with its presenters and viewers connected, and windows of measurement over it."""

from __future__ import annotations

import os
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Self

from bench import accounting
from bench.accounting import CpuTime
from bench.audit.slides import Viewer, audit_slides, newest_packet
from bench.audit.votes import VoteLog, audit_votes
from bench.load.client import Client, Stage
from bench.load.crowd import AT_ONCE, Crowd, Stuck
from bench.peers.process import Peer
from bench.report import Report

# Figures count only within these limits; outside them a window measured something else. Both are
# shares of the window's time.
BUSIEST_LOAD = 0.85
LONGEST_WAIT = 0.05
SETTLE_SECONDS = 0.3
CATCH_UP_SECONDS = 10.0


class Disturbed(Exception):
    """The window does not count; the text says why."""


@dataclass
class Window:
    """The time that the server and the load generator spent between beginning and end."""

    seconds: float = 0.0
    server: CpuTime = CpuTime()
    load: CpuTime = CpuTime()

    def add(self, other: Window) -> None:
        """Count another window as a part of this one."""
        self.seconds += other.seconds
        self.server += other.server
        self.load += other.load

    def of_server(self) -> Window:
        """Return the window without the load generator, for a process that shares its core."""
        return Window(self.seconds, self.server)

    def trouble(self) -> str:
        """Return why this window does not count, or ""."""
        if self.seconds and self.load.running / self.seconds > BUSIEST_LOAD:
            return f"the load generator was {self.load.running / self.seconds:.0%} busy"
        wait = max(self.load.disturbed, self.server.disturbed)
        if self.seconds and wait / self.seconds > LONGEST_WAIT:
            return f"others had the cores for {wait / self.seconds:.0%} of the time"
        return ""


class Gathering:
    """A server and its crowd of clients: first the presenters, then the viewers."""

    def __init__(self, peer: Peer) -> None:
        self.peer = peer
        credentials = [*peer.host_credentials(), *peer.credentials()]
        self.crowd = Crowd(peer.port, credentials)
        self._slide = 0
        # The number of connections that had begun before the last move.
        self._opened_before = 0
        self._votes = VoteLog()
        # What the clients had heard when the run ended.
        self._ended: list[Viewer] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_rest: object) -> None:
        """Disconnect everybody; unless the block has failed, compare what they heard and is stored.

        Raises `Discrepancy`.
        """
        try:
            if kind is None:
                self.audit()
        finally:
            self.crowd.close()

    @property
    def size(self) -> int:
        """The number of clients that hear a move: everybody, including the presenters."""
        return len(self.crowd.clients)

    def connect_hosts(self) -> None:
        """Connect the presenters and open the session."""
        crowd = self.crowd
        crowd.connect(self.peer.hosts)
        for text in self.peer.opening():
            goal = crowd.answered + 1
            crowd.send(crowd.clients[0], text)
            crowd.wait_answers(goal)
        self.check()

    def connect_viewers(self, at_once: int = AT_ONCE) -> float:
        """Connect all other clients; return the seconds that this took."""
        seconds = self.crowd.connect(at_once=at_once)
        self.crowd.idle(SETTLE_SECONDS)
        return seconds

    def check(self) -> None:
        """Raise `Stuck` if the server has refused anything: the figures would measure refusals."""
        if self.crowd.refused:
            raise Stuck(f"{self.peer.name} refused: {self.crowd.refused[0]!r}")

    def move(self) -> tuple[int, str]:
        """Return the next presenter and its message; turns keep each presenter within its limit."""
        self._slide += 1
        self._opened_before = self.crowd.opened
        host = self._slide % self.peer.hosts
        return host, self.peer.move(1 + self._slide % 2)

    def vote(self, client: Client, turn: int) -> str:
        """Return a message with which this client votes; the audit will look for it."""
        vote = self._votes.add(client.voter, str(uuid.uuid4()), self.peer.option(turn))
        return self.peer.vote(vote)

    def audit(self) -> None:
        """Kill the server, and compare what clients were told with what it has stored.

        Each acknowledged vote must be stored exactly once, and every viewer must have ended with
        the slide that is stored last. Raises `Discrepancy`.
        """
        self.catch_up()
        self.peer.stop()
        self.compare()

    def compare(self) -> None:
        """Compare what clients were told until `catch_up` with what is stored. The server is dead.

        Raises `Discrepancy`.
        """
        audit_slides(self._ended, self.peer.stored_slides())
        votes = self.peer.stored_votes()
        if votes is not None:
            audit_votes(self._votes.sent, self.crowd.vote_answers, votes)

    def catch_up(self) -> None:
        """Serve clients until all have heard of the newest slide, at most for some seconds.

        Raises `Stuck` if the server has refused anything.
        """
        self.check()
        deadline = time.perf_counter() + CATCH_UP_SECONDS
        while time.perf_counter() < deadline:
            viewers = self._viewers()
            newest = newest_packet(viewers)
            if all(viewer.heard[-1:] == [newest] for viewer in viewers if viewer.heard):
                break
            self.crowd.turn(0.05)
        self._ended = self._viewers()

    def _viewers(self) -> list[Viewer]:
        return [
            Viewer(client.number, client.heard, client.order <= self._opened_before)
            for client in self.crowd.clients
            if client.stage is Stage.SEATED
        ]

    def one_move(self, listeners: int | None = None) -> float:
        """Move the slide once; return the seconds until the last listener has heard of it."""
        crowd = self.crowd
        host, text = self.move()
        goal = crowd.heard + (listeners or self.size)
        began = time.perf_counter()
        crowd.send(crowd.clients[host], text)
        return crowd.hear(goal) - began

    @contextmanager
    def window(self) -> Iterator[Window]:
        """Measure the time that the server and the load generator spend in the block."""
        measurement, own_pid = Window(), os.getpid()
        server, load = self.peer.cpu_time(), accounting.cpu_time(own_pid)
        # Reading the kernel's figures takes a while, which must not be in the window.
        began, ran = time.perf_counter(), time.process_time()
        yield measurement
        running = time.process_time() - ran
        measurement.seconds = time.perf_counter() - began
        measurement.server = self.peer.cpu_time() - server
        measurement.load = CpuTime(running, waiting=(accounting.cpu_time(own_pid) - load).waiting)


@contextmanager
def gather(kind: type[Peer], viewers: int, hosts: int) -> Iterator[Gathering]:
    """Start a new server and connect all its clients; audit it after the block."""
    with kind(viewers, hosts) as peer, Gathering(peer) as gathering:
        gathering.connect_hosts()
        gathering.connect_viewers()
        yield gathering


def measure_undisturbed(
    measure: Callable[[], Window], report: Report, clients: int, *sides: str
) -> bool:
    """Measure until a window counts, at most `report.tries` times; the last one always counts.

    `measure` keeps its figures itself, and replaces them in each try. If none counts, the rows of
    these sides are marked as void. Returns whether that is so.
    """
    for turn in range(report.tries):
        trouble = measure().trouble()
        if not trouble:
            return False
        if turn == report.tries - 1:
            for side in sides:
                report.mark_void(clients, side)
            subject = f"{', '.join(sides)}, {clients}"
            report.note(f"{subject}: disturbed in all tries ({trouble}); take it with care")
    return True
