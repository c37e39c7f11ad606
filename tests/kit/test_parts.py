"""Parts of a long list: each item once, in order, never more than asked for."""

import pytest

from webinar.kit.parts import in_parts


@pytest.mark.parametrize(
    ("count", "parts"),
    [(0, []), (1, [[0]]), (3, [[0, 1, 2]]), (4, [[0, 1, 2], [3]]), (6, [[0, 1, 2], [3, 4, 5]])],
)
def test_each_item_is_in_one_part_in_order(count, parts):
    assert list(in_parts(list(range(count)), 3)) == parts
