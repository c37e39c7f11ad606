"""The shipped start on a clock that a test may put forward, as if that time had passed at once.

`LEAPS` is a file with a line for each leap: the monotonic time at which it was made, and seconds.
"""

import os
from datetime import timedelta
from pathlib import Path

import wsgi
from webinar.kit import clock

_leaps = Path(os.environ["LEAPS"])
_at = clock.at


def at(monotonic):
    leaps = [line.split() for line in _leaps.read_text().splitlines()] if _leaps.exists() else []
    total = sum(float(seconds) for leapt_at, seconds in leaps if float(leapt_at) <= monotonic)
    return _at(monotonic) + timedelta(seconds=total)


clock.at = at

if __name__ == "__main__":
    wsgi.main([])
