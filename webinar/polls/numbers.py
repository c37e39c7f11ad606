"""What is said of the numbers that were given. Pure."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping

from msgspec import UNSET

from webinar.polls.shown import NumberBin, Numbers, RightNumber

MOST_BINS = 12


def describe(counts: Mapping[float, int], right: RightNumber | None) -> Numbers:
    """`counts` says how often each number was given; at least one was."""
    values = sorted(counts)
    count = sum(counts.values())
    mean = math.fsum(value * counts[value] for value in values) / count
    return Numbers(
        count=count,
        mean=_short(mean),
        median=_short(_median(values, counts, count)),
        min=values[0],
        max=values[-1],
        bins=_bins(values, counts),
        right=UNSET
        if right is None
        else sum(number for value, number in counts.items() if is_right(value, right)),
    )


def is_right(value: float, right: RightNumber) -> bool:
    """Whether it is within the tolerance; ends that binary fractions miss by a hair are in it."""
    off = abs(value - right.value)
    return off <= right.tolerance or math.isclose(off, right.tolerance, rel_tol=1e-9)


def _median(values: list[float], counts: Mapping[float, int], count: int) -> float:
    at, lower = 0, None
    for value in values:
        at += counts[value]
        if lower is not None:
            return (lower + value) / 2
        if at * 2 > count:
            return value
        if at * 2 == count:
            lower = value
    return values[-1]


def _bins(values: list[float], counts: Mapping[float, int]) -> list[NumberBin]:
    """Up to twelve of equal width, by Sturges' rule; one where all numbers are the same."""
    low, high = values[0], values[-1]
    total = sum(counts.values())
    number = min(MOST_BINS, math.ceil(math.log2(total)) + 1)
    width = (high - low) / number
    if not width:
        return [NumberBin(low, high, total)]
    held: Counter[int] = Counter()
    for value in values:
        held[min(number - 1, int((value - low) / width))] += counts[value]
    edges = [_short(low + width * place) for place in range(number)] + [high]
    return [NumberBin(edges[place], edges[place + 1], held[place]) for place in range(number)]


def _short(value: float) -> float:
    """Without digits that nobody reads: seven significant ones."""
    return float(f"{value:.7g}")
