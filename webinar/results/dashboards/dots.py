"""Rows of dots, one for each person or thing, as SVG without words. Pure."""

from __future__ import annotations

from webinar.results.dashboards.svg import element, scaled, standing

# A dot has this width, so that all dots of a page have one size.
CELL = 10
IN_A_ROW = 40
# A third row would be slower to read than a bar.
MOST_DOTS = 2 * IN_A_ROW
WIDTH = IN_A_ROW * CELL
# Low columns leave their upper part empty; high ones have several dots in a row, which stay large.
FEWEST_ROWS, MOST_ROWS = 6, 8


def dots(count: int, whole: int, *, rtl: bool = False) -> str:
    """Draw `count` full dots, then hollow ones up to `whole`, which is at most `MOST_DOTS`.

    With `rtl` they begin at the right.
    """
    shapes = [
        # A hollow dot is a full one with a smaller one of the paper's colour on it.
        _line("chart-dot hollow", count, whole, "#4c5654", 7, rtl=rtl),
        _line("chart-dot inner", count, whole, "#ffffff", 5, rtl=rtl),
        _line("chart-dot", 0, count, "#0a6a66", 8, rtl=rtl),
    ]
    rows = max(1, -(-whole // IN_A_ROW))
    return scaled(WIDTH, CELL * rows, [shape for shape in shapes if shape], rtl=rtl)


def dot_column(count: int, most: int) -> str:
    """Draw a column of `count` dots on its base line.

    `most` is the count of the highest column, which gives all columns one scale.
    """
    in_a_row = max(1, -(-most // MOST_ROWS))
    height = CELL * max(FEWEST_ROWS, -(-most // in_a_row))
    width = CELL * in_a_row
    path = ""
    for place in range(min(in_a_row, count)):
        dots_above = -(-(count - place) // in_a_row)
        path += f"M{place * CELL + CELL // 2} {height - CELL // 2}V{height - dots_above * CELL}"
    base = element(
        "path", class_="chart-base", d=f"M0 {height + 1}H{width}", stroke="#1a1f1e", stroke_width=1
    )
    shapes = [_dashed("chart-dot", path, "#0a6a66", 8), base] if path else [base]
    return standing(width, height + 2, shapes)


def _line(kind: str, first: int, last: int, stroke: str, size: int, *, rtl: bool) -> str:
    """Draw the dots from number `first` to before `last` as one dashed line of round dashes.

    It is as short as a bar, however many dots there are.
    """
    if last <= first:
        return ""
    path = ""
    for row in range(first // IN_A_ROW, (last - 1) // IN_A_ROW + 1):
        begin, end = max(first, row * IN_A_ROW), min(last, (row + 1) * IN_A_ROW)
        # The line ends half a cell after its last dot, so that a single dot has a line, too.
        left = (begin - row * IN_A_ROW) * CELL + CELL // 2
        right = (end - row * IN_A_ROW) * CELL
        if rtl:
            left, right = WIDTH - left, WIDTH - right
        path += f"M{left} {row * CELL + CELL // 2}H{right}"
    return _dashed(kind, path, stroke, size)


def _dashed(kind: str, path: str, stroke: str, size: int) -> str:
    return element(
        "path",
        class_=kind,
        d=path,
        fill="none",
        stroke=stroke,
        stroke_width=size,
        stroke_linecap="round",
        stroke_dasharray=f"0 {CELL}",
    )
