"""Measures pages over HTTP, idle and while 800 votes arrive per second, and slides meanwhile.

Slides are measured alone, and while the organiser opens heavy pages without pause.
"""

from __future__ import annotations

import statistics
import time
from itertools import chain

from bench import options
from bench.gathering import Gathering, Window, gather, measure_undisturbed
from bench.peers.ours import Ours
from bench.probe import probing
from bench.report import Report, finish_all, percentile
from bench.voting import Pacer

SIZES = (300,)
SECONDS = 3.0
VOTES_PER_SECOND = 800
STATES = ("ours idle", "ours under votes")
# A presenter may move 20 times in 2 seconds and send 60 messages in 15.
HOSTS, MOVES, SHORT_MOVES = 8, 150, 10
MOVE_EVERY_SECONDS = 0.05
HEAVY_PAGES = ("console", "report")


def main() -> None:
    settings = options.read("pages", __doc__, SIZES, ("ours",))
    report = Report("GET of a page: milliseconds", settings.tries)
    slides = Report("Slides while the organiser opens pages without pause", settings.tries)
    for clients in settings.sizes:
        for _ in range(settings.repeat):
            _measure(report, clients)
            _measure_slides(slides, clients, SHORT_MOVES if settings.short else MOVES)
        for name in ("room_ms", "deck_ms"):
            idle = report.median(clients, "ours idle", name)
            busy = report.median(clients, "ours under votes", name)
            ratio = busy / idle if idle and busy else None
            report.target(f"{name}, {clients}: under votes / idle", ratio, "<=", 2.0)
        alone = slides.median(clients, "ours", "slide_alone_p99")
        under = slides.median(clients, "ours", "slide_under_pages_p99")
        ratio = under / alone if under and alone else None
        slides.target(f"slide p99, {clients}: under pages / alone", ratio, "<=", 1.3)
    finish_all([report, slides], settings.hold)


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


def _measure_slides(report: Report, clients: int, moves: int) -> None:
    figures: dict[str, float] = {}

    def measure() -> Window:
        with gather(Ours, clients, HOSTS) as gathering:
            peer = gathering.peer
            assert isinstance(peer, Ours)
            alone = _moves(gathering, moves)
            with gathering.window() as window:
                with probing(peer.port, _heavy(peer), peer.session.owner_cookie) as probe:
                    under_pages = _moves(gathering, moves)
            gathering.check()
        for name, times in (("alone", alone), ("under_pages", under_pages)):
            figures[f"slide_{name}_ms"] = statistics.median(times) * 1e3
            figures[f"slide_{name}_p99"] = percentile(times, 0.99) * 1e3
        figures["pages_per_s"] = sum(map(len, probe.times.values())) / window.seconds
        figures["page_ms"] = statistics.median(chain(*probe.times.values())) * 1e3
        return window.of_server()

    measure_undisturbed(measure, report, clients, "ours")
    report.add(clients, "ours", **figures)


def _heavy(peer: Ours) -> list[str]:
    desk, room = f"/desk/{peer.session.code}", f"/rooms/{peer.session.code}"
    return ["/desk", desk, f"{desk}/attendance", *(f"{room}/{page}" for page in HEAVY_PAGES)]


def _moves(gathering: Gathering, moves: int) -> list[float]:
    """Return the seconds until the last client heard, for each move."""
    times = []
    for _ in range(moves):
        times.append(gathering.one_move())
        gathering.crowd.idle(MOVE_EVERY_SECONDS)
    return times


if __name__ == "__main__":
    main()
