"""Pictures of numbers as SVG without words, which pages add around them as real text. Pure.

Words inside a picture would shrink with it on a phone, and right-to-left words would be drawn
badly. Shapes can be told apart even without their colours.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from webinar.kit import scales
from webinar.results.dashboards.curve import Band, Point, thinned
from webinar.results.dashboards.svg import element, stairs, stretched

WIDTH, HEIGHT = 640, 200
# The number of spans that a curve is drawn in; each is two units wide.
SPANS = 320
BAR_WIDTH, BAR_HEIGHT = 100, 8
COLUMN_HEIGHT = 98
# In the units of `BAR_WIDTH`, so that even a tiny value can be seen.
LEAST_BAR_WIDTH = 0.8


class Drawing(NamedTuple):
    """A drawn picture with the numbers around it.

    `marks` are numbers above the picture, by their place in it from 0 to 1, left to right. `times`
    and `counts` are evenly spaced on the axes, from the left and from the bottom.
    """

    svg: str
    marks: Sequence[tuple[float, int]]
    times: Sequence[datetime]
    counts: Sequence[int]


def presence(points: Sequence[Point], bands: Sequence[Band], expected: int = 0) -> Drawing:
    """Draw the number of people over bands of the session's parts, with a dashed line at
    `expected`.

    Time runs from the left in every language, as on a clock.
    """
    times = scales.times(points[0].at, points[-1].at)
    counts = scales.counts(max(expected, *(point.people for point in points)))

    def x(at: datetime) -> float:
        return (at - times[0]) / max(times[-1] - times[0], timedelta(seconds=1)) * WIDTH

    def y(count: int) -> float:
        return HEIGHT - count / counts[-1] * HEIGHT

    shapes = [_band(x(band.begin), x(band.end), band.part) for band in bands]
    shapes += [_grid(f"M0 {y(count):g}H{WIDTH}") for count in counts]
    shapes += [_grid(f"M{x(at):g} 0V{HEIGHT}") for at in times]
    line = [(x(point.at), y(point.people)) for point in thinned(points, SPANS)]
    path = stairs(line)
    area = f"{path}V{HEIGHT}H{line[0][0]:g}Z"
    shapes.append(element("path", class_="chart-area", d=area, fill="#0a6a66", fill_opacity=0.3))
    shapes.append(_line("chart-line", path, stroke="#0a6a66", stroke_width=2))
    if expected:
        edge = f"M0 {y(expected):g}H{WIDTH}"
        shapes.append(_line("chart-expected", edge, stroke="#1a1f1e", stroke_dasharray="6 4"))
    marks = [
        (x(band.begin + (band.end - band.begin) / 2) / WIDTH, band.part + 1)
        for band in bands
        if band.part is not None and x(band.end) - x(band.begin) > WIDTH / 40
    ]
    return Drawing(stretched(WIDTH, HEIGHT, shapes), marks, times, counts)


def bar(share: float, kind: str = "", *, rtl: bool = False) -> str:
    """Draw a bar in its track, `share` from 0 to 1 of it; thin if its `kind` is `before`.

    With `rtl` it grows from the right.
    """
    width = 0.0 if share <= 0 else max(LEAST_BAR_WIDTH, min(share, 1) * BAR_WIDTH)
    height = BAR_HEIGHT / 2 if kind == "before" else BAR_HEIGHT
    top = (BAR_HEIGHT - height) / 2
    track = element(
        "rect", class_="chart-track", width=BAR_WIDTH, height=BAR_HEIGHT, fill="#e4e7e4"
    )
    filled = element(
        "rect",
        class_=f"chart-bar {kind}".strip(),
        x=BAR_WIDTH - width if rtl else 0,
        y=top,
        width=width,
        height=height,
        fill="#4c5654" if kind else "#0a6a66",
    )
    return stretched(BAR_WIDTH, BAR_HEIGHT, [track, filled] if width else [track])


def column(share: float, line: float | None = None) -> str:
    """Draw a column on its base line, `share` from 0 to 1 of the height.

    A `line` across it, at a height from 0 to 1, is what the column is compared with.
    """
    height = 0.0 if share <= 0 else max(2.0, share * COLUMN_HEIGHT)
    shapes = []
    if height:
        shapes.append(
            element(
                "rect",
                class_="chart-bar",
                x=15,
                y=COLUMN_HEIGHT - height,
                width=70,
                height=height,
                fill="#0a6a66",
            )
        )
    shapes.append(
        element("rect", class_="chart-ink", y=COLUMN_HEIGHT, width=100, height=2, fill="#1a1f1e")
    )
    if line is not None:
        edge = f"M4 {max(1.0, COLUMN_HEIGHT * (1 - line)):g}H96"
        shapes.append(_line("chart-expected", edge, stroke="#1a1f1e", stroke_dasharray="4 3"))
    return stretched(100, 100, shapes)


def mark(status: str) -> str:
    """Draw a sign of 16 by 16: filled, half filled, crossed, or a dot for an unknown status."""
    ring = element("circle", cx=8, cy=8, r=6, fill="none", stroke="currentColor", stroke_width=2)
    shapes = {
        "present": [element("circle", cx=8, cy=8, r=7, fill="currentColor")],
        "partly": [ring, element("path", d="M8 2A6 6 0 0 1 8 14Z", fill="currentColor")],
        "absent": [
            element("path", d="M3 3L13 13M13 3L3 13", stroke="currentColor", stroke_width=2)
        ],
    }
    dot = [element("circle", cx=8, cy=8, r=1.5, fill="currentColor")]
    return element(
        "svg",
        *shapes.get(status, dot),
        class_=f"chart-mark {status}",
        viewBox="0 0 16 16",
        width=16,
        height=16,
        aria_hidden="true",
    )


def _band(left: float, right: float, part: int | None) -> str:
    kind, shade = "break", 0.16
    if part is not None:
        kind, shade = ("odd", 0.0) if part % 2 else ("even", 0.07)
    return element(
        "rect",
        class_=f"chart-band {kind}",
        x=left,
        width=right - left,
        height=HEIGHT,
        fill="#1a1f1e",
        fill_opacity=shade,
    )


def _grid(path: str) -> str:
    return _line("chart-grid", path, stroke="#c3c9c5")


def _line(name: str, path: str, **attributes: str | int) -> str:
    return element(
        "path", class_=name, d=path, fill="none", vector_effect="non-scaling-stroke", **attributes
    )
