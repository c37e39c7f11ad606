"""A long list is split into parts of limited size, which hold each item once, in order."""

import pytest

from webinar.kit.parts import in_parts


@pytest.mark.parametrize(
    ("count", "parts"),
    [(0, []), (1, [[0]]), (3, [[0, 1, 2]]), (4, [[0, 1, 2], [3]]), (6, [[0, 1, 2], [3, 4, 5]])],
)
def test_each_item_is_in_exactly_one_part_in_order(count, parts):
    assert list(in_parts(list(range(count)), 3)) == parts
