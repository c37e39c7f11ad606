"""Measures one slide move to N viewers: the time until the last has it, and the server's CPU."""

from __future__ import annotations

import statistics

from bench import options
from bench.gathering import Gathering, Window, gather, measure_undisturbed
from bench.peers.every import FAST, PEERS
from bench.report import Report, finish

SIDES = ("ours", "node", "node durable", *FAST, "stock", "raw")
SIZES = (30, 300, 1000, 3000)
MOVES = 24
WARM_UP = 4
PAUSE_SECONDS = 0.05
# A presenter may move 20 times in 2 seconds and send 60 messages in 15.
HOSTS = 4


def main() -> None:
    settings = options.read("slides", __doc__, SIZES, SIDES)
    report = Report("Slide moves: medians of the repetitions", settings.tries)
    for clients in settings.sizes:
        for _ in range(settings.repeat):
            for side in settings.sides:
                _measure(report, side, clients)
    _targets(report, settings.sizes)
    finish(report, settings.hold)


def _measure(report: Report, side: str, clients: int) -> None:
    figures: dict[str, float] = {}
    with gather(PEERS[side], clients, HOSTS) as gathering:
        for _ in range(WARM_UP):
            gathering.one_move()
        measure_undisturbed(lambda: _moves(gathering, figures), report, clients, side)
    report.add(clients, side, **figures)


def _moves(gathering: Gathering, figures: dict[str, float]) -> Window:
    times = []
    busy = Window()
    with gathering.window() as whole:
        for _ in range(MOVES):
            with gathering.window() as window:
                times.append(gathering.one_move())
            busy.add(window)
            gathering.crowd.idle(PAUSE_SECONDS)
    messages = MOVES * gathering.size
    figures.update(
        last_client_ms=statistics.median(times) * 1e3,
        CPU_us_per_message=whole.server.running / messages * 1e6,
        load_busy_share=busy.load.running / busy.seconds,
    )
    return busy


def _targets(report: Report, sizes: tuple[int, ...]) -> None:
    last, cost = "last_client_ms", "CPU_us_per_message"
    for clients in sizes:
        many = clients >= 1000
        # Our server commits a slide before it announces it, as `node durable` does.
        durable = report.ratio(clients, last, "node durable")
        limit = 0.75 if many else 0.9 if clients >= 300 else 1.1
        report.target(f"last client, {clients}: ours / node durable", durable, "<=", limit)
        if clients == 1000:
            ratio = report.ratio(clients, last, "raw")
            report.target(f"last client, {clients}: ours / raw", ratio, "<=", 1.6)
        if clients >= 300:
            ratio = report.ratio(clients, cost, "node")
            report.target(f"CPU, {clients}: ours / node", ratio, "<=", 0.7 if many else 0.85)


if __name__ == "__main__":
    main()
