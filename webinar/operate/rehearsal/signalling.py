"""A simulated participant's signals, and their times. Pure, given its random source."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random
from typing import Any

# Seconds into the session.
SIGNALLING = (15.0, 240.0)
# A hand stays up for this many seconds if nobody calls the participant.
WAITING = 90.0

_REACTS, _FEELS, _RAISES = 0.6, 0.25, 0.15
_REACTIONS = ("good", "thanks", "support", "new")
_PACE = ("slower", "unclear")

# The seconds after which to send a command, the command's name, and its fields.
Signal = tuple[float, str, dict[str, Any]]


def pick_signals(random: Random) -> Iterator[Signal]:
    """Yield a participant's signals: most react once; few find it too fast or raise a hand."""
    if random.random() < _REACTS:
        yield random.uniform(*SIGNALLING), "reaction.send", {"kind": random.choice(_REACTIONS)}
    if random.random() < _FEELS:
        yield random.uniform(*SIGNALLING), "pace.signal", {"kind": random.choice(_PACE)}
    if random.random() < _RAISES:
        after = random.uniform(*SIGNALLING)
        yield after, "hand.raise", {}
        yield after + WAITING, "hand.lower", {}
