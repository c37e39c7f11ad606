"""Measures N people who join by the page at one moment, as browsers do, until each has a snapshot.

A browser fetches the page and its files, sends the form, fetches the room, its files and the deck,
connects its socket and asks for the snapshot.
"""

from __future__ import annotations

from bench import options
from bench.arrivals import Arrivals, Wave
from bench.gathering import Window, measure_undisturbed
from bench.peers.ours import Ours
from bench.report import Report, finish, percentile

SIZES = (300, 1000, 3000)
# The wanted seconds until the last is in, and milliseconds of CPU for each, by size.
LAST_SECONDS = {1000: 8.0, 3000: 25.0}
CPU_MS = 7.0


def main() -> None:
    settings = options.read("joining", __doc__, SIZES, ("ours",))
    report = Report("N join by the page at one moment", settings.tries)
    for clients in settings.sizes:
        for _ in range(settings.repeat):
            _measure(report, clients)
        _targets(report, clients)
    finish(report, settings.hold)


def _measure(report: Report, clients: int) -> None:
    figures: dict[str, float] = {}

    def measure() -> Window:
        with Ours(0) as peer, Arrivals(peer) as arrivals:
            arrivals.connect_hosts()
            # The first person meets a server that has made no page yet, and is not measured.
            arrivals.join(1)
            with arrivals.window() as window:
                wave = arrivals.join(clients)
            # Everybody who is in hears what happens next.
            arrivals.one_move(1 + len(wave.clients) + 1)
            figures.update(_figures(wave, window))
            return window

    measure_undisturbed(measure, report, clients, "ours")
    report.add(clients, "ours", **figures)


def _figures(wave: Wave, window: Window) -> dict[str, float]:
    seconds = wave.seconds or [window.seconds]
    return {
        "first_in_s": seconds[0],
        "half_in_s": percentile(seconds, 0.5),
        "last_in_s": seconds[-1],
        "CPU_ms_each": window.server.running / len(wave.visitors) * 1e3,
        "cut_off": wave.cut_off,
        "asked_to_wait": sum(one.waits for one in wave.visitors),
        "load_busy_share": window.load.running / window.seconds,
    }


def _targets(report: Report, clients: int) -> None:
    cut_off = report.worst(clients, "ours", "cut_off")
    report.target(f"cut off, {clients}, in the worst repetition", cut_off, "<=", 0)
    if clients in LAST_SECONDS:
        last = report.median(clients, "ours", "last_in_s")
        report.target(f"last in, {clients}: seconds", last, "<=", LAST_SECONDS[clients])
    if clients == 1000:
        first = report.median(clients, "ours", "first_in_s")
        report.target(f"first in, {clients}: seconds", first, "<=", 1.0)
        cost = report.median(clients, "ours", "CPU_ms_each")
        report.target(f"CPU of each, {clients}: ms", cost, "<=", CPU_MS)


if __name__ == "__main__":
    main()
