"""Measures the server's cost per heartbeat of an idle crowd, including its background work."""

from __future__ import annotations

from bench import options
from bench.gathering import Gathering, Window, gather, measure_undisturbed
from bench.peers.every import PEERS
from bench.report import Report, finish

SIDES = ("ours", "node", "stock")
SIZES = (1000,)
IDLE_SECONDS = 20.0
SHORT_SECONDS = 6.0


def main() -> None:
    settings = options.read("heartbeat", __doc__, SIZES, SIDES)
    report = Report("Heartbeats of an idle crowd, every 5 s", settings.tries)
    seconds = SHORT_SECONDS if settings.short else IDLE_SECONDS
    for clients in settings.sizes:
        for _ in range(settings.repeat):
            for side in settings.sides:
                figures: dict[str, float] = {}
                with gather(PEERS[side], clients, 1) as gathering:
                    measure_undisturbed(
                        lambda: _idle(gathering, seconds, figures),  # noqa: B023
                        report,
                        clients,
                        side,
                    )
                report.add(clients, side, **figures)
        ratio = report.ratio(clients, "CPU_us_per_heartbeat", "stock")
        report.target(f"heartbeat, {clients}: ours / stock", ratio, "<=", 0.3)
    finish(report, settings.hold)


def _idle(gathering: Gathering, seconds: float, figures: dict[str, float]) -> Window:
    before = gathering.crowd.pings
    with gathering.window() as window:
        gathering.crowd.idle(seconds)
    pings = max(1, gathering.crowd.pings - before)
    figures.update(CPU_us_per_heartbeat=window.server.running / pings * 1e6, heartbeats=pings)
    return window


if __name__ == "__main__":
    main()
