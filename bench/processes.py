"""Checks that two processes sharing PostgreSQL and Valkey lose and repeat nothing, and agree."""

from __future__ import annotations

import json
import os
import subprocess
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from bench import accounting, options
from bench.audit.slides import Viewer, audit_slides
from bench.load.client import Stage
from bench.load.crowd import PATIENCE_SECONDS, Crowd, Stuck
from bench.peers.ours import Ours
from bench.peers.shared import Shared
from bench.report import Report, finish
from tools import services

SIZES = (300,)
HOSTS = 10
# A presenter may move 20 times at once.
MOVES_EACH = 18
SETTLE_SECONDS = 1.0
HOP_CLIENTS = 60
HOP_EVERY_SECONDS = 0.1


class Second(Shared):
    """The second process, which uses the session that the first has prepared.

    If there are three cores, it has its own; otherwise it shares one with the load generator.
    """

    name = "ours-second"
    core = 2

    def prepare(self) -> None:
        """Do nothing, because the first process has prepared the database."""


def main() -> None:
    settings = options.read("processes", __doc__, SIZES, ("one", "two"))
    report = Report("Moves at once through one process and through two (PostgreSQL, Valkey)")
    for clients in settings.sizes:
        for _ in range(settings.repeat):
            for side in settings.sides:
                report.add(clients, side, **_measure(clients, side == "two"))
        repeated = report.median(clients, "two", "messages_twice")
        report.target(f"messages twice, {clients}", repeated, "<=", 0)
        same = report.median(clients, "two", "same_version_share")
        report.target(f"all on the same version after 1 s, {clients}", same, ">=", 1.0)
        if (os.cpu_count() or 1) >= 3:
            of_one = report.median(clients, "one", "messages_per_s")
            of_two = report.median(clients, "two", "messages_per_s")
            report.target(
                f"two / one, {clients}",
                of_two / of_one if of_one and of_two else None,
                ">=",
                1.8,
            )
    if (os.cpu_count() or 1) < 3:
        report.note("fewer than three cores: the throughput of two says nothing here")
    finish(report, settings.hold)


@contextmanager
def _servers(clients: int, are_two: bool) -> Iterator[list[Shared]]:
    with ExitStack() as stack:
        with accounting.unpinned():
            environment = stack.enter_context(services.servers(is_durable=True))
        url, queue = environment["TEST_DATABASE_URL"], environment["TEST_REDIS_URL"]
        with Shared(clients, HOSTS, url, queue) as first:
            if not are_two:
                yield [first]
                return
            with Second(clients, HOSTS, url, queue) as second:
                second.session = first.session
                yield [first, second]


def _measure(clients: int, are_two: bool) -> dict[str, float]:
    with _servers(clients, are_two) as peers:
        first = peers[0]
        seats, hosts = first.credentials(), first.host_credentials()
        share = len(seats) // len(peers)
        crowds = []
        for at, peer in enumerate(peers):
            viewer_seats = seats[at * share : (at + 1) * share]
            crowds.append(Crowd(peer.port, [*hosts[at :: len(peers)], *viewer_seats], 2 + 50 * at))
        try:
            figures = _burst(first, crowds)
            viewers = [
                Viewer(client.number, client.heard)
                for crowd in crowds
                for client in crowd.clients
                if client.stage is Stage.SEATED
            ]
            for peer in peers:
                peer.stop()
            audit_slides(viewers, first.stored_slides())
            return figures
        finally:
            for crowd in crowds:
                crowd.close()


class NoServers(Exception):
    """PostgreSQL and Valkey do not run here; the text says why."""


def measure_hop(moves: int, clients: int = HOP_CLIENTS) -> tuple[list[float], list[float]]:
    """Move with one process while half of the clients are at another; return the seconds of each.

    The first list is until the last client of the moving process has heard, the second the further
    seconds until the last of the other has (never below 0). Raises `NoServers`.
    """
    own, hops = [], []
    with ExitStack() as stack:
        try:
            peers = stack.enter_context(_servers(clients, are_two=True))
        except (OSError, RuntimeError, ImportError, subprocess.SubprocessError) as error:
            raise NoServers(str(error) or type(error).__name__) from error
        seats = peers[0].credentials()
        half = len(seats) // 2
        crowds = [
            Crowd(peers[0].port, [*peers[0].host_credentials(), *seats[:half]], 2),
            Crowd(peers[1].port, seats[half:], 52),
        ]
        for crowd in crowds:
            stack.callback(crowd.close)
            crowd.connect()
        for turn in range(moves):
            one, other = _one_move(crowds, turn % HOSTS, peers[0].move(1 + turn % 2))
            own.append(one)
            hops.append(max(0.0, other - one))
            crowds[0].idle(HOP_EVERY_SECONDS)
        viewers = [
            Viewer(client.number, client.heard) for crowd in crowds for client in crowd.clients
        ]
        for peer in peers:
            peer.stop()
        audit_slides(viewers, peers[0].stored_slides())
    return own, hops


def _one_move(crowds: list[Crowd], host: int, text: str) -> list[float]:
    """Return after how many seconds the last client of each crowd has heard of the move."""
    goals = [crowd.heard + len(crowd.clients) for crowd in crowds]
    heard = [0.0 for _ in crowds]
    began = time.perf_counter()
    crowds[0].send(crowds[0].clients[host], text)
    while not all(heard):
        for at, crowd in enumerate(crowds):
            crowd.turn(0.0005)
            if not heard[at] and crowd.heard >= goals[at]:
                heard[at] = time.perf_counter() - began
        if time.perf_counter() - began > PATIENCE_SECONDS:
            raise Stuck("a move did not reach both processes")
    return heard


def _burst(first: Ours, crowds: list[Crowd]) -> dict[str, float]:
    presenters = [(crowd, number) for crowd in crowds for number in range(HOSTS // len(crowds))]
    crowds[0].connect(1)
    for text in first.opening():
        goal = crowds[0].answered + 1
        crowds[0].send(crowds[0].clients[0], text)
        crowds[0].wait_answers(goal)
    for crowd in crowds:
        crowd.connect()
    versions: Counter[tuple[int, int, bytes]] = Counter()
    for at, crowd in enumerate(crowds):
        crowd.on_heard = lambda client, at=at: versions.update([(at, client.number, client.last)])
    before = sum(crowd.heard for crowd in crowds)
    began = last = time.perf_counter()
    for turn in range(MOVES_EACH):
        for crowd, number in presenters:
            crowd.send(crowd.clients[number], first.move(1 + turn % 2))
    heard = before
    while time.perf_counter() - last < SETTLE_SECONDS:
        for crowd in crowds:
            crowd.turn(0.005)
        if (now := sum(crowd.heard for crowd in crowds)) != heard:
            heard, last = now, time.perf_counter()
    everyone = [client for crowd in crowds for client in crowd.clients]
    newest = max(_version(client.last) for client in everyone)
    return {
        "messages_per_s": (heard - before) / (last - began),
        "delivered_share": (heard - before) / (MOVES_EACH * len(presenters) * len(everyone)),
        "messages_twice": sum(count - 1 for count in versions.values()),
        "same_version_share": sum(_version(client.last) == newest for client in everyone)
        / len(everyone),
    }


def _version(packet: bytes) -> int:
    return int(json.loads(packet[2:])[1]["version"]) if packet else 0


if __name__ == "__main__":
    main()
