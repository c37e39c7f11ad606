"""What share of a session somebody attended: the one rule of pages, papers and downloads. Pure."""

from __future__ import annotations

from datetime import datetime

from webinar.kit.rounding import reached, whole_minutes


def due_minutes(begin: datetime | None, end: datetime | None, planned_minutes: int) -> int:
    """What a share is of: the planned time, or what there was of it if the session ended earlier.

    `end` may be now. Without one the session is still to end, and what is planned is due; of one
    that ended before it began (no `begin`) nothing is.
    """
    if end is None:
        return planned_minutes
    if begin is None:
        return 0
    return min(whole_minutes(round((end - begin).total_seconds())), planned_minutes)


def session_share(minutes: int, due: int) -> int | None:
    """Of `due` minutes, in whole per cent; of nothing there is none.

    Rounded down, as it stands beside what the rule asks for. Never over 100, though sessions last
    longer than was planned, and minutes are corrected upwards.
    """
    found = reached(minutes, due)
    return None if found is None else min(100, found)
