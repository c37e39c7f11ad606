"""Elements of SVG as text. Pure; everything that is not markup is escaped here.

Colours are presentation attributes, which a style sheet can override by class. So a picture has
colours even without a style sheet (in a PDF), and follows the theme of a page that has one. There
are no `style` attributes, because the page's policy forbids them.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from itertools import pairwise

Value = str | int | float


def element(name: str, *children: str, **attributes: Value) -> str:
    """Return an element; `children` are markup. Write `fill_opacity` for `fill-opacity`."""
    attribute_text = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(_value_text(value))}"'
        for key, value in attributes.items()
    )
    return (
        f"<{name}{attribute_text}>{''.join(children)}</{name}>"
        if children
        else f"<{name}{attribute_text}/>"
    )


def stairs(points: list[tuple[float, float]]) -> str:
    """Return the path through points `(x, y)`; `y` keeps its value until the next point."""
    if not points:
        return ""
    path = f"M{_value_text(points[0][0])} {_value_text(points[0][1])}"
    for (_, previous_y), (x, y) in pairwise(points):
        path += f"H{_value_text(x)}"
        if y != previous_y:
            path += f"V{_value_text(y)}"
    return path


def stretched(width: int, height: int, shapes: Sequence[str]) -> str:
    """Return a picture that fills its place. Screen readers skip it, because a text describes it.

    Its width and height grow apart, so it must not hold round shapes.
    """
    return _picture(width, height, shapes, "chart-drawing", "none")


def scaled(width: int, height: int, shapes: Sequence[str], *, rtl: bool) -> str:
    """Return a picture that keeps its proportions, at the side where reading starts.

    Screen readers skip it, because a text describes it.
    """
    place = "xMaxYMid" if rtl else "xMinYMid"
    return _picture(width, height, shapes, "chart-drawing scaled", f"{place} meet")


def standing(width: int, height: int, shapes: Sequence[str]) -> str:
    """Return a picture that keeps its proportions, in the middle of the bottom of its place."""
    return _picture(width, height, shapes, "chart-drawing scaled", "xMidYMax meet")


def _picture(width: int, height: int, shapes: Sequence[str], kind: str, ratio: str) -> str:
    return element(
        "svg",
        *shapes,
        xmlns="http://www.w3.org/2000/svg",
        class_=kind,
        viewBox=f"0 0 {width} {height}",
        width="100%",
        height="100%",
        preserveAspectRatio=ratio,
        aria_hidden="true",
        focusable="false",
    )


def _value_text(value: Value) -> str:
    """Return the value as text. Fractions are rounded to two decimals, alike on every machine."""
    return f"{round(value, 2):.10g}" if isinstance(value, float) else str(value)
