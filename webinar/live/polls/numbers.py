"""Statistics of the numbers given as answers, and the rule for right numbers. Pure."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping
from decimal import Context, Decimal
from typing import Protocol

from msgspec import UNSET

from webinar.kit.text import plain_decimal
from webinar.live.polls.view_structs import NumberBin, Numbers, RightNumber

MOST_BINS = 12
# The exact sum of two floats up to 1e12 never has more digits than this.
_EXACT = Context(prec=1000)


def describe(counts: Mapping[float, int], right: RightNumber | None) -> Numbers:
    """Describe the numbers. `counts` is how often each number was given; at least one was."""
    values = sorted(counts)
    count = sum(counts.values())
    mean = math.fsum(value * counts[value] for value in values) / count
    return Numbers(
        count=count,
        mean=_rounded(mean),
        median=_rounded(_median(values, counts, count)),
        min=values[0],
        max=values[-1],
        bins=_bins(values, counts),
        right=UNSET
        if right is None
        else sum(number for value, number in counts.items() if is_right(value, right)),
    )


class Right(Protocol):
    """The right numbers, as lessons and polls hold them: at most `tolerance` from `value`."""

    @property
    def value(self) -> float: ...
    @property
    def tolerance(self) -> float: ...


def is_right(answer: float, right: Right) -> bool:
    """Return whether the answer is within the tolerance, both ends included.

    This decimal arithmetic is the one rule for sessions, courses and the files made from them.
    `static/js/learn/player/numeric.ts` repeats it for players;
    `tests/live/polls/numeric_answers.json` has the cases in which both must agree.
    """
    distance = _EXACT.subtract(_decimal(answer), _decimal(right.value))
    return abs(distance) <= _decimal(right.tolerance)


def ends(right: Right) -> tuple[str, str]:
    """Return the least and the greatest right answer, in the form of `written`."""
    value, tolerance = _decimal(right.value), _decimal(right.tolerance)
    return plain_decimal(_EXACT.subtract(value, tolerance)), plain_decimal(
        _EXACT.add(value, tolerance)
    )


def written(value: float) -> str:
    """Return the number with all its digits and a decimal point, but no exponent or final zeros."""
    return plain_decimal(_decimal(value))


def _decimal(value: float) -> Decimal:
    """Return the number that a person wrote; the float is its nearest binary fraction."""
    return Decimal(repr(value))


def _median(values: list[float], counts: Mapping[float, int], count: int) -> float:
    passed, lower = 0, None
    for value in values:
        passed += counts[value]
        if lower is not None:
            return (lower + value) / 2
        if passed * 2 > count:
            return value
        if passed * 2 == count:
            lower = value
    return values[-1]


def _bins(values: list[float], counts: Mapping[float, int]) -> list[NumberBin]:
    """Return up to twelve bins of equal width, by Sturges' rule; equal numbers have one bin.

    Bins of whole numbers begin and end at whole numbers, so the last may end above all of them.
    """
    low, high = values[0], values[-1]
    total = sum(counts.values())
    bin_count = min(MOST_BINS, math.ceil(math.log2(total)) + 1)
    width = (high - low) / bin_count
    if not width:
        return [NumberBin(low, high, total)]
    if all(float(value).is_integer() for value in values):
        width = math.ceil((high - low + 1) / bin_count)
        bin_count = math.ceil((high - low + 1) / width)
        high = low + width * bin_count
    counts_by_bin: Counter[int] = Counter()
    for value in values:
        counts_by_bin[min(bin_count - 1, int((value - low) / width))] += counts[value]
    edges = [_rounded(low + width * index) for index in range(bin_count)] + [high]
    return [
        NumberBin(edges[index], edges[index + 1], counts_by_bin[index])
        for index in range(bin_count)
    ]


def _rounded(value: float) -> float:
    """Return the number with seven significant digits, which are enough for readers."""
    return float(f"{value:.7g}")
