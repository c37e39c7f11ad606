"""Measures pages over HTTP, on an idle server and while 800 votes arrive per second."""

from __future__ import annotations

import statistics
import time

from bench import options
from bench.gathering import Gathering, Window, measure_undisturbed
from bench.peers.ours import Ours
from bench.probe import probing
from bench.report import Report, finish, percentile
from bench.voting import Pacer

SIZES = (300,)
SECONDS = 3.0
VOTES_PER_SECOND = 800
STATES = ("ours idle", "ours under votes")


def main() -> None:
    settings = options.read("pages", __doc__, SIZES, ("ours",))
    report = Report("GET of a page: milliseconds", settings.tries)
    for clients in settings.sizes:
        for _ in range(settings.repeat):
            _measure(report, clients)
        for name in ("room_ms", "deck_ms"):
            idle = report.median(clients, "ours idle", name)
            busy = report.median(clients, "ours under votes", name)
            ratio = busy / idle if idle and busy else None
            report.target(f"{name}, {clients}: under votes / idle", ratio, "<=", 2.0)
    finish(report, settings.hold)


def _measure(report: Report, clients: int) -> None:
    figures_by_state: dict[str, dict[str, float]] = {}

    def measure() -> Window:
        with Ours(clients) as peer, Gathering(peer) as gathering:
            gathering.connect_hosts()
            gathering.connect_viewers()
            return _both(gathering, peer, figures_by_state)

    measure_undisturbed(measure, report, clients, *STATES)
    for state, figures in figures_by_state.items():
        report.add(clients, state, **figures)


def _both(
    gathering: Gathering, peer: Ours, figures_by_state: dict[str, dict[str, float]]
) -> Window:
    whole, clients = Window(), peer.viewers
    # A participant may vote 10 times at once, then once a second.
    for state, rate in zip(STATES, (0.0, min(VOTES_PER_SECOND, clients * 2.6)), strict=True):
        with gathering.window() as window:
            figures_by_state[state] = _times(gathering, peer, rate)
        whole.add(window.of_server())
    gathering.check()
    return whole


def _times(gathering: Gathering, peer: Ours, rate: float) -> dict[str, float]:
    room = f"/rooms/{peer.session.code}"
    deck = f"{room}/deck/ru/0"
    with probing(peer.port, [room, deck], peer.session.cookie) as probe:
        Pacer(gathering, rate).until(time.perf_counter() + SECONDS)
    return {
        "room_ms": statistics.median(probe.times[room]) * 1e3,
        "room_p95": percentile(probe.times[room], 0.95) * 1e3,
        "deck_ms": statistics.median(probe.times[deck]) * 1e3,
        "deck_p95": percentile(probe.times[deck], 0.95) * 1e3,
    }


if __name__ == "__main__":
    main()
