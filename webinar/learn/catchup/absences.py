"""A participant's absences from a session, and what they missed meanwhile. No database, no web."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from math import ceil

from webinar.kit.intervals import Stretch
from webinar.learn.study.reading import WORDS_PER_MINUTE
from webinar.live.slides.plan import GLANCE, Stay

# Shorter absences do not count, because they may be dropped connections.
ABSENCE = timedelta(seconds=60)
SECONDS_PER_POLL = 15
_TAG = re.compile(r"<[^>]*>")


def absences(
    presences: Iterable[Stretch], begin: datetime, now: datetime, since: datetime | None = None
) -> list[Stretch]:
    """Return the absences between `begin` and `now`; with `since`, only the parts after it.

    `presences` are in order. The member is assumed to be present now, because the current presence
    may not be stored yet.
    """
    gaps: list[Stretch] = []
    gap_begin = begin
    for stretch in (*presences, Stretch(now, now)):
        if stretch.begin - gap_begin >= ABSENCE:
            gaps.append(Stretch(gap_begin, stretch.begin))
        gap_begin = max(gap_begin, stretch.end)
    if since is None:
        return gaps
    return [
        Stretch(max(stretch.begin, since), stretch.end) for stretch in gaps if stretch.end > since
    ]


def missed_slides(
    stays: Sequence[Stay],
    all_absences: Sequence[Stretch],
    new_absences: Sequence[Stretch],
    now: datetime,
    current: int,
) -> list[int]:
    """Return the slides shown during `new_absences`, and never while this person was there.

    `new_absences` are those of `all_absences` that the person has not caught up with or skipped.
    The slide `current`, which is shown now, is left out.
    """
    time_shown: defaultdict[int, timedelta] = defaultdict(timedelta)
    time_away: defaultdict[int, timedelta] = defaultdict(timedelta)
    new_time_away: defaultdict[int, timedelta] = defaultdict(timedelta)
    ends = [*(stay.at for stay in stays[1:]), now]
    for (at, slide), end in zip(stays, ends, strict=True):
        if slide is None:
            continue  # a break
        time_shown[slide] += end - at
        time_away[slide] += overlap(at, end, all_absences)
        new_time_away[slide] += overlap(at, end, new_absences)
    return sorted(
        slide
        for slide in time_shown
        if slide != current
        and new_time_away[slide] >= GLANCE
        and time_shown[slide] - time_away[slide] < GLANCE
    )


def is_missed(opened: datetime, closed: datetime, absences: Sequence[Stretch]) -> bool:
    """Whether the absences cover the time from `opened` to `closed`, but for less than `GLANCE`."""
    away = overlap(opened, closed, absences)
    return bool(away) and closed - opened - away < GLANCE


def overlap(begin: datetime, end: datetime, stretches: Iterable[Stretch]) -> timedelta:
    """Return how much of the time from `begin` to `end` these disjoint stretches cover."""
    parts = (min(end, stretch.end) - max(begin, stretch.begin) for stretch in stretches)
    return sum((part for part in parts if part > timedelta()), timedelta())


def minutes(pages: Iterable[str], polls: int) -> int:
    """Estimate the minutes for reading these pages of HTML and looking at the polls; at least 1."""
    words = sum(len(_TAG.sub(" ", page).split()) for page in pages)
    return max(1, ceil(words / WORDS_PER_MINUTE + polls * SECONDS_PER_POLL / 60))
