"""Measures memory for an hour in which cohorts of 30 join by the page, take part, and leave.

Each cohort has a session of its own, which its presenter ends.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import ExitStack

from bench import options
from bench.arrivals import Arrivals
from bench.load.crowd import Stuck
from bench.memory import CHURN_GROWTH
from bench.peers.ours import Ours
from bench.peers.session import Session, make_session
from bench.report import Report, finish, number
from bench.voting import all_at_once
from webinar.kit.db import Database

COHORTS, SHORT_COHORTS = 120, 3
PEOPLE = 30
# From one cohort to the next; 120 of them make an hour.
SECONDS, SHORT_SECONDS = 30.0, 0.0
MOVES = 5
# After everybody has left, a server still has something to do.
AFTER_SECONDS = 2.0
# The cohorts come from different addresses, because joins are limited by address.
FIRST_ADDRESS, ADDRESSES = 10, 200


class Successive(Ours):
    """Our server with a session for each cohort."""

    def __init__(self, cohorts: int) -> None:
        super().__init__(viewers=0)
        self._cohorts = cohorts
        self.sessions: list[Session] = []

    def prepare(self) -> None:
        super().prepare()
        db = Database(self.database_url)
        for cohort in range(self._cohorts):
            name = f"owner-{cohort}"
            self.sessions.append(db.write(lambda rows: make_session(rows, 1, 0, name)))  # noqa: B023
        db.close()


def main() -> None:
    settings = options.read("cohorts", __doc__, (COHORTS,), ("ours",))
    cohorts = SHORT_COHORTS if settings.short else settings.sizes[0]
    seconds = SHORT_SECONDS if settings.short else SECONDS
    report = Report(f"Memory over {cohorts} cohorts of {PEOPLE}", 1)
    sizes = []
    for cohort, mib in enumerate(_come_and_go(cohorts, seconds), 1):
        print(f"cohort {cohort:4d}  {number(mib)} MiB", flush=True)
        sizes.append(mib)
    report.add(cohorts, "ours", **figures(sizes))
    if not settings.short:
        growth = report.median(cohorts, "ours", "growth_share")
        report.target("memory: last / after the first tenth", growth, "<=", CHURN_GROWTH)
    finish(report, settings.hold)


def figures(sizes: list[float]) -> dict[str, float]:
    """Return the figures of these sizes in MiB, one after each cohort.

    By the end of the first tenth, the server has made and kept whatever it keeps.
    """
    tenth = len(sizes) // 10
    later = max(1, len(sizes) - 1 - tenth) * PEOPLE
    return {
        "MiB_first": sizes[0],
        "MiB_after_a_tenth": sizes[tenth],
        "MiB_last": sizes[-1],
        "KiB_more_per_person": (sizes[-1] - sizes[tenth]) * 1024 / later,
        "growth_share": sizes[-1] / sizes[tenth],
    }


def _come_and_go(cohorts: int, seconds: float) -> Iterator[float]:
    """Yield the server's memory in MiB after each cohort has left; audit them all at the end."""
    with Successive(cohorts) as peer, ExitStack() as stack:
        gone = []
        for cohort, session in enumerate(peer.sessions):
            began = time.monotonic()
            peer.session = session
            arrivals = Arrivals(peer)
            stack.callback(arrivals.crowd.close)
            _take_part(arrivals, FIRST_ADDRESS + cohort % ADDRESSES)
            arrivals.crowd.idle(began + seconds - AFTER_SECONDS - time.monotonic())
            _leave(arrivals)
            time.sleep(AFTER_SECONDS)
            yield peer.resident() / 2**20
            gone.append(arrivals)
        peer.stop()
        for arrivals in gone:
            arrivals.compare()


def _take_part(arrivals: Arrivals, address: int) -> None:
    arrivals.connect_hosts()
    wave = arrivals.join(PEOPLE, address)
    if wave.cut_off:
        raise Stuck(f"{wave.cut_off} of a cohort were cut off")
    arrivals.check_snapshots()
    crowd = arrivals.crowd
    for turn in range(MOVES):
        arrivals.one_move()
        # They change their minds once.
        if turn < 2:
            all_at_once(arrivals, turn)
    goal = crowd.answered + len(wave.clients)
    for client in wave.clients:
        crowd.send(client, Ours.ask("What helps when parents do not come?", "en"))
    crowd.wait_answers(goal)
    arrivals.check()


def _leave(arrivals: Arrivals) -> None:
    """End the session, and close all connections."""
    crowd = arrivals.crowd
    arrivals.catch_up()
    goal = crowd.answered + 1
    crowd.send(crowd.clients[0], Ours.end())
    crowd.wait_answers(goal)
    arrivals.check()
    crowd.leave(crowd.clients)
    arrivals.close_pages()


if __name__ == "__main__":
    main()
