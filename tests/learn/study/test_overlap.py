"""Overlapping time from several pages counts once, in whatever order it is reported."""

import random
from datetime import UTC, datetime, timedelta

from webinar.kit.intervals import Stretch, union
from webinar.learn.study.overlap import CoveredTime

BEGIN = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def seconds(stretches):
    return sum((stretch.end - stretch.begin).total_seconds() for stretch in stretches)


def test_overlapping_stretches_are_counted_once():
    generator = random.Random(8)  # noqa: S311  # stretches, no secrets
    for _ in range(50):
        reported = []
        for _ in range(60):
            begin = BEGIN + timedelta(seconds=generator.randrange(400))
            reported.append(Stretch(begin, begin + timedelta(seconds=generator.randrange(20))))
        stored, arriving = reported[:20], reported[20:]

        covered = CoveredTime(stored)
        newly_covered = [covered.add(stretch) for stretch in arriving]

        assert min(newly_covered) >= 0
        assert sum(newly_covered) == seconds(union(reported)) - seconds(union(stored))
