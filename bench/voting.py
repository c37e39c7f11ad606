"""Sends votes from a crowd: all at once, or at a rate while something else is measured."""

from __future__ import annotations

import time
from collections import defaultdict, deque

from bench.gathering import Gathering
from bench.load.client import Client
from bench.load.crowd import Crowd, Stuck
from bench.report import percentile

PATIENCE_SECONDS = 60.0


def all_at_once(gathering: Gathering, turn: int = 0) -> float:
    """Let every participant vote; return the seconds until the last acknowledgement.

    With another `turn`, they change their minds.
    """
    crowd = gathering.crowd
    voters = crowd.clients[gathering.peer.hosts :]
    ready = [(client, gathering.vote(client, client.number + turn)) for client in voters]
    goal = crowd.answered + len(voters)
    began = time.perf_counter()
    for client, text in ready:
        crowd.send(client, text)
    crowd.wait_answers(goal)
    gathering.check()
    return time.perf_counter() - began


class Delays:
    """The seconds from each vote to its acknowledgement; a server answers a client in order."""

    def __init__(self, crowd: Crowd) -> None:
        self.seconds: list[float] = []
        self._sent: defaultdict[int, deque[float]] = defaultdict(deque)
        self._crowd = crowd

    def send(self, client: Client, text: str) -> None:
        """Send this client's vote, and note when."""
        self._sent[client.number].append(time.perf_counter())
        self._crowd.send(client, text)

    def answered(self, client: Client, _packet: bytes = b"") -> None:
        """Take note of an acknowledgement, now."""
        self.seconds.append(time.perf_counter() - self._sent[client.number].popleft())

    def figures(self) -> dict[str, float]:
        return {
            "p50_ms": percentile(self.seconds, 0.5) * 1e3,
            "p99_ms": percentile(self.seconds, 0.99) * 1e3,
        }


class Pacer:
    """Sends `rate` votes a second, spread over the participants, while `hear` or `until` runs."""

    def __init__(self, gathering: Gathering, rate: float, delays: Delays | None = None) -> None:
        self._crowd = gathering.crowd
        self._send = self._crowd.send if delays is None else delays.send
        self._vote = gathering.vote
        self._voters = gathering.crowd.clients[gathering.peer.hosts :]
        self._rate = rate
        self.sent = 0
        self._began: float | None = None

    def hear(self, total: int) -> None:
        """Vote until clients have heard this many broadcasts in all."""
        deadline = time.perf_counter() + PATIENCE_SECONDS
        while self._crowd.heard < total:
            self._go_on()
            if time.perf_counter() > deadline:
                raise Stuck(f"{self._crowd.heard} of {total} heard while voting")

    def until(self, moment: float) -> None:
        """Vote until this moment, in seconds of `time.perf_counter`."""
        while time.perf_counter() < moment:
            self._go_on()

    def _go_on(self) -> None:
        self._send_due()
        self._crowd.turn(0.001)

    def _send_due(self) -> None:
        now = time.perf_counter()
        if self._began is None:
            self._began = now
        for _ in range(int((now - self._began) * self._rate) - self.sent):
            voter = self._voters[self.sent % len(self._voters)]
            self._send(voter, self._vote(voter, self.sent))
            self.sent += 1
