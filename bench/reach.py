"""Measures how far one process reaches: N seated clients get slides; who was dropped, and how late.

It writes its points into a file, from which `bench.capacity` calculates.
"""

from __future__ import annotations

import resource
import sys
import time
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from bench import options, points
from bench.gathering import Gathering, Window, measure_undisturbed
from bench.peers.ours import Ours
from bench.points import Point
from bench.processes import NoServers, measure_hop
from bench.report import Report, finish, percentile

SIZES = (10_000,)
SHORT_SIZES = (10, 20, 30)
HOSTS = 8
MOVES, SHORT_MOVES = 60, 8
MOVE_EVERY_SECONDS = 0.3
# Two heartbeats of every client, a tick, and several turns of presence.
IDLE_SECONDS, SHORT_SECONDS = 10.0, 1.0
# A client that has not heard of a move by then has missed it.
PATIENCE_SECONDS = 10.0
# Files besides the connections: the server keeps as many in reserve.
MORE_FILES = 510
AT_ONCE = 256
LARGEST = 10_000
SLIDE_P99_MS, MIB_MORE = 200, 120


class Roomy(Ours):
    """Our server, allowed to serve as many connections as there are clients.

    A product for 10,000 people keeps its own limit at that number; presenters come on top here.
    """

    def environment(self) -> Mapping[str, str]:
        return {**super().environment(), "MAX_CONNECTIONS": str(self.viewers + self.hosts + 100)}


def main() -> None:
    settings = options.read("reach", __doc__, SIZES, ("ours",))
    if trouble := too_few_files(max(settings.sizes), resource.getrlimit(resource.RLIMIT_NOFILE)[1]):
        sys.exit(trouble)
    report = Report("How far one process reaches", settings.tries)
    found: list[Point] = []
    # One size alone says nothing about others, so a short run that keeps its points has three.
    sizes = SHORT_SIZES if settings.short and settings.points else settings.sizes
    for clients in sizes:
        for _ in range(settings.repeat):
            found.append(_measure(report, clients, settings.short))
        _targets(report, clients)
    if settings.points or not settings.short:
        own, hop = _hop(report, settings.short)
        file = Path(settings.points) if settings.points else points.default_file()
        points.write(file, found, own, hop)
        report.note(f"the points are in {file}")
    finish(report, settings.hold)


def too_few_files(clients: int, limit: int) -> str:
    """Return what to do if so many clients need more open files than the hard limit; or ""."""
    if limit in (resource.RLIM_INFINITY, -1) or limit >= clients + MORE_FILES:
        return ""
    return (
        f"{clients} clients need {clients + MORE_FILES} open files, but this shell allows {limit}. "
        f"Raise the limit (ulimit -Hn {clients + MORE_FILES}, as root), or ask for fewer: --n"
    )


def _measure(report: Report, clients: int, short: bool) -> Point:
    figures: dict[str, float] = {}
    point: Point

    def measure() -> Window:
        nonlocal point
        with Roomy(clients, HOSTS) as peer, Gathering(peer) as gathering:
            window, point = _reach(gathering, short, figures, report)
            return window

    is_void = measure_undisturbed(measure, report, clients, "ours")
    report.add(clients, "ours", **figures)
    return replace(point, is_void=is_void)


def _reach(
    gathering: Gathering, short: bool, figures: dict[str, float], report: Report
) -> tuple[Window, Point]:
    crowd, peer = gathering.crowd, gathering.peer
    gathering.connect_hosts()
    gathering.one_move()
    empty = peer.resident()
    with gathering.window() as joining:
        seconds = _connect(gathering)
    _move(gathering)
    with gathering.window() as idle:
        crowd.idle(SHORT_SECONDS if short else IDLE_SECONDS)
    more = peer.resident() - empty
    last: list[float] = []
    missed, answered = 0, crowd.answered
    busy = Window()
    with gathering.window() as moving:
        for _ in range(SHORT_MOVES if short else MOVES):
            next_move = time.perf_counter() + MOVE_EVERY_SECONDS
            with gathering.window() as window:
                took, unheard = _move(gathering)
            busy.add(window)
            last.append(took)
            missed += unheard
            crowd.idle(next_move - time.perf_counter())
    # A move that nobody had heard of yet would look like one that was stored and not announced.
    crowd.wait_answers(answered + len(last))
    for way, count in crowd.losses.items():
        report.note(f"{peer.viewers}: {count} clients were dropped: {way}")
    # These clients are counted as dropped. What the server refused otherwise still ends the run.
    crowd.refused = [packet for packet in crowd.refused if packet.startswith(b"43")]
    idle_share = idle.server.running / idle.seconds
    move_core = max(0.0, moving.server.running - idle_share * moving.seconds) / len(last)
    figures.update(
        seated=crowd.seated - peer.hosts,
        dropped=crowd.lost,
        missed_slides=missed,
        connects_per_s=peer.viewers / seconds,
        slide_p50_ms=percentile(last, 0.5) * 1e3,
        slide_p99_ms=percentile(last, 0.99) * 1e3,
        MiB_empty=empty / 2**20,
        MiB_more=more / 2**20,
        idle_core_share=idle_share,
        moving_core_share=moving.server.running / moving.seconds,
        CPU_us_per_message=move_core / gathering.size * 1e6,
    )
    point = Point(
        clients=peer.viewers,
        last=last,
        move_core=move_core,
        connect_core=joining.server.running / peer.viewers,
        idle_share=idle_share,
        mib_empty=empty / 2**20,
        mib_more=more / 2**20,
    )
    return busy, point


def _connect(gathering: Gathering) -> float:
    """Connect all viewers; return the seconds. The crowd's patience is for each thousand."""
    seconds, remaining = 0.0, gathering.peer.viewers
    while remaining:
        step = min(1000, remaining)
        seconds += gathering.crowd.connect(step, AT_ONCE, may_lose=True)
        remaining -= step
    return seconds


def _move(gathering: Gathering) -> tuple[float, int]:
    """Move once; return the seconds until the last client heard of it, and how many did not."""
    crowd = gathering.crowd
    host, text = gathering.move()
    goal, lost = crowd.heard + crowd.seated, crowd.lost

    def unheard() -> int:
        return max(0, goal - crowd.heard - (crowd.lost - lost))

    began = time.perf_counter()
    crowd.send(crowd.clients[host], text)
    while unheard() and time.perf_counter() - began < PATIENCE_SECONDS:
        crowd.turn(0.2)
    return time.perf_counter() - began, unheard()


def _hop(report: Report, short: bool) -> tuple[list[float], list[float]]:
    try:
        return measure_hop(SHORT_MOVES if short else MOVES)
    except NoServers as reason:
        report.note(f"the way through Valkey was not measured: {reason}")
        return [], []


def _targets(report: Report, clients: int) -> None:
    if clients != LARGEST:
        return
    for name, limit in (("dropped", 0), ("missed_slides", 0)):
        worst = report.worst(clients, "ours", name)
        report.target(f"{name.replace('_', ' ')}, {clients}, worst", worst, "<=", limit)
    late = report.median(clients, "ours", "slide_p99_ms")
    report.target(f"slide p99, {clients}: ms", late, "<=", SLIDE_P99_MS)
    more = report.median(clients, "ours", "MiB_more")
    report.target(f"MiB above empty, {clients}", more, "<=", MIB_MORE)


if __name__ == "__main__":
    main()
