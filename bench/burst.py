"""Measures messages delivered per second while several presenters pipeline many moves."""

from __future__ import annotations

import time

from bench import options
from bench.gathering import Gathering, Window, gather, measure_undisturbed
from bench.peers.every import PEERS
from bench.report import Report, finish

SIDES = ("ours", "node", "ws", "bun", "bun durable", "stock", "raw", "raw coalesced")
SIZES = (30, 300, 1000, 3000)
# A presenter may move 20 times at once.
HOSTS = 10
# Enough messages for a steady state, but no more than the largest crowd takes in some seconds.
MESSAGES = 150_000
MOST_EACH = 18
QUIET_SECONDS = 0.3


def main() -> None:
    settings = options.read("burst", __doc__, SIZES, SIDES)
    report = Report("Burst: delivered messages per second", settings.tries)
    for clients in settings.sizes:
        for _ in range(settings.repeat):
            for side in settings.sides:
                _measure(report, side, clients)
    for clients in settings.sizes:
        for over, limit in (("node", 1.1), ("raw", 0.7), ("raw coalesced", 0.5)):
            ratio = report.ratio(clients, "messages_per_s", over)
            report.target(f"burst, {clients}: ours / {over}", ratio, ">=", limit)
    finish(report, settings.hold)


def _measure(report: Report, side: str, clients: int) -> None:
    figures: dict[str, float] = {}

    # A burst uses up the presenters' limits, so another try needs other presenters.
    def measure() -> Window:
        with gather(PEERS[side], clients, HOSTS) as gathering:
            gathering.one_move()
            return _burst(gathering, figures)

    measure_undisturbed(measure, report, clients, side)
    report.add(clients, side, **figures)


def _burst(gathering: Gathering, figures: dict[str, float]) -> Window:
    crowd = gathering.crowd
    moves_each = max(1, min(MOST_EACH, MESSAGES // gathering.size // HOSTS))
    heard_before, answered = crowd.heard, crowd.answered
    with gathering.window() as window:
        began = last = time.perf_counter()
        for _ in range(moves_each * HOSTS):
            host, text = gathering.move()
            crowd.send(crowd.clients[host], text)
        heard = crowd.heard
        # A server that acknowledges moves may be busy with them while nobody hears anything.
        goal = answered + moves_each * HOSTS * gathering.peer.acknowledges_moves
        while (
            time.perf_counter() - last < QUIET_SECONDS
            or heard == heard_before
            or crowd.answered < goal
        ):
            crowd.turn(0.05)
            if crowd.heard != heard:
                heard, last = crowd.heard, time.perf_counter()
    messages = crowd.heard - heard_before
    newest = crowd.clients[0].last
    figures.update(
        messages_per_s=messages / (last - began),
        CPU_us_per_message=window.server.running / messages * 1e6,
        # A server may leave out a state that a newer one has replaced, but not the newest state.
        delivered_share=messages / (moves_each * HOSTS * gathering.size),
        newest_share=sum(client.last == newest for client in crowd.clients) / gathering.size,
    )
    window.seconds = last - began
    return window


if __name__ == "__main__":
    main()
