"""Simulates one session on several processes: what waits for a core, and when the last one hears.

Each core does one piece of work after another, in the order in which they come. Pieces of work are
moves, the idle work of a crowd (heartbeats, ticks, presence) and clients that connect. A move is
made at the first process; the others hear of it by the queue.
"""

from __future__ import annotations

import heapq
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count
from typing import NamedTuple

from bench.model.costs import Costs

# The idle work that does not come in one piece comes in pieces of this period.
SLICE_SECONDS = 0.05


@dataclass(frozen=True)
class Plan:
    """The session to simulate: clients spread evenly over processes, and these over cores.

    `hops` are seconds from the commit of a move to its start at another process, of which each
    move and process draws one. The queue serves the k-th other process `k * subscriber` later.
    With `is_random`, moves come at random moments, otherwise evenly.
    """

    clients: int
    processes: int
    cores: int
    seconds: float
    moves_per_second: float = 0.0
    connects_per_second: float = 0.0
    hops: Sequence[float] = (0.0,)
    subscriber: float = 0.0
    is_random: bool = True

    @property
    def share(self) -> float:
        """The clients of one process."""
        return self.clients / self.processes


@dataclass(frozen=True)
class Outcome:
    """`last` has the seconds until the last client of all heard of each move.

    `busy` is the share of the time for which each core worked, and `waits` are the seconds that
    each client that came waited for a core.
    """

    last: list[float]
    busy: list[float]
    waits: list[float]


class _Work(NamedTuple):
    at: float
    order: int
    process: int
    core_seconds: float
    # The move that this piece belongs to; -1 for a client that connects, -2 for idle work.
    move: int


CONNECT, IDLE = -1, -2


def simulate(costs: Costs, plan: Plan, seed: int = 1) -> Outcome:
    """Return what happens. The same seed gives the same outcome."""
    chance, order = random.Random(seed), count()
    began: list[float] = []
    waiting: list[_Work] = []
    for at in _moments(chance, plan.moves_per_second, plan.seconds, plan.is_random):
        waiting.append(_Work(at, next(order), 0, costs.move_core.at(plan.share), len(began)))
        began.append(at)
    for process in range(plan.processes):
        for at, seconds in _idle(chance, costs, plan):
            waiting.append(_Work(at, next(order), process, seconds, IDLE))
        for at in _moments(chance, plan.connects_per_second / plan.processes, plan.seconds):
            waiting.append(_Work(at, next(order), process, costs.connect_core, CONNECT))
    heapq.heapify(waiting)
    free, busy = [0.0] * plan.cores, [0.0] * plan.cores
    heard, waits = [0.0] * len(began), []
    while waiting:
        work = heapq.heappop(waiting)
        core = work.process % plan.cores
        start = max(work.at, free[core])
        free[core] = start + work.core_seconds
        busy[core] += work.core_seconds
        if work.move == CONNECT:
            waits.append(start - work.at)
        elif work.move >= 0:
            # What does not grow with the clients is the transaction, which only one process has.
            slowness = chance.choice(costs.spread)
            committed = start + (costs.last.fixed * slowness if work.process == 0 else 0.0)
            reached = committed + costs.last.each * plan.share * slowness
            heard[work.move] = max(heard[work.move], reached)
            if work.process == 0:
                for other in range(1, plan.processes):
                    at = committed + chance.choice(plan.hops) + other * plan.subscriber
                    seconds = costs.move_core.each * plan.share
                    heapq.heappush(waiting, _Work(at, next(order), other, seconds, work.move))
    return Outcome(
        [end - begin for begin, end in zip(began, heard, strict=True)],
        [seconds / plan.seconds for seconds in busy],
        waits,
    )


def _idle(chance: random.Random, costs: Costs, plan: Plan) -> Iterator[tuple[float, float]]:
    """Yield when a process does idle work, and for how long: once a second, and in between."""
    share = costs.idle_share.at(plan.share)
    if share <= 0:
        return
    offset = chance.random()
    for second in range(int(plan.seconds)):
        if costs.lump:
            yield second + offset, share * costs.lump
        if costs.lump < 1:
            for piece in range(round(1 / SLICE_SECONDS)):
                yield second + piece * SLICE_SECONDS, share * (1 - costs.lump) * SLICE_SECONDS


def _moments(
    chance: random.Random, rate: float, seconds: float, is_random: bool = True
) -> Iterator[float]:
    """Yield moments of this rate per second: at random, or evenly."""
    at = 0.0
    while rate > 0:
        at += chance.expovariate(rate) if is_random else 1 / rate
        if at >= seconds:
            return
        yield at
