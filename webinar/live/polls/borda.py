"""The points of a ranking by Borda's count. Pure.

Of n options the first gets n - 1 points and the last 0. A ballot that ranks only some from the top
leaves the others tied: each of these gets the mean of the points that are left, as Cullinan, Hsiao
and Polett do for partially ordered ballots ("A Borda count for partially ordered ballots", Social
Choice and Welfare 42, 2014; the "average score" of Narodytska and Walsh). Every ballot thus gives
away equally many points, and nobody gains by ranking less.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Hashable, Sequence
from typing import TypeVar

Option = TypeVar("Option", bound=Hashable)


def doubled(ranked: Sequence[Option], options: Collection[Option]) -> Counter[Option]:
    """Twice the points of each option, for one ballot: whole numbers, with no halves."""
    most, left = len(options) - 1, len(options) - len(ranked)
    scores = Counter({option: left - 1 for option in options})
    scores.update({option: 0 for option in ranked})
    for rank, option in enumerate(ranked):
        scores[option] = 2 * (most - rank)
    return scores
