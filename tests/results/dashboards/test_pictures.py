"""The pictures as arithmetic: scales, curves, and SVG free of user text."""

from datetime import UTC, datetime, timedelta
from xml.etree import ElementTree
from zoneinfo import ZoneInfo

import pytest

from webinar.kit import scales
from webinar.kit.intervals import Stretch
from webinar.results.dashboards import curve, drawings, svg
from webinar.results.dashboards.curve import Band, Point

BEGAN = datetime(2026, 11, 24, 4, 0, tzinfo=UTC)


def minute(number):
    return BEGAN + timedelta(minutes=number)


def stretch(begin, end):
    return Stretch(minute(begin), minute(end))


@pytest.mark.parametrize(
    ("most", "expected"),
    [
        (0, [0, 1]),
        (1, [0, 1]),
        (3, [0, 1, 2, 3]),
        (5, [0, 2, 4, 6]),
        (28, [0, 10, 20, 30]),
        (5000, [0, 2000, 4000, 6000]),
    ],
)
def test_count_ticks_are_whole_and_evenly_spaced(most, expected):
    assert scales.counts(most) == expected


@pytest.mark.parametrize("minutes", [1, 7, 45, 92, 400, 3000, 100_000])
def test_time_ticks_cover_the_session_and_are_few(minutes):
    times = scales.times(minute(3), minute(3 + minutes))

    assert times[0] <= minute(3) and times[-1] >= minute(3 + minutes)
    assert len(times) <= scales.MOST_TIMES
    assert len({two - time for time, two in zip(times, times[1:], strict=False)}) == 1


def test_time_ticks_are_round_in_the_local_zone():
    zone = ZoneInfo("Asia/Kathmandu")

    times = scales.times(minute(0).astimezone(zone), minute(150).astimezone(zone))

    assert [time.strftime("%H:%M") for time in times[:2]] == ["09:30", "10:00"]


def test_curve_counts_each_person_once_and_ends_with_those_who_stayed():
    people = [[stretch(0, 10), stretch(20, 30)], [stretch(5, 30)], [stretch(-9, 3)], []]

    points = curve.curve(people, minute(0), minute(30))

    counted = [((at - BEGAN) // curve.MINUTE, people) for at, people in points]
    assert counted == [(0, 2), (3, 1), (5, 2), (10, 1), (20, 2), (30, 2)]


def test_simultaneous_arrival_and_departure_make_no_dip():
    points = curve.curve([[stretch(0, 10)], [stretch(10, 20)]], minute(0), minute(20))

    assert [point.people for point in points] == [1, 1]


def test_curve_of_nobody_is_a_flat_line():
    assert curve.curve([], minute(0), minute(9)) == [Point(minute(0), 0), Point(minute(9), 0)]


def test_the_mean_is_weighted_by_time():
    points = [Point(minute(0), 10), Point(minute(9), 0), Point(minute(10), 0)]

    assert curve.mean(points, minute(0), minute(10)) == 9
    assert curve.mean(points, minute(8), minute(10)) == 5
    assert curve.mean(points, minute(3), minute(3)) == 0


def test_lowest_point_ignores_the_arrival_phase():
    points = [Point(minute(0), 1), Point(minute(5), 9), Point(minute(20), 4), Point(minute(25), 8)]
    points.append(Point(minute(40), 8))

    most, fewest = curve.extremes(points, timedelta(minutes=10))

    assert (most, fewest) == (Point(minute(5), 9), Point(minute(20), 4))


def test_highest_point_is_the_peak_even_within_a_minute():
    points = [Point(minute(0), 0), Point(minute(0.4), 7), Point(minute(0.9), 5)]
    points.append(Point(minute(1.3), 5))

    most, _ = curve.extremes(points, timedelta(minutes=10))

    assert most == Point(minute(0.4), 7)


def test_thinned_curve_of_thousands_keeps_its_extremes():
    people = [[stretch(n / 50, 90 - n / 100)] for n in range(5000)]
    points = curve.curve(people, minute(0), minute(90))

    thinned = curve.thinned(points, 100)

    assert len(points) > 4000 and len(thinned) <= 404
    assert thinned == sorted(thinned) and set(thinned) <= set(points)
    assert max(point.people for point in thinned) == max(point.people for point in points)


def test_adjacent_stays_in_one_part_merge_and_later_ones_are_cut():
    stays = [(minute(0), 0), (minute(5), 0), (minute(10), None), (minute(15), 1), (minute(40), 2)]

    assert curve.bands(stays, minute(30)) == [
        Band(minute(0), minute(10), 0),
        Band(minute(10), minute(15), None),
        Band(minute(15), minute(30), 1),
    ]


def test_a_session_that_has_not_begun_has_no_bands():
    assert curve.bands([], minute(30)) == []


def test_presence_is_drawn_to_the_scale_of_its_axes():
    points = [Point(minute(0), 0), Point(minute(30), 10), Point(minute(60), 10)]

    drawn = drawings.presence(points, [Band(minute(0), minute(60), 0)], expected=20)

    assert [at.strftime("%H:%M") for at in (drawn.times[0], drawn.times[-1])] == ["04:00", "05:00"]
    assert list(drawn.counts) == [0, 5, 10, 15, 20]
    assert 'd="M0 200H320V100H640"' in drawn.svg
    assert drawn.marks == [(0.5, 1)]


@pytest.mark.parametrize("people", [0, 1, 5000])
def test_picture_of_any_number_of_people_is_valid_and_small(people):
    stretches = [[stretch(n % 40, 50 + n % 37)] for n in range(people)]
    points = curve.curve(stretches, minute(0), minute(90))

    drawn = drawings.presence(points, [], expected=people)

    ElementTree.fromstring(drawn.svg)
    assert len(drawn.svg) < 60_000


@pytest.mark.parametrize(
    ("share", "rtl", "expected"),
    [(0.25, False, 'x="0"'), (0.25, True, 'x="75"'), (0.0001, False, 'width="0.8"')],
)
def test_bar_starts_at_the_reading_side_and_is_visible(share, rtl, expected):
    assert expected in drawings.bar(share, rtl=rtl)


def test_zero_draws_no_bar_and_excess_fills_the_track():
    assert drawings.bar(0).count("<rect") == 1
    assert 'width="100"' in drawings.bar(7).split("<rect")[2]


def test_each_status_has_its_own_shape():
    shapes = {drawings.mark(status) for status in ("present", "partly", "absent", "unknown")}

    assert len({shape.split(">", 1)[1] for shape in shapes}) == 4


def test_hostile_text_stays_text():
    hostile = '"><script>alert(1)</script>" onload="x'

    written = svg.element("g", id=hostile)

    element = ElementTree.fromstring(written)
    assert dict(element.items()) == {"id": hostile} and len(element) == 0


def test_pictures_have_no_inline_styles():
    drawn = drawings.presence([Point(minute(0), 1), Point(minute(9), 1)], [])

    assert "style=" not in drawn.svg + drawings.bar(0.5) + drawings.mark("partly")
