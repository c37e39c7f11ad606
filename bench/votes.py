"""Measures durable votes: their speed, their cost, and their effect on slides."""

from __future__ import annotations

import statistics
import time

from bench import options
from bench.gathering import Gathering, Window, gather, measure_undisturbed
from bench.load.client import Client
from bench.peers.every import PEERS
from bench.report import Report, finish, percentile
from bench.voting import Pacer, all_at_once

SIDES = ("ours", "node", "node grouped", "stock")
SIZES = (300, 1000, 3000)
# A participant may vote 10 times at once, then once a second.
ROUNDS_AT_ONCE = 3
ROUNDS_IN_TURN = 5
HOSTS = 8
MOVES = 40
MOVE_EVERY_SECONDS = 0.075
VOTES_PER_SECOND = 800


def main() -> None:
    settings = options.read("votes", __doc__, SIZES, SIDES)
    report = Report(
        "Votes, acknowledged when they are on disk; slides while 800 votes/s arrive", settings.tries
    )
    for clients in settings.sizes:
        for _ in range(settings.repeat):
            for side in settings.sides:
                figures: dict[str, float] = {}
                subject = f"{side}, {clients} clients"
                measure_undisturbed(lambda: _votes(side, clients, figures), report, subject)  # noqa: B023
                measure_undisturbed(lambda: _slides(side, clients, figures), report, subject)  # noqa: B023
                report.add(clients, side, **figures)
        _targets(report, clients)
    finish(report, settings.hold)


def _votes(side: str, clients: int, figures: dict[str, float]) -> Window:
    with gather(PEERS[side], clients, 1) as gathering:
        at_once = [all_at_once(gathering, turn) for turn in range(ROUNDS_AT_ONCE)]
        with gathering.window() as window:
            seconds = _in_turn(gathering)
    votes = clients * ROUNDS_IN_TURN
    figures.update(
        all_acknowledged_ms=statistics.median(at_once) * 1e3,
        votes_per_s=votes / seconds,
        CPU_us_per_vote=window.server.running / votes * 1e6,
    )
    return window


def _in_turn(gathering: Gathering) -> float:
    """Let each client vote again after each acknowledgement; return the seconds for all votes."""
    crowd, vote = gathering.crowd, gathering.vote
    voters = crowd.clients[gathering.peer.hosts :]
    goal = crowd.answered + len(voters) * ROUNDS_IN_TURN

    def again(client: Client, _answer: bytes = b"") -> None:
        if client.due:
            client.due -= 1
            crowd.send(client, vote(client, client.due + client.number))

    crowd.on_answer = again
    began = time.perf_counter()
    for client in voters:
        client.due = ROUNDS_IN_TURN
        again(client)
    crowd.wait_answers(goal)
    crowd.on_answer = None
    gathering.check()
    return time.perf_counter() - began


def _slides(side: str, clients: int, figures: dict[str, float]) -> Window:
    with gather(PEERS[side], clients, HOSTS) as gathering:
        alone = _moves(gathering, Pacer(gathering, 0))
        pacer = Pacer(gathering, min(VOTES_PER_SECOND, clients * 2.6))
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


def _targets(report: Report, clients: int) -> None:
    rate, last = "votes_per_s", "all_acknowledged_ms"
    ratio = report.ratio(clients, rate, "node")
    report.target(f"votes/s, {clients}: ours / node, a commit each", ratio, ">=", 2.5)
    ratio = report.ratio(clients, rate, "node grouped")
    report.target(f"votes/s, {clients}: ours / node grouped", ratio, ">=", 0.75)
    ratio = report.ratio(clients, last, "node grouped")
    report.target(f"all acknowledged, {clients}: ours / node grouped", ratio, "<=", 1.5)
    for name, limit in (("ms", 1.5), ("p95", 1.6)):
        under = report.median(clients, "ours", f"slide_under_votes_{name}")
        alone = report.median(clients, "ours", f"slide_alone_{name}")
        ratio = under / alone if under and alone else None
        report.target(f"slide {name}, {clients}: under votes / alone", ratio, "<=", limit)


if __name__ == "__main__":
    main()
