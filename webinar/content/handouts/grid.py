"""Places the cells of a table, so that no irregular table can break the page."""

from __future__ import annotations

from collections.abc import Iterator

from webinar.content.handouts.tree import Node

MAX_COLUMNS = 12


def lay_out(table: Node) -> Node:
    """Return a table with its numbers of `columns` and `head` rows, and cells with their places."""
    rows = list(_rows(table))
    occupied: dict[tuple[int, int], Node] = {}
    cells: list[Node | str] = []
    for y, (row, is_head, last) in enumerate(rows):
        x = 0
        for cell in row:
            while (x, y) in occupied:
                x += 1
            if x >= MAX_COLUMNS:
                break
            width = _width(cell, x, y, occupied)
            height = max(1, min(_number(cell, "rowspan"), last - y))
            occupied |= {(x + i, y + j): cell for i in range(width) for j in range(height)}
            place: dict[str, str | int | bool] = {
                "x": x,
                "y": y,
                "colspan": width,
                "rowspan": height,
                "is_head": is_head or cell.tag == "th",
                "align": str(cell.of.get("align", "")),
            }
            cells.append(Node("cell", place, cell.inside))
            x += width
    columns = max((x for x, _ in occupied), default=0) + 1
    head = sum(is_head for _, is_head, _ in rows)
    return Node("table", {"columns": columns, "head": head}, cells)


def _rows(table: Node) -> Iterator[tuple[list[Node], bool, int]]:
    """Yield each row's cells, whether it is a heading, and the number of the row after its section.

    Headings come first, even if the author put them elsewhere.
    """
    start = 0
    for part in sorted(table.nodes(), key=lambda section: section.tag != "thead"):
        rows = [part] if part.tag == "tr" else [node for node in part.nodes() if node.tag == "tr"]
        for row in rows:
            cells = [node for node in row.nodes() if node.tag in ("td", "th")]
            yield cells, part.tag == "thead", start + len(rows)
        start += len(rows)


def _width(cell: Node, x: int, y: int, occupied: dict[tuple[int, int], Node]) -> int:
    """Return the wanted width, up to the next cell that reaches down from above."""
    colspan = min(_number(cell, "colspan"), MAX_COLUMNS - x)
    free = 1
    while free < colspan and (x + free, y) not in occupied:
        free += 1
    return free


def _number(cell: Node, name: str) -> int:
    value = str(cell.of.get(name, "1"))
    return max(1, int(value)) if value.isdigit() else 1
