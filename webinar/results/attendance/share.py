"""A person's share of a session, computed alike for pages, papers and downloads. Pure."""

from __future__ import annotations

from datetime import datetime

from webinar.kit.rounding import percent_reached, whole_minutes


def due_minutes(begin: datetime | None, end: datetime | None, planned_minutes: int) -> int:
    """Return the due minutes: the planned time, or less if the session ended earlier.

    `end` may be now. If it is None, the session has not ended, and the planned time is due. If the
    session ended without having begun (no `begin`), nothing is due.
    """
    if end is None:
        return planned_minutes
    if begin is None:
        return 0
    return min(whole_minutes(round((end - begin).total_seconds())), planned_minutes)


def session_share(minutes: int, due: int) -> int | None:
    """Return `minutes` as a whole percentage of the `due` minutes; None if nothing is due.

    The percentage is rounded down, because readers compare it with the rule's requirement. It is
    never over 100, although sessions may overrun and corrections may add minutes.
    """
    percent = percent_reached(minutes, due)
    return None if percent is None else min(100, percent)
