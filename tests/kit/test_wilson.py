"""The score interval of a share: published values, its ends, and its width."""

import pytest

from webinar.kit.wilson import wilson_interval


@pytest.mark.parametrize(
    ("part", "whole", "expected"),
    [
        (0, 10, (0.0, 0.2775)),
        (10, 10, (0.7225, 1.0)),
        (8, 10, (0.4902, 0.9433)),
        # R. G. Newcombe, Statistics in Medicine 17, 1998, 857-872, table I, method 3.
        (81, 263, (0.2553, 0.3662)),
        (15, 148, (0.0624, 0.1605)),
        (0, 20, (0.0, 0.1611)),
        (1, 29, (0.0061, 0.1718)),
    ],
)
def test_interval_has_the_published_ends(part, whole, expected):
    assert wilson_interval(part, whole) == pytest.approx(expected, abs=5e-5)


def test_no_answer_says_nothing_about_the_share():
    assert wilson_interval(0, 0) == (0.0, 1.0)


@pytest.mark.parametrize("whole", [1, 2, 3, 7, 30, 5000])
def test_interval_contains_its_share_and_stays_within_bounds(whole):
    for part in {0, 1, whole // 2, whole - 1, whole}:
        low, high = wilson_interval(part, whole)

        assert 0 <= low <= part / whole <= high <= 1


def test_interval_narrows_as_answers_increase():
    widths = [high - low for low, high in (wilson_interval(n // 2, n) for n in (4, 10, 30, 400))]

    assert widths == sorted(widths, reverse=True)
