"""Elements of SVG as text. Pure; everything that is not markup is escaped here.

Colours are presentation attributes, which a style sheet can override by class. So a picture has
colours even without a style sheet (in a PDF), and follows the theme of a page that has one. There
are no `style` attributes, because the page's policy forbids them.
"""

from __future__ import annotations

from html import escape
from itertools import pairwise

Value = str | int | float


def element(name: str, *inside: str, **attributes: Value) -> str:
    """Return an element around finished markup; write `fill_opacity` for `fill-opacity`."""
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(_shown(value))}"'
        for key, value in attributes.items()
    )
    return f"<{name}{written}>{''.join(inside)}</{name}>" if inside else f"<{name}{written}/>"


def stairs(points: list[tuple[float, float]]) -> str:
    """Return the path of a value, given as `(x, y)`, that stays the same until the next point."""
    if not points:
        return ""
    path = f"M{_shown(points[0][0])} {_shown(points[0][1])}"
    for (_, before), (x, y) in pairwise(points):
        path += f"H{_shown(x)}"
        if y != before:
            path += f"V{_shown(y)}"
    return path


def _shown(value: Value) -> str:
    """Return the value as text. Fractions are rounded to two decimals, alike on every machine."""
    return f"{round(value, 2):.10g}" if isinstance(value, float) else str(value)
