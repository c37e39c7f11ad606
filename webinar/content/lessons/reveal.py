"""Lists that a presenter reveals item by item: which items they are, in a slide's clean HTML.

An item bears `data-reveal`. Pages add `data-later` to those that are still to come, so everything
that knows nothing of revealing (courses, print, packages, the replay) shows all of them.
"""

from __future__ import annotations

import re

_ITEM = "<li data-reveal"
# `<line` of a drawing is no item.
_TAG = re.compile(r"<(/?)li(?=[ >])")


def mark_items(html: str) -> tuple[str, int]:
    """Mark the items of the outermost lists of cleaned HTML, and return how many there are.

    An item that holds a list comes with the whole of it. Authors cannot set the mark themselves,
    because cleaning drops it.
    """
    depth = count = 0

    def mark(tag: re.Match[str]) -> str:
        nonlocal depth, count
        if tag[1]:
            depth -= 1
            return tag[0]
        depth += 1
        if depth > 1:
            return tag[0]
        count += 1
        return _ITEM

    return _TAG.sub(mark, html), count


def html_so_far(html: str, revealed: int | None) -> str:
    """Return a slide's HTML as participants see it now: `revealed` of its items, None for all."""
    if revealed is None:
        return html
    start, *items = html.split(_ITEM)
    later = (f"{_ITEM} data-later" if n >= revealed else _ITEM for n in range(len(items)))
    return start + "".join(mark + item for mark, item in zip(later, items, strict=True))
