"""Elements of SVG as text. Pure; everything that is not markup is escaped here.

Colours are presentation attributes, which style sheets overrule by class: a picture is whole
without one (in a PDF), and follows the page's theme with one. No `style`, which the page's policy
forbids.
"""

from __future__ import annotations

from html import escape
from itertools import pairwise

Value = str | int | float


def element(name: str, *inside: str, **attributes: Value) -> str:
    """An element around markup that is ready; `fill_opacity` is for `fill-opacity`."""
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(_shown(value))}"'
        for key, value in attributes.items()
    )
    return f"<{name}{written}>{''.join(inside)}</{name}>" if inside else f"<{name}{written}/>"


def stairs(points: list[tuple[float, float]]) -> str:
    """The path of a value that stays until the next point, by `(x, y)`."""
    if not points:
        return ""
    path = f"M{_shown(points[0][0])} {_shown(points[0][1])}"
    for (_, before), (x, y) in pairwise(points):
        path += f"H{_shown(x)}"
        if y != before:
            path += f"V{_shown(y)}"
    return path


def _shown(value: Value) -> str:
    """Numbers with two decimals at most: the same text on every machine."""
    return f"{round(value, 2):.10g}" if isinstance(value, float) else str(value)
