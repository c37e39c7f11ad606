"""Dots, columns, and shares with their intervals: the right number at the right place."""

import re
from xml.etree import ElementTree

import pytest

from webinar.results.dashboards import drawings, shares
from webinar.results.dashboards.dots import CELL, IN_A_ROW, MOST_DOTS, WIDTH, dot_column, dots

FULL, HOLLOW = "chart-dot", "chart-dot hollow"


def places(svg, kind):
    """The centres of the dots of a kind: a dash of no length has its dot at its beginning."""
    found = []
    for path in ElementTree.fromstring(svg).iter("{http://www.w3.org/2000/svg}path"):
        if path.get("class") != kind:
            continue
        for line in re.findall(r"M(\d+) (\d+)H(\d+)", path.get("d")):
            begin, y, end = map(int, line)
            step = CELL if end > begin else -CELL
            found += [(x, y) for x in range(begin, end, step)]
    return found


@pytest.mark.parametrize("rtl", [False, True])
@pytest.mark.parametrize(
    ("count", "whole"), [(0, 1), (1, 1), (0, 31), (24, 31), (40, 40), (40, 54), (41, 54), (80, 80)]
)
def test_every_person_has_one_dot(count, whole, rtl):
    drawn = dots(count, whole, rtl=rtl)

    full, hollow = places(drawn, FULL), places(drawn, HOLLOW)
    assert (len(full), len(hollow)) == (count, whole - count)
    assert len({*full, *hollow}) == whole <= MOST_DOTS
    assert all(0 < x < WIDTH for x, _ in full + hollow)


def test_dots_begin_at_the_reading_side_and_go_on_below():
    assert places(dots(2, 3), FULL) == [(5, 5), (15, 5)]
    assert places(dots(2, 3, rtl=True), FULL) == [(WIDTH - 5, 5), (WIDTH - 15, 5)]
    assert places(dots(IN_A_ROW + 1, 60), FULL)[-1] == (5, 15)


@pytest.mark.parametrize(
    ("count", "most"), [(0, 0), (0, 5), (1, 1), (5, 6), (8, 8), (9, 9), (3, 17), (17, 17), (80, 80)]
)
def test_column_of_dots_has_one_for_each_person_and_the_height_of_all_columns(count, most):
    drawn = dot_column(count, most)

    width, height = map(int, re.search(r'viewBox="0 0 (\d+) (\d+)"', drawn).groups())
    stacks = [tuple(map(int, stack)) for stack in re.findall(r"M(\d+) (\d+)V(\d+)", drawn)]
    found = {(x, y) for x, begin, end in stacks for y in range(begin, end, -CELL)}
    assert len(found) == count
    assert all(0 < x < width and 0 < y < height for x, y in found)
    assert f'viewBox="0 0 {width} {height}"' in dot_column(0, most)


def test_column_keeps_to_its_share_and_its_plan():
    drawn = drawings.column(0.5, 1.0)

    assert 'height="49"' in drawn and 'd="M4 1H96"' in drawn
    assert drawings.column(0).count("chart-bar") == 0
    assert 'height="2"' in drawings.column(0.001).replace('y="98" width="100" height="2"', "")


def test_share_is_drawn_on_its_scale_with_its_interval():
    assert 'cx="104"' in shares.one_share(0.25, None)
    assert 'cx="296"' in shares.one_share(0.25, None, rtl=True)
    assert "M8.00 10H200.00" in shares.one_share(0.25, (0, 0.5))
    assert "chart-span" not in shares.one_share(0.25, None)


def test_pair_shows_before_as_a_ring_and_after_as_a_dot():
    drawn = shares.pair(0.25, 0.75, [(0, 0.5), (0.5, 1)])

    assert re.search(r'class="chart-ring" cx="104"', drawn)
    assert re.search(r'class="chart-bar" cx="296"', drawn)
    # The first interval is above the scale, the second below.
    assert "M8.00 3H200.00" in drawn and "M200.00 17H392.00" in drawn


def test_shapes_have_no_inline_styles():
    drawn = dots(1, 2) + drawings.column(0.5, 0.5) + shares.pair(0, 1, [(0, 1), (0, 1)])

    assert "style=" not in drawn
