"""Measures durable votes: in bursts, evenly paced, and their effect on slides."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from functools import partial

from bench import options
from bench.gathering import Gathering, Window, gather, measure_undisturbed
from bench.load.client import Client
from bench.peers.every import PEERS
from bench.report import Report, finish_all, percentile
from bench.voting import Delays, Pacer, all_at_once

Measure = Callable[[str, int, dict[str, float]], Window]

# The fast ones commit what waits together, as "node grouped" does.
SIDES = ("ours", "ours on postgres", "node", "node grouped", "ws", "socket.io bun", "bun", "stock")
SIZES = (300, 1000, 3000)
# A participant may vote 10 times at once, then once a second.
ROUNDS_AT_ONCE = 3
ROUNDS_IN_TURN = 5
HOSTS = 8
MOVES = 40
MOVE_EVERY_SECONDS = 0.075
VOTES_PER_SECOND = 800
# A participant of 300 sends 2.7 of these votes a second, which the limits allow for six seconds.
PACED_SECONDS = 4.0
SHORT_SECONDS = 1.0


def main() -> None:
    settings = options.read("votes", __doc__, SIZES, SIDES)
    seconds = SHORT_SECONDS if settings.short else PACED_SECONDS
    parts: dict[str, Measure] = {
        "Votes in bursts, acknowledged when they are on disk": _bursts,
        f"Votes evenly paced, {VOTES_PER_SECOND} a second": partial(_paced, seconds),
        f"Slides alone, and while {VOTES_PER_SECOND} votes a second arrive": _slides,
    }
    reports = [Report(title, settings.tries) for title in parts]
    for clients in settings.sizes:
        for _ in range(settings.repeat):
            for side in settings.sides:
                for report, part in zip(reports, parts.values(), strict=True):
                    _measure(report, part, side, clients)
        for report, targets in zip(
            reports, (_burst_targets, _paced_targets, _targets), strict=True
        ):
            targets(report, clients)
    finish_all(reports, settings.hold)


def rate_for(clients: int) -> float:
    """Return how many votes a second so many participants may send for some seconds."""
    return min(VOTES_PER_SECOND, clients * 2.7)


def _measure(report: Report, part: Measure, side: str, clients: int) -> None:
    figures: dict[str, float] = {}
    measure_undisturbed(lambda: part(side, clients, figures), report, clients, side)
    report.add(clients, side, **figures)


def _paced(seconds: float, side: str, clients: int, figures: dict[str, float]) -> Window:
    with gather(PEERS[side], clients, 1) as gathering:
        crowd = gathering.crowd
        all_at_once(gathering)
        delays, before = Delays(crowd), crowd.answered
        pacer = Pacer(gathering, rate_for(clients), delays)
        crowd.on_answer = delays.answered
        with gathering.window() as window:
            pacer.until(time.perf_counter() + seconds)
            crowd.wait_answers(before + pacer.sent)
        crowd.on_answer = None
    figures.update(
        votes_per_s=pacer.sent / window.seconds,
        CPU_us_per_vote=window.server.running / pacer.sent * 1e6,
        core_share=window.server.running / window.seconds,
        **delays.figures(),
    )
    return window


def _bursts(side: str, clients: int, figures: dict[str, float]) -> Window:
    with gather(PEERS[side], clients, 1) as gathering:
        at_once = [all_at_once(gathering, turn) for turn in range(ROUNDS_AT_ONCE)]
        with gathering.window() as window:
            seconds, delays = _in_turn(gathering)
    votes = clients * ROUNDS_IN_TURN
    figures.update(
        all_acknowledged_ms=statistics.median(at_once) * 1e3,
        votes_per_s=votes / seconds,
        CPU_us_per_vote=window.server.running / votes * 1e6,
        **delays.figures(),
    )
    return window


def _in_turn(gathering: Gathering) -> tuple[float, Delays]:
    """Let each client vote again after each acknowledgement.

    Returns the seconds for all votes, and those of each.
    """
    crowd, vote = gathering.crowd, gathering.vote
    voters = crowd.clients[gathering.peer.hosts :]
    goal = crowd.answered + len(voters) * ROUNDS_IN_TURN

    delays = Delays(crowd)

    def again(client: Client) -> None:
        if client.due:
            client.due -= 1
            delays.send(client, vote(client, client.due + client.number))

    def answered(client: Client, packet: bytes) -> None:
        delays.answered(client, packet)
        again(client)

    crowd.on_answer = answered
    began = time.perf_counter()
    for client in voters:
        client.due = ROUNDS_IN_TURN
        again(client)
    crowd.wait_answers(goal)
    crowd.on_answer = None
    gathering.check()
    return time.perf_counter() - began, delays


def _slides(side: str, clients: int, figures: dict[str, float]) -> Window:
    with gather(PEERS[side], clients, HOSTS) as gathering:
        alone = _moves(gathering, Pacer(gathering, 0))
        pacer = Pacer(gathering, rate_for(clients))
        with gathering.window() as window:
            under_votes = _moves(gathering, pacer)
        gathering.check()
    figures.update(
        slide_alone_ms=statistics.median(alone) * 1e3,
        slide_alone_p95=percentile(alone, 0.95) * 1e3,
        slide_under_votes_ms=statistics.median(under_votes) * 1e3,
        slide_under_votes_p95=percentile(under_votes, 0.95) * 1e3,
    )
    return window


def _moves(gathering: Gathering, pacer: Pacer) -> list[float]:
    crowd, times = gathering.crowd, []
    for _ in range(MOVES):
        next_move = time.perf_counter() + MOVE_EVERY_SECONDS
        goal = crowd.heard + gathering.size
        host, text = gathering.move()
        began = time.perf_counter()
        crowd.send(crowd.clients[host], text)
        pacer.hear(goal)
        times.append(time.perf_counter() - began)
        pacer.until(next_move)
    return times


def _burst_targets(report: Report, clients: int) -> None:
    rate, last = "votes_per_s", "all_acknowledged_ms"
    ratio = report.ratio(clients, rate, "node")
    report.target(f"votes/s, {clients}: ours / node, a commit each", ratio, ">=", 2.5)
    on_file = report.median(clients, "ours", rate)
    shared = report.median(clients, "ours on postgres", rate)
    ratio = shared / on_file if shared and on_file else None
    report.target(f"votes/s, {clients}: on PostgreSQL / on SQLite", ratio, ">=", 0.6)
    ratio = report.ratio(clients, rate, "node grouped")
    report.target(f"votes/s, {clients}: ours / node grouped", ratio, ">=", 0.8)
    ratio = report.ratio(clients, "p99_ms", "node grouped")
    report.target(f"p99, {clients}: ours / node grouped", ratio, "<=", 1.5)
    ratio = report.ratio(clients, last, "node grouped")
    report.target(f"all acknowledged, {clients}: ours / node grouped", ratio, "<=", 1.5)


def _paced_targets(report: Report, clients: int) -> None:
    if rate_for(clients) < VOTES_PER_SECOND:
        return
    share = report.median(clients, "ours", "core_share")
    report.target(f"share of a core, {clients}", share, "<=", 0.35)
    cost = report.median(clients, "ours", "CPU_us_per_vote")
    report.target(f"CPU us of a paced vote, {clients}", cost, "<=", 450)


def _targets(report: Report, clients: int) -> None:
    for name, limit in (("ms", 1.5), ("p95", 1.6)):
        under = report.median(clients, "ours", f"slide_under_votes_{name}")
        alone = report.median(clients, "ours", f"slide_alone_{name}")
        ratio = under / alone if under and alone else None
        report.target(f"slide {name}, {clients}: under votes / alone", ratio, "<=", limit)


if __name__ == "__main__":
    main()
