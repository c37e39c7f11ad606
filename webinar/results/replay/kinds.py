"""The entries of a timeline that are shown when a session is watched again.

Each feature says so of the kinds that it writes, in the `timeline` of its object. A kind of which
none says it is not shown; a test holds that there is none.
"""

from __future__ import annotations

from functools import cache

from webinar import features
from webinar.hooks import Replayed


@cache
def shown() -> frozenset[str]:
    """The kinds of entries whose shown content is read from storage, not from the entry."""
    return frozenset(
        kind
        for one in features.every()
        for kind, replayed in one.timeline.items()
        if replayed is Replayed.SHOWN
    )
