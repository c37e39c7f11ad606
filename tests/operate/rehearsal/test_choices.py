"""Simulated participants give valid answers to matching and sorting polls."""

from random import Random

import pytest

from webinar.content.lessons.pairs import columns_of, rows_of
from webinar.operate.rehearsal.choices import pick_vote

CELLS = [f"{row}--{column}" for row in "abc" for column in "xyz"]


@pytest.mark.parametrize("seed", range(20))
def test_each_row_of_a_match_gets_its_own_column(seed):
    poll = {"poll": "which", "kind": "matching", "options": CELLS}

    picked = pick_vote(poll, "en", 7, Random(seed))["options"]  # noqa: S311

    assert rows_of(picked) == ["a", "b", "c"]
    assert len(columns_of(picked)) == len(picked) == 3
    assert set(picked) <= set(CELLS)


def test_rows_without_a_free_column_are_left_out_of_a_match():
    poll = {"poll": "which", "kind": "matching", "options": ["a--x", "b--x"]}

    assert pick_vote(poll, "en", 7, Random(1))["options"] == ["a--x"]  # noqa: S311


def test_several_rows_are_sorted_into_one_group():
    poll = {"poll": "which", "kind": "sorting", "options": ["a--x", "b--x"]}

    assert pick_vote(poll, "en", 7, Random(1))["options"] == ["a--x", "b--x"]  # noqa: S311
