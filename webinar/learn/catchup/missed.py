"""The missed part of a session, as arithmetic on instants. No database, no web."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from math import ceil

from webinar.kit.intervals import Stretch
from webinar.learn.study.reading import WORDS_PER_MINUTE
from webinar.live.slides.plan import Stay

# A shorter absence does not count, because it may be a dropped connection.
ABSENCE = timedelta(seconds=60)
# The presenter only leafed through a slide that was on the screen for less.
GLANCE = timedelta(seconds=5)
SECONDS_PER_POLL = 15
_TAG = re.compile(r"<[^>]*>")


def absences(
    there: Iterable[Stretch], begin: datetime, now: datetime, since: datetime | None = None
) -> list[Stretch]:
    """Return the absences between `begin` and `now`, as far as they are after `since`.

    `there` is in order. The member is taken to be there now, which may not be stored yet.
    """
    found: list[Stretch] = []
    gone = begin
    for one in (*there, Stretch(now, now)):
        if one.begin - gone >= ABSENCE:
            found.append(Stretch(gone, one.begin))
        gone = max(gone, one.end)
    if since is None:
        return found
    return [Stretch(max(one.begin, since), one.end) for one in found if one.end > since]


def missed_slides(
    stays: Sequence[Stay],
    away: Sequence[Stretch],
    new: Sequence[Stretch],
    now: datetime,
    here: int,
) -> list[int]:
    """Return the slides that were shown during `new`, and never while this person was there.

    `away` are all absences; `new` are those that the person has not caught up with or skipped.
    The slide `here`, which is shown now, is left out.
    """
    shown: defaultdict[int, timedelta] = defaultdict(timedelta)
    hidden: defaultdict[int, timedelta] = defaultdict(timedelta)
    newly: defaultdict[int, timedelta] = defaultdict(timedelta)
    ends = [*(later.at for later in stays[1:]), now]
    for (at, slide), end in zip(stays, ends, strict=True):
        if slide is None:
            continue  # a break
        shown[slide] += end - at
        hidden[slide] += overlap(at, end, away)
        newly[slide] += overlap(at, end, new)
    return sorted(
        slide
        for slide in shown
        if slide != here and newly[slide] >= GLANCE and shown[slide] - hidden[slide] < GLANCE
    )


def is_missed(opened: datetime, closed: datetime, new: Sequence[Stretch]) -> bool:
    """Whether a person was away from `opened` to `closed`, or for all but a glance of it."""
    away = overlap(opened, closed, new)
    return bool(away) and closed - opened - away < GLANCE


def overlap(begin: datetime, end: datetime, stretches: Iterable[Stretch]) -> timedelta:
    parts = (min(end, stretch.end) - max(begin, stretch.begin) for stretch in stretches)
    return sum((part for part in parts if part > timedelta()), timedelta())


def minutes(pages: Iterable[str], polls: int) -> int:
    """Estimate the minutes for reading these pages of HTML and looking at the polls; at least 1."""
    words = sum(len(_TAG.sub(" ", page).split()) for page in pages)
    return max(1, ceil(words / WORDS_PER_MINUTE + polls * SECONDS_PER_POLL / 60))
