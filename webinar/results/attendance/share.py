"""A person's share of a session: the one rule of pages, papers and downloads. Pure."""

from __future__ import annotations

from datetime import datetime

from webinar.kit.rounding import reached, whole_minutes


def due_minutes(begin: datetime | None, end: datetime | None, planned_minutes: int) -> int:
    """The minutes that a share is of: the planned time, or less if the session ended earlier.

    `end` may be now. Without one the session is still to end, and the planned time is due; if it
    ended before it began (no `begin`), nothing is due.
    """
    if end is None:
        return planned_minutes
    if begin is None:
        return 0
    return min(whole_minutes(round((end - begin).total_seconds())), planned_minutes)


def session_share(minutes: int, due: int) -> int | None:
    """The whole percentage of `due` minutes; None if nothing is due.

    Rounded down, as it stands beside the rule's requirement. Never over 100, though sessions last
    longer than was planned, and minutes are corrected upwards.
    """
    found = reached(minutes, due)
    return None if found is None else min(100, found)
