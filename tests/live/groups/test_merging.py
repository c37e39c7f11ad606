"""Merging texts that several people changed at once loses no written word."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webinar.live.groups.merging import merge, position_between

TEXTS = st.lists(st.sampled_from("abcdefgh"), max_size=8).map(" ".join)


@pytest.mark.parametrize(
    ("was", "ours", "theirs", "merged"),
    [
        ("", "ours", "theirs", "ours theirs"),
        ("we meet", "we meet often", "we meet", "we meet often"),
        ("we meet", "we meet at nine", "all of us meet we meet", "all of us meet we meet at nine"),
        ("meet on Monday", "meet on Tuesday", "meet on Friday", "meet on [ Tuesday | Friday ]"),
        ("meet on Monday", "meet on Friday", "meet on Friday", "meet on Friday"),
        ("meet on Monday", "", "meet on Monday at nine", "at nine"),
        ("a b c", "x c", "a y", "[ x | y ]"),
        ("Тәрбие сағаты", "Тәрбие сағаты керек", "Біздің тәрбие сағаты", None),
    ],
)
def test_two_edits_of_one_text_are_merged(was, ours, theirs, merged):
    result = merge(was, ours, theirs)

    assert result == merged or merged is None
    for word in {*ours.split(), *theirs.split()} - set(was.split()):
        assert word in result.split()


# If a word occurred twice, two people could each remove one occurrence, and losing it was right.
@given(st.lists(st.sampled_from("abcdefgh"), unique=True).map(" ".join), TEXTS, TEXTS)
def test_merge_keeps_words_that_were_added_or_not_removed(was, ours, theirs):
    was_words, our_words, their_words = (set(text.split()) for text in (was, ours, theirs))

    merged = set(merge(was, ours, theirs).split())

    assert (our_words | their_words) - was_words <= merged
    assert was_words & our_words & their_words <= merged


@given(TEXTS, TEXTS)
def test_single_edit_is_taken_as_written(was, ours):
    assert merge(was, ours, was) == ours
    assert merge(was, was, ours) == ours
    assert merge(was, ours, ours) == ours


@given(st.lists(st.integers(0, 30), max_size=60))
def test_paragraph_can_always_be_inserted_between_two_others(places):
    positions = []
    for place in places:
        place = min(place, len(positions))
        before = positions[place - 1] if place else ""
        after = positions[place] if place < len(positions) else ""
        positions.insert(place, position_between(before, after))

    assert positions == sorted(positions)
    assert len(set(positions)) == len(positions)
