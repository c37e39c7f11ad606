"""The deeds of a trial's speakers, with their times."""

from __future__ import annotations

from typing import NamedTuple

SLIDE_EVERY_S = 30
POLL_EVERY_S, POLL_OPEN_S = 300, 100
HANDOVER_EVERY_S = 600


class Deed(NamedTuple):
    """At `at_s`: `move` to the next slide, `open` and `close` the next poll, or `hand over`."""

    at_s: float
    deed: str


def plan(length_s: float) -> list[Deed]:
    """Return the deeds of a run of this length in their order; each happens at least once."""
    first_poll = min(POLL_EVERY_S / 2, length_s / 4)
    is_open_s = min(POLL_OPEN_S, length_s / 3)
    deeds = [Deed(at, "move") for at in _every(10, SLIDE_EVERY_S, length_s - 10)]
    for at in _every(first_poll, POLL_EVERY_S, length_s - is_open_s):
        deeds += [Deed(at, "open"), Deed(at + is_open_s, "close")]
    first_handover = min(HANDOVER_EVERY_S / 2, length_s * 0.6)
    deeds += [Deed(at, "hand over") for at in _every(first_handover, HANDOVER_EVERY_S, length_s)]
    return sorted(deeds)


def _every(first: float, step: float, end: float) -> list[float]:
    times, at = [], first
    while at < end:
        times.append(at)
        at += step
    return times
