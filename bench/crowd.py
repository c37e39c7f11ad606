"""Measures a page while everybody joins at once, and then while everybody leaves at once."""

from __future__ import annotations

from bench import options
from bench.gathering import Gathering, Window, measure_undisturbed
from bench.peers.every import PEERS
from bench.probe import probing
from bench.report import Report, finish

SIDES = ("ours", "node", "ws", "bun", "stock")
SIZES = (300, 3000)
AT_ONCE = 512
QUIET_SHARE = 0.2
LONGEST_SECONDS = 20.0


def main() -> None:
    settings = options.read("crowd", __doc__, SIZES, SIDES)
    report = Report("N join at once; N leave at once", settings.tries)
    for clients in settings.sizes:
        for _ in range(settings.repeat):
            for side in settings.sides:
                _measure(report, side, clients)
        ratio = report.ratio(clients, "longest_wait_ms", "stock")
        report.target(f"longest wait, {clients} leave: ours / stock", ratio, "<=", 0.3)
        ratio = report.ratio(clients, "connects_per_s", "node")
        report.target(f"connects/s, {clients}: ours / node", ratio, ">=", 1.0)
    finish(report, settings.hold)


def _measure(report: Report, side: str, clients: int) -> None:
    figures: dict[str, float] = {}

    def measure() -> Window:
        with PEERS[side](clients) as peer, Gathering(peer) as gathering:
            return _come_and_go(gathering, figures)

    measure_undisturbed(measure, report, clients, side)
    report.add(clients, side, **figures)


def _come_and_go(gathering: Gathering, figures: dict[str, float]) -> Window:
    crowd = gathering.crowd
    gathering.connect_hosts()
    with gathering.window() as joining:
        seconds = gathering.connect_viewers(AT_ONCE)
    viewers = crowd.clients[gathering.peer.hosts :]
    with probing(gathering.peer.port, ["/healthz"]) as probe:
        crowd.idle(0.5)
        with gathering.window() as leaving:
            crowd.leave(viewers)
            _until_quiet(gathering)
    figures.update(
        connects_per_s=len(viewers) / seconds,
        CPU_us_per_connect=joining.server.running / len(viewers) * 1e6,
        longest_wait_ms=max(probe.times["/healthz"]) * 1e3,
        CPU_us_per_leave=leaving.server.running / len(viewers) * 1e6,
    )
    joining.add(leaving.of_server())
    return joining


def _until_quiet(gathering: Gathering) -> None:
    """Serve the other clients until the server has dealt with those that left."""
    for _ in range(int(LONGEST_SECONDS / 0.25)):
        with gathering.window() as window:
            gathering.crowd.idle(0.25)
        if window.server.running / window.seconds < QUIET_SHARE:
            return


if __name__ == "__main__":
    main()
