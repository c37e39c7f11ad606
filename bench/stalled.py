"""Measures the effect on other viewers and the server when a tenth of the viewers stop reading."""

from __future__ import annotations

import statistics

from bench import options
from bench.gathering import Gathering, Window, gather, measure_undisturbed
from bench.peers.every import PEERS
from bench.report import Report, finish

SIDES = ("ours", "node", "stock")
SIZES = (100, 300)
STALLED_SHARE = 0.1
# Enough presenters to fill the sockets of clients that do not read.
HOSTS = 24
FLOOD_EACH = 45
MOVES = 24
PAUSE_SECONDS = 0.05
# After this time no late message can be taken for the next move.
SETTLE_SECONDS = 0.5
RESUME_SECONDS = 3.0


def main() -> None:
    settings = options.read("stalled", __doc__, SIZES, SIDES)
    report = Report("10 % of the viewers do not read", settings.tries)
    for clients in settings.sizes:
        for _ in range(settings.repeat):
            for side in settings.sides:
                _measure(report, side, clients, 2 if settings.short else FLOOD_EACH)
        _targets(report, clients)
    finish(report, settings.hold)


def _measure(report: Report, side: str, clients: int, flood_each: int) -> None:
    figures: dict[str, float] = {}

    # Clients that have stalled once behave differently, so another try needs another server.
    def measure() -> Window:
        with gather(PEERS[side], clients, HOSTS) as gathering:
            return _stall(gathering, flood_each, figures)

    measure_undisturbed(measure, report, clients, side)
    report.add(clients, side, **figures)


def _stall(gathering: Gathering, flood_each: int, figures: dict[str, float]) -> Window:
    crowd, busy = gathering.crowd, Window()
    alone = _moves(gathering, gathering.size, busy)
    stalled = crowd.clients[-max(1, int(gathering.size * STALLED_SHARE)) :]
    reading = gathering.size - len(stalled)
    before = gathering.peer.resident()
    crowd.stop_reading(stalled)
    for _ in range(flood_each):
        goal = crowd.heard + HOSTS * reading
        for _ in range(HOSTS):
            host, text = gathering.move()
            crowd.send(crowd.clients[host], text)
        # The server may leave out states that newer ones have replaced, even for clients that read.
        crowd.idle(0.1)
        if crowd.heard < goal:
            crowd.idle(0.1)
    crowd.idle(SETTLE_SECONDS)
    others = _moves(gathering, reading, busy)
    grown = gathering.peer.resident() - before
    newest = crowd.clients[0].last
    crowd.go_on_reading(stalled)
    crowd.idle(RESUME_SECONDS)
    figures.update(
        others_alone_ms=statistics.median(alone) * 1e3,
        others_with_stalled_ms=statistics.median(others) * 1e3,
        KiB_per_stalled=max(0, grown) / 1024 / len(stalled),
        newest_after_share=sum(client.last == newest for client in stalled) / len(stalled),
        closed_share=crowd.lost / len(stalled),
    )
    return busy


def _moves(gathering: Gathering, listeners: int, busy: Window) -> list[float]:
    times = []
    for _ in range(MOVES):
        with gathering.window() as window:
            times.append(gathering.one_move(listeners))
        busy.add(window)
        gathering.crowd.idle(PAUSE_SECONDS)
    return times


def _targets(report: Report, clients: int) -> None:
    alone = report.median(clients, "ours", "others_alone_ms")
    others = report.median(clients, "ours", "others_with_stalled_ms")
    ratio = others / alone if others and alone else None
    report.target(f"others, {clients}: with stalled / without", ratio, "<=", 1.2)
    grown = report.median(clients, "ours", "KiB_per_stalled")
    report.target(f"KiB per stalled viewer, {clients}", grown, "<=", 256)
    newest = report.median(clients, "ours", "newest_after_share")
    report.target(f"newest state on resuming, {clients}", newest, ">=", 1.0)


if __name__ == "__main__":
    main()
