"""Figures are rounded the same way everywhere and never contradict the rule beside them."""

from hypothesis import given
from hypothesis import strategies as st

from webinar.kit.rounding import part_needed, percent, percent_reached, whole_minutes


def test_percentages_are_rounded_to_the_nearest():
    assert [percent(part, 200) for part in (0, 1, 2, 199, 200)] == [0, 1, 1, 100, 100]


def test_percentage_of_an_empty_total_is_none():
    assert percent(0, 0) is None and percent_reached(0, 0) is None


def test_minutes_are_rounded_to_the_nearest():
    assert [whole_minutes(seconds) for seconds in (0, 29, 30, 89, 90)] == [0, 0, 1, 1, 2]


@given(st.integers(0, 600), st.integers(1, 600), st.integers(0, 100))
def test_shown_share_reaches_the_rule_exactly_when_the_count_does(part, whole, share):
    assert (percent_reached(part, whole) >= share) == (part >= part_needed(share, whole))
