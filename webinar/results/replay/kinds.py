"""The kinds of timeline entries that a replay shows.

Each feature declares the kinds that it writes in the `timeline` of its object. A replay does not
show undeclared kinds; a test checks that there are none.
"""

from __future__ import annotations

from functools import cache

from webinar import features
from webinar.hooks import Replayed


@cache
def shown_kinds() -> frozenset[str]:
    """Return the kinds of entries whose shown content is read from storage, not from the entry."""
    return frozenset(
        kind
        for feature in features.every()
        for kind, replayed in feature.timeline.items()
        if replayed is Replayed.SHOWN
    )
