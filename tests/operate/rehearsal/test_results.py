"""A rehearsal computes the expected result of a poll as the server does."""

import pytest

from webinar.operate.rehearsal.acts.results import tally_of


@pytest.mark.parametrize(
    ("kind", "votes", "expected"),
    [
        ("several", [{"options": ["a", "b"]}, {"options": ["b"]}], {"a": 1, "b": 2, "c": 0}),
        ("ranking", [{"options": ["c", "a"]}, {"options": ["c"]}], {"a": 0, "b": 0, "c": 2}),
        (
            "points",
            [{"points": {"a": 3, "b": 7}}, {"points": {"a": 10}}],
            {"a": 13, "b": 7, "c": 0},
        ),
    ],
)
def test_votes_are_counted_as_the_kind_counts_them(kind, votes, expected):
    assert tally_of(kind, ["a", "b", "c"], votes, {}) == expected


def test_hands_are_added_to_votes():
    assert tally_of("single", ["a", "b"], [{"options": ["a"]}], {"a": 2, "b": 1}) == {
        "a": 3,
        "b": 1,
    }
