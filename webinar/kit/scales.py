"""Round numbers and round times for the axes of a picture. Pure."""

from __future__ import annotations

from datetime import datetime, timedelta

# The distances, in minutes, that times on an axis may have.
_STEPS = (1, 2, 5, 10, 15, 20, 30, 60, 120, 180, 240, 360, 720, 1440)
MOST_TIMES = 8


def counts(most: int, parts: int = 4) -> list[int]:
    """Whole numbers from 0, evenly apart, the last of them `most` or a little more.

    At most `parts` steps; there is always a 1, so that an empty picture has a scale.
    """
    most = max(most, 1)
    step = 1
    while step * parts < most:
        step = _next_step(step)
    return list(range(0, -(-most // step) * step + 1, step))


def times(begin: datetime, end: datetime, parts: int = MOST_TIMES - 1) -> list[datetime]:
    """Round times, evenly apart, the first not after `begin` and the last not before `end`.

    The times are round by the clock of the zone that `begin` is in.
    """
    for minutes in _STEPS:
        first = _rounded_down(begin, minutes)
        count = max(1, -(-(end - first) // timedelta(minutes=minutes)))
        if count <= parts:
            break
    else:
        minutes = -(-((end - first) // timedelta(minutes=1) + 1) // parts)
        count = parts
    return [first + timedelta(minutes=minutes * number) for number in range(count + 1)]


def _next_step(step: int) -> int:
    """The step after this one in 1, 2, 5, 10, 20, 50 and so on."""
    return step * 5 // 2 if str(step).startswith("2") else step * 2


def _rounded_down(at: datetime, minutes: int) -> datetime:
    midnight = at.replace(hour=0, minute=0, second=0, microsecond=0)
    return midnight + (at - midnight) // timedelta(minutes=minutes) * timedelta(minutes=minutes)
