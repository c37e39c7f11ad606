"""What share of a session somebody attended: the one rule of pages, papers and downloads. Pure."""

from __future__ import annotations

from datetime import datetime

from webinar.attendance.union import percent


def due_seconds(begin: datetime | None, end: datetime | None, planned_minutes: int) -> int:
    """What a share is of: the planned time, or what there was of it if the session ended earlier.

    `end` may be now. Without one the session is still to end, and what is planned is due; of one
    that ended before it began (no `begin`) nothing is.
    """
    planned = planned_minutes * 60
    if end is None:
        return planned
    return 0 if begin is None else min(round((end - begin).total_seconds()), planned)


def session_share(seconds: int, due: int) -> int | None:
    """Of `due` seconds, the nearest whole percentage; of nothing there is none.

    Never over 100, though sessions last longer than was planned, and minutes are corrected upwards.
    """
    found = percent(seconds, due)
    return None if found is None else min(100, found)
