"""Overlapping time from several pages counts once, in whatever order it is reported."""

import random
from datetime import UTC, datetime, timedelta

from webinar.kit.intervals import Stretch, union
from webinar.learn.study.overlap import CoveredTime

BEGIN = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def seconds(stretches):
    return sum((stretch.end - stretch.begin).total_seconds() for stretch in stretches)


def test_overlapping_stretches_are_counted_once():
    drawn = random.Random(8)  # noqa: S311  # stretches, no secrets
    for _ in range(50):
        told = []
        for _ in range(60):
            begin = BEGIN + timedelta(seconds=drawn.randrange(400))
            told.append(Stretch(begin, begin + timedelta(seconds=drawn.randrange(20))))
        before, later = told[:20], told[20:]

        taken = CoveredTime(before)
        free = [taken.add(stretch) for stretch in later]

        assert min(free) >= 0
        assert sum(free) == seconds(union(told)) - seconds(union(before))
