"""Server time: the only source of stored instants and of durations.

The wall clock is read once, when the process starts, and from there time is that anchor plus the
monotonic clock. A step of the wall clock (NTP, an operator, daylight saving) can therefore neither
shorten nor lengthen anybody's attendance nor close a poll early. The price is that a wrong clock at
start stays wrong until a restart, so `drift()` is watched and reported.
"""

import time
from datetime import UTC, datetime, timedelta

_anchor_wall = time.time()
_anchor_monotonic = time.monotonic()


def now() -> datetime:
    """The current instant in UTC, never going backwards within a process."""
    return at(time.monotonic())


def drift() -> float:
    """Seconds by which the wall clock has left our time since start; positive if it is ahead."""
    return time.time() - now().timestamp()


def iso(instant: datetime | None) -> str | None:
    """ISO 8601 in UTC with milliseconds and offset, as it goes on the wire."""
    return None if instant is None else instant.isoformat(timespec="milliseconds")


def at(monotonic: float) -> datetime:
    """The instant of a reading of `time.monotonic()` in this process."""
    return datetime.fromtimestamp(_anchor_wall, UTC) + timedelta(
        seconds=monotonic - _anchor_monotonic
    )
