"""Stretches of presence are merged, and equal a reference that counts second by second.

Planted fault: the lengths were added up instead of merging the stretches.
"""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from tests.results.attendance.reference import runs, seconds_present
from webinar.kit.intervals import Presence, Stretch, presence

START = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


def at(second):
    return START + timedelta(seconds=second)


def stretches(*pairs):
    return [Stretch(at(begin), at(end)) for begin, end in pairs]


def observed(*pairs, begin=0, end=1000):
    return presence(stretches(*pairs), at(begin), at(end))


moments = st.integers(min_value=-50, max_value=350)
schedules = st.lists(st.tuples(moments, moments).map(sorted).map(tuple), max_size=12)
lasting_schedules = st.lists(
    st.tuples(moments, moments).map(sorted).map(tuple).filter(lambda pair: pair[0] < pair[1]),
    max_size=12,
)


def test_overlapping_tabs_count_once():
    present = observed((0, 60), (30, 90))

    assert present.seconds == 90
    assert present.returns == 0


def test_summing_lengths_instead_of_merging_would_be_caught():
    pairs = ((0, 60), (30, 90))
    sum_of_lengths = sum(end - begin for begin, end in pairs)

    assert observed(*pairs).seconds != sum_of_lengths == 120


def test_a_tab_inside_another_adds_nothing():
    assert observed((0, 100), (20, 30)).stretches == tuple(stretches((0, 100)))


def test_adjacent_stretches_merge():
    assert observed((0, 60), (60, 90)).stretches == tuple(stretches((0, 90)))


def test_gap_counts_as_an_absence_and_a_return():
    present = observed((0, 60), (75, 90))

    assert present.gaps == tuple(stretches((60, 75)))
    assert (present.seconds, present.returns) == (75, 1)


def test_presence_outside_the_session_is_cut_off():
    present = observed((-30, 20), (90, 200), begin=0, end=100)

    assert (present.first_seen, present.last_seen) == (at(0), at(100))
    assert present.seconds == 30


def test_waiting_before_the_session_is_not_presence():
    assert observed((-300, -10)) == Presence()


def test_member_heard_once_has_times_but_zero_seconds():
    present = observed((40, 40))

    assert (present.first_seen, present.last_seen) == (at(40), at(40))
    assert present.seconds == 0


def test_nobody_is_present_in_a_session_that_has_not_started():
    assert presence(stretches((0, 60)), None, at(100)) == Presence()


def test_a_member_who_never_came_has_no_times():
    present = observed()

    assert (present.first_seen, present.last_seen, present.seconds) == (None, None, 0)


def test_seconds_are_rounded_once_after_summing():
    half_seconds = [Stretch(at(n), at(n + 0.4)) for n in range(10)]

    assert presence(half_seconds, at(0), at(100)).seconds == 4


@given(schedules, moments, moments)
def test_seconds_equal_the_reference(pairs, moment, other):
    begin, end = sorted((moment, other))

    present = observed(*pairs, begin=begin, end=end)

    assert present.seconds == len(seconds_present(pairs, begin, end))


@given(lasting_schedules)
def test_number_of_stretches_matches_the_reference(pairs):
    present = observed(*pairs, begin=-50, end=350)

    assert len(present.stretches) == runs(seconds_present(pairs, -50, 350))


@given(schedules)
def test_stretches_are_disjoint_sorted_and_within_the_session(pairs):
    present = observed(*pairs, begin=0, end=300)

    edges = [edge for stretch in present.stretches for edge in stretch]
    assert edges == sorted(edges)
    assert all(gap.begin < gap.end for gap in present.gaps)
    assert all(at(0) <= edge <= at(300) for edge in edges)


@given(schedules, st.randoms(use_true_random=False))
def test_order_and_repetition_of_evidence_do_not_matter(pairs, random):
    shuffled = [*pairs, *pairs]
    random.shuffle(shuffled)

    assert observed(*shuffled) == observed(*pairs)


@given(schedules, schedules)
def test_more_evidence_never_shortens_presence(pairs, more):
    assert observed(*pairs, *more).seconds >= observed(*pairs).seconds
