"""The points of a ranking by Borda's count. Pure.

The first of n options gets n - 1 points, and the last gets 0. If a ballot ranks only some options
from the top, the others are tied: each gets the mean of the remaining points. This is the method of
Cullinan, Hsiao and Polett ("A Borda count for partially ordered ballots", Social Choice and Welfare
42, 2014) and the "average score" of Narodytska and Walsh. So every ballot gives the same number of
points, and nobody gains by ranking fewer options.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Hashable, Sequence
from typing import TypeVar

Option = TypeVar("Option", bound=Hashable)


def doubled(ranked: Sequence[Option], options: Collection[Option]) -> Counter[Option]:
    """Return twice the points that one ballot gives each option; doubling avoids halves."""
    most, unranked = len(options) - 1, len(options) - len(ranked)
    scores = Counter({option: unranked - 1 for option in options})
    scores.update({option: 0 for option in ranked})
    for rank, option in enumerate(ranked):
        scores[option] = 2 * (most - rank)
    return scores
