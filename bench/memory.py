"""Measures resident memory per connected client, after connecting and two heartbeats.

Clients take seats that were written beforehand; with --joined, each person joins by the page.
"""

from __future__ import annotations

import random
import time
from collections.abc import Sequence
from typing import NoReturn

from bench import options
from bench.arrivals import Arrivals
from bench.gathering import Gathering, Window, gather, measure_undisturbed
from bench.options import Options
from bench.peers.every import PEERS
from bench.peers.ours import Ours
from bench.report import Report, finish, number

SIDES = ("ours", "node", "ws", "bun", "stock", "raw")
SIZES = (1000, 3000)
IDLE_SECONDS = 12.0
CHURN_SECONDS = 600.0
SHORT_CHURN_SECONDS = 20.0
# The share of the clients that leave and come back in each turn.
CHURN_SHARE = 0.05
CHURN_GROWTH = 1.05
# Wanted of people who join by the page.
KIB_PER_PERSON, MIB_EMPTY = 12, 110


def main() -> None:
    settings = options.read("memory", __doc__, SIZES, SIDES)
    if settings.churn:
        report = Report("Memory of the server while clients come and go", 1)
        seconds = SHORT_CHURN_SECONDS if settings.short else CHURN_SECONDS
        report.target(
            "memory at the end / after the first tenth",
            growth(_churn(settings.sizes[0], seconds)),
            "<=",
            CHURN_GROWTH,
        )
        finish(report, settings.hold)
    if settings.joined:
        _joined(settings)
    report = Report("Memory of the server", settings.tries)
    for clients in settings.sizes:
        for _ in range(settings.repeat):
            for side in settings.sides:
                _measure(report, side, clients, 1.0 if settings.short else IDLE_SECONDS)
        ratio = report.ratio(clients, "KiB_per_client", "node")
        report.target(f"memory, {clients}: ours / node", ratio, "<=", 1.1)
    finish(report, settings.hold)


def _measure(report: Report, side: str, clients: int, seconds: float) -> None:
    figures: dict[str, float] = {}

    def measure() -> Window:
        with PEERS[side](clients) as peer, Gathering(peer) as gathering:
            gathering.connect_hosts()
            gathering.one_move()
            empty = peer.resident()
            gathering.connect_viewers()
            with gathering.window() as window:
                gathering.crowd.idle(seconds)
            full = peer.resident()
        figures.update(
            KiB_per_client=(full - empty) / 1024 / clients,
            MiB_empty=empty / 2**20,
            MiB_full=full / 2**20,
        )
        return window

    measure_undisturbed(measure, report, clients, side)
    report.add(clients, side, **figures)


def _joined(settings: Options) -> NoReturn:
    report = Report("Memory of the server, per person who joined by the page", settings.tries)
    for people in settings.sizes:
        for _ in range(settings.repeat):
            figures: dict[str, float] = {}
            seconds = 1.0 if settings.short else IDLE_SECONDS
            measure_undisturbed(
                lambda: _join(people, seconds, figures),  # noqa: B023
                report,
                people,
                "ours",
            )
            report.add(people, "ours", **figures)
        if not settings.short:
            size = report.median(people, "ours", "KiB_per_person")
            report.target(f"KiB per person, {people}", size, "<=", KIB_PER_PERSON)
        empty = report.median(people, "ours", "MiB_empty")
        report.target("MiB empty", empty, "<=", MIB_EMPTY)
    finish(report, settings.hold)


def _join(people: int, seconds: float, figures: dict[str, float]) -> Window:
    with Ours(0) as peer, Arrivals(peer) as arrivals:
        arrivals.connect_hosts()
        # The first person's pages, which are made once and kept, do not count as anybody's.
        arrivals.join(1)
        arrivals.one_move()
        empty = peer.resident()
        wave = arrivals.join(people)
        arrivals.close_pages()
        with arrivals.window() as window:
            arrivals.crowd.idle(seconds)
        full = peer.resident()
    figures.update(
        KiB_per_person=(full - empty) / 1024 / max(1, len(wave.clients)),
        MiB_empty=empty / 2**20,
        MiB_full=full / 2**20,
        cut_off=wave.cut_off,
    )
    return window


def growth(sizes: Sequence[float]) -> float:
    """Return the last memory over that of the second reading, after the server has warmed up."""
    return sizes[-1] / sizes[1]


def _churn(clients: int, seconds: float) -> list[float]:
    """Let clients join and leave for a while; return the memory in MiB, eleven times."""
    sizes: list[float] = []
    chooser = random.Random(1)
    print(f"Resident memory while {CHURN_SHARE:.0%} of {clients} leave and come back in turns")
    with gather(PEERS["ours"], clients, 1) as gathering:
        crowd, began = gathering.crowd, time.monotonic()
        step, comings = seconds / 10, 0
        for minute in range(11):
            while time.monotonic() - began < minute * step:
                leaving = chooser.sample(crowd.clients[1:], max(1, int(clients * CHURN_SHARE)))
                crowd.leave(leaving)
                crowd.idle(0.2)
                for client in leaving:
                    crowd.reconnect(client)
                crowd.until(lambda: crowd.seated >= gathering.size, "for them to come back")
                comings += len(leaving)
                crowd.idle(0.3)
            sizes.append(gathering.peer.resident() / 2**20)
            memory = number(sizes[-1])
            print(f"{minute * step:5.0f} s  {memory} MiB after {comings} comings", flush=True)
    return sizes


if __name__ == "__main__":
    main()
