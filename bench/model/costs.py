"""The costs of one process, fitted to measured points: each is a line in the number of clients."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Sequence
from typing import NamedTuple

from bench.points import Point


class Line(NamedTuple):
    """`fixed + each * n`."""

    fixed: float = 0.0
    each: float = 0.0

    def at(self, clients: float) -> float:
        return self.fixed + self.each * clients


class Costs(NamedTuple):
    """Times are seconds, memory is MiB, for one process with n clients.

    `last` is the time until the last of n clients hears of a move, when the process does nothing
    else; `move_core` the time that its core is busy with that move; `idle_share` the share of its
    core that the clients take meanwhile; `connect_core` the core's time for a client that comes.
    `lump` is the part of the idle work that is done in one piece each second. `spread` has the
    times that moves took, over the median of their repetition: other moves spread alike.
    """

    last: Line
    move_core: Line
    idle_share: Line
    mib: Line
    connect_core: float
    lump: float = 0.5
    spread: Sequence[float] = (1.0,)


def fit(points: Sequence[Point], lump: float = 0.5) -> Costs:
    """Fit the costs to these points. Two sizes at least are needed, else raises `ValueError`."""
    return Costs(
        last=_line(points, lambda point: statistics.median(point.last)),
        move_core=_line(points, lambda point: point.move_core),
        idle_share=_line(points, lambda point: point.idle_share),
        mib=_line(points, lambda point: point.mib_empty + point.mib_more),
        connect_core=statistics.median(point.connect_core for point in points),
        lump=lump,
        spread=[took / statistics.median(point.last) for point in points for took in point.last],
    )


def _line(points: Sequence[Point], value: Callable[[Point], float]) -> Line:
    return line([point.clients for point in points], [value(point) for point in points])


def line(sizes: Sequence[float], values: Sequence[float]) -> Line:
    """Return the line with the least sum of squared errors, each relative to its value.

    Relative errors, because otherwise the largest crowd alone would decide. Neither part of the
    line is below 0: nothing gets cheaper by more clients. Values of 0, which noise may make of
    small ones, are left out. Raises `ValueError` if all sizes are one.
    """
    if len(set(sizes)) < 2:
        raise ValueError("a line needs points of two sizes")
    found = [(size, value) for size, value in zip(sizes, values, strict=True) if value > 0]
    if len({size for size, _ in found}) < 2:
        return Line(0.0, max((value / size for size, value in found), default=0.0))
    sizes, values = zip(*found, strict=True)
    weights = [1 / value**2 for value in values]
    total = sum(weights)
    mean_x = sum(w * x for w, x in zip(weights, sizes, strict=True)) / total
    mean_y = sum(w * y for w, y in zip(weights, values, strict=True)) / total
    rows = list(zip(weights, sizes, values, strict=True))
    each = sum(w * (x - mean_x) * (y - mean_y) for w, x, y in rows) / sum(
        w * (x - mean_x) ** 2 for w, x, _ in rows
    )
    fixed = mean_y - each * mean_x
    if each < 0:
        return Line(mean_y, 0.0)
    if fixed < 0:
        return Line(0.0, sum(w * x * y for w, x, y in rows) / sum(w * x * x for w, x, _ in rows))
    return Line(fixed, each)
