"""Calculates what 100,000 clients of one session need, from the points that `bench.reach` measured.

First it predicts measured points that it was not given, and says how far off it is. Nothing is
started and nothing measured here.
"""

from __future__ import annotations

import argparse
import random
import statistics
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from bench import points
from bench.model.costs import Costs, fit
from bench.model.simulation import Plan, simulate
from bench.points import Point, Points
from bench.reach import MOVE_EVERY_SECONDS, SLIDE_P99_MS
from bench.report import number, percentile, table

CLIENTS = 100_000
# A lesson: a slide every two seconds is lively, and each client's link breaks every ten minutes.
MOVES_PER_SECOND, STAY_SECONDS = 0.5, 600.0
# Each plan has one of these numbers of clients on a process.
SHARES = (10_000, 5000, 3000, 2000, 1000)
SECONDS, SHORT_SECONDS = 120.0, 10.0
DRAWS, SHORT_DRAWS = 40, 3
# Not measured, so each draw takes another value from these ranges: how much of the idle work comes
# in one piece, and how long Valkey needs to write a message to one more process.
LUMP, SUBSCRIBER = (0.0, 1.0), (10e-6, 60e-6)
# A core that is busier than this has nothing left for pages, votes and joins.
BUSIEST = 0.5
# The interval that is printed: five of a hundred draws lie below it, and five above.
LOW, HIGH = 0.05, 0.95


class Prediction(NamedTuple):
    """Milliseconds until the last client hears, and the share of a core, in one draw."""

    p50: float
    p99: float
    busy: float


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.capacity", description=__doc__)
    parser.add_argument("--points", type=Path, default=points.default_file(), help="the points")
    parser.add_argument("--clients", type=int, default=CLIENTS, help=f"default: {CLIENTS}")
    parser.add_argument("--short", action="store_true", help="few draws, to prove that it works")
    settings = parser.parse_args()
    try:
        measured = points.read(settings.points)
    except (OSError, ValueError) as error:
        sys.exit(f"no points ({error}): run python -m bench.reach --n 30,300,1000,3000,10000")
    if len(measured.sizes) < 2:
        sys.exit("points of one size say nothing about another: measure two sizes or more")
    draws, seconds = (SHORT_DRAWS, SHORT_SECONDS) if settings.short else (DRAWS, SECONDS)
    print(f"\nFrom {settings.points}: {measured.machine}\n")
    for line in check(measured):
        print(line)
    print()
    for line in plan(measured, settings.clients, draws, seconds):
        print(line)


def check(measured: Points) -> Iterator[str]:
    """Yield a table of what the model says about points that it was not given."""
    sizes = measured.sizes
    if void := sum(point.is_void for point in measured.points):
        yield f"- {void} of {len(measured.points)} points were disturbed: take all this with care"
    if len(sizes) < 3:
        yield "- too few sizes to predict one from the others, so nothing checks the model"
        return
    rows, worst = [], 0.0
    for size in sizes:
        rest = [point for point in measured.points if point.clients != size]
        here = [point for point in measured.points if point.clients == size]
        predicted, found = predict_one(fit(rest), size), observed(here)
        kind = "beyond the others" if size in (sizes[0], sizes[-1]) else "between the others"
        cells = [str(size), kind]
        for one, other in zip(predicted, found, strict=True):
            error = one / other - 1 if other else 0.0
            worst = max(worst, abs(error))
            cells += [number(other), number(one), f"{error:+.0%}"]
        rows.append(cells)
    yield "Each size predicted from all other sizes:\n"
    heads = ["N", "it lies"]
    for name in ("p50 ms", "p99 ms", "core share"):
        heads += [name, "predicted", "error"]
    yield table(heads, rows)
    yield f"\n- the largest error is {worst:.0%}"


def predict_one(costs: Costs, clients: int) -> Prediction:
    """Predict what `bench.reach` measures of this size."""
    rate = 1 / MOVE_EVERY_SECONDS
    moving = Plan(clients, 1, 1, SECONDS, moves_per_second=rate, is_random=False)
    return _summary(
        simulate(costs, moving).last,
        [costs.idle_share.at(clients) + rate * costs.move_core.at(clients)],
    )


def observed(here: Sequence[Point]) -> Prediction:
    """Return the medians of what was measured of one size."""
    found = [
        _summary(point.last, [point.idle_share + point.move_core / MOVE_EVERY_SECONDS])
        for point in here
    ]
    return Prediction(*(statistics.median(column) for column in zip(*found, strict=True)))


def plan(measured: Points, clients: int, draws: int, seconds: float) -> Iterator[str]:
    """Yield a table of plans for so many clients, and what it rests on."""
    rows, enough = [], None
    for share in SHARES:
        processes = -(-clients // share)
        found = list(_draws(measured, clients, processes, draws, seconds))
        late = percentile([one.p99 for one, _ in found], HIGH)
        busy = percentile([one.busy for one, _ in found], HIGH)
        is_measured = share <= measured.sizes[-1]
        if enough is None and is_measured and late <= SLIDE_P99_MS and busy <= BUSIEST:
            enough = processes
        rows.append(
            [
                str(processes),
                str(share) + ("" if is_measured else " (not measured)"),
                _interval([one.p50 for one, _ in found]),
                _interval([one.p99 for one, _ in found]),
                _interval([one.busy for one, _ in found]),
                _interval([mib / 1024 for _, mib in found]),
            ]
        )
    yield f"{clients} clients of one session, as many cores as processes: median (5 % to 95 %)\n"
    yield table(
        ["processes", "clients of each", "slide p50 ms", "slide p99 ms", "busiest core", "GiB"],
        rows,
    )
    yield ""
    if enough is None:
        yield f"- no plan has a slide p99 of {SLIDE_P99_MS} ms and cores {BUSIEST:.0%} busy at most"
    else:
        yield (
            f"- {enough} processes on as many cores are enough: slide p99 at most {SLIDE_P99_MS} ms"
            f" and no core busier than {BUSIEST:.0%}, at the upper end of the intervals"
        )
    yield from _limits(measured, clients)


def _limits(measured: Points, clients: int) -> Iterator[str]:
    """Yield what the calculation leaves out, or only supposes."""
    largest = measured.sizes[-1]
    yield (
        f"- extrapolated: one process was measured up to {largest} clients; {clients} are more "
        "processes, whose number was measured up to two, and a core for each with no neighbour"
    )
    if not measured.hop:
        yield "- supposed: 1 to 5 ms for the way through Valkey, because it was not measured"
    yield (
        f"- supposed: Valkey needs {SUBSCRIBER[0] * 1e6:.0f} to {SUBSCRIBER[1] * 1e6:.0f} us for "
        "one more process, and any part of the idle work comes in one piece each second"
    )
    yield (
        f"- left out: votes (one row of one database says how many a second), pages and joining by "
        f"the page, losses on the way; each client connects again every {STAY_SECONDS:.0f} s"
    )


def _draws(
    measured: Points, clients: int, processes: int, draws: int, seconds: float
) -> Iterator[tuple[Prediction, float]]:
    """Draw the repetitions anew, and yield a prediction and the memory in MiB (a bootstrap)."""
    hops = measured.hop or (1e-3, 2e-3, 5e-3)
    for seed in range(draws):
        chance = random.Random(seed)
        costs = fit(drawn(measured.points, chance), chance.uniform(*LUMP))
        if measured.own:
            # With PostgreSQL, the transaction takes another time than with SQLite.
            own = statistics.median(measured.own)
            costs = costs._replace(last=costs.last._replace(fixed=max(costs.last.fixed, own)))
        outcome = simulate(
            costs,
            Plan(
                clients,
                processes,
                processes,
                seconds,
                MOVES_PER_SECOND,
                clients / STAY_SECONDS,
                hops,
                chance.uniform(*SUBSCRIBER),
            ),
            seed,
        )
        yield _summary(outcome.last, outcome.busy), processes * costs.mib.at(clients / processes)


def drawn(found: Sequence[Point], chance: random.Random) -> list[Point]:
    """Draw as many repetitions of each size as there are, each perhaps several times."""
    by_size: dict[int, list[Point]] = {}
    for point in found:
        by_size.setdefault(point.clients, []).append(point)
    return [one for group in by_size.values() for one in chance.choices(group, k=len(group))]


def _summary(last: Sequence[float], busy: Sequence[float]) -> Prediction:
    times = last or [0.0]
    return Prediction(percentile(times, 0.5) * 1e3, percentile(times, 0.99) * 1e3, max(busy))


def _interval(values: Sequence[float]) -> str:
    low, high = percentile(values, LOW), percentile(values, HIGH)
    return f"{number(statistics.median(values))} ({number(low)} to {number(high)})"


if __name__ == "__main__":
    main()
