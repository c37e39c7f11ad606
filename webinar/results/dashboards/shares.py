"""Shares of a whole with their intervals, and pairs of shares, as SVG without words. Pure.

The two shares of a pair differ in shape, so that they can be told apart in print and without
colours.
"""

from __future__ import annotations

from collections.abc import Sequence

from webinar.results.dashboards.svg import element, scaled

# Shares and the ends of an interval are from 0 to 1.
Interval = tuple[float, float]

WIDTH, HEIGHT = 400, 20
# Dots at 0 and at 1 must not be cut off.
_EDGE = 8
# The distance of each interval of a pair from the middle.
_AWAY = 7
_QUIET, _ACCENT, _LINE, _PAPER = "#4c5654", "#0a6a66", "#c3c9c5", "#ffffff"


def one_share(share: float, interval: Interval | None, *, rtl: bool = False) -> str:
    """Draw a share as a full dot on a scale from 0 to 1, with its interval as a line through it."""
    spans = [] if interval is None else [_line("chart-span", interval, 10, _QUIET, 2, rtl=rtl)]
    shapes = [*_scale(rtl=rtl), *spans, _dot(share, rtl=rtl)]
    return scaled(WIDTH, HEIGHT, shapes, rtl=rtl)


def pair(
    before: float, after: float, intervals: Sequence[Interval] = (), *, rtl: bool = False
) -> str:
    """Draw two shares on one scale: `before` as a ring, `after` as a full dot, joined by a line.

    `intervals` are those of both or of neither; the first is drawn above them, the second below.
    """
    middle = HEIGHT / 2
    shapes = _scale(rtl=rtl)
    for interval, height in zip(intervals, (middle - _AWAY, middle + _AWAY), strict=False):
        shapes.append(_line("chart-span", interval, height, _QUIET, 2, rtl=rtl))
    shapes += [
        _line("chart-line", (before, after), middle, _ACCENT, 3, rtl=rtl),
        element(
            "circle",
            class_="chart-ring",
            cx=_x(before, rtl=rtl),
            cy=middle,
            r=5,
            fill=_PAPER,
            stroke=_QUIET,
            stroke_width=2,
        ),
        _dot(after, rtl=rtl),
    ]
    return scaled(WIDTH, HEIGHT, shapes, rtl=rtl)


def _scale(*, rtl: bool) -> list[str]:
    ends = [
        element(
            "path", class_="chart-grid", d=f"M{_x(at, rtl=rtl):.2f} 6V14", fill="none", stroke=_LINE
        )
        for at in (0, 0.5, 1)
    ]
    return [_line("chart-grid", (0, 1), HEIGHT / 2, _LINE, 1, rtl=rtl), *ends]


def _dot(share: float, *, rtl: bool) -> str:
    return element(
        "circle", class_="chart-bar", cx=_x(share, rtl=rtl), cy=HEIGHT / 2, r=5, fill=_ACCENT
    )


def _line(kind: str, ends: Interval, y: float, stroke: str, width: int, *, rtl: bool) -> str:
    first, last = (_x(end, rtl=rtl) for end in ends)
    path = f"M{first:.2f} {y:g}H{last:.2f}"
    return element("path", class_=kind, d=path, fill="none", stroke=stroke, stroke_width=width)


def _x(share: float, *, rtl: bool) -> float:
    place = _EDGE + share * (WIDTH - 2 * _EDGE)
    return WIDTH - place if rtl else place
