"""The interval of a share of few answers, for drawings and in words."""

from __future__ import annotations

from flask_babel import gettext as _

from webinar.kit.wilson import wilson_interval
from webinar.results.protocol.phrases import share

# With more answers, the interval would hardly be wider than the dot or the line that shows it.
MOST_WITH_INTERVAL = 400
# The confidence of `wilson_interval`.
PER_CENT = 95


def interval_name() -> str:
    """Return the head of a column of intervals."""
    return str(_("%(share)s interval", share=share(PER_CENT)))


def interval_words(part: int, whole: int) -> str:
    """Return the interval in whole per cent, rounded outwards; a dash if answers are many."""
    if whole > MOST_WITH_INTERVAL:
        return "—"
    low, high = wilson_interval(part, whole)
    # 0 and 1 may be computed a little beside themselves.
    least, most = int(100 * low + 1e-9), min(100, -int(-(100 * high - 1e-9) // 1))
    return str(_("%(low)s to %(high)s", low=share(least), high=share(most)))


def interval_of(part: int, whole: int) -> tuple[float, float] | None:
    """Return the interval to draw; None if answers are many."""
    return wilson_interval(part, whole) if whole <= MOST_WITH_INTERVAL else None
