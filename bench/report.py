"""Medians, tables with ratios, and targets."""

from __future__ import annotations

import statistics
import sys
from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import NoReturn

from bench import machine

Key = tuple[int, str, str]


class Report:
    """Figures by (clients, side, name). Each repetition adds one; tables show medians."""

    def __init__(self, title: str, tries: int = 3) -> None:
        self.title = title
        # How many times a disturbed measurement is tried.
        self.tries = tries
        self.figures: defaultdict[Key, list[float]] = defaultdict(list)
        self._notes: list[str] = []
        # By (clients, side), how many repetitions were disturbed in all tries.
        self._void: Counter[tuple[int, str]] = Counter()
        self._targets: list[tuple[str, float | None, str, float]] = []

    def add(self, clients: int, side: str, **figures: float) -> None:
        """Add figures of one repetition; the table shows `_` in their names as a space."""
        for name, figure in figures.items():
            self.figures[clients, side, name].append(figure)

    def mark_void(self, clients: int, side: str) -> None:
        """Take note that a repetition of this row was disturbed; the table marks the row."""
        self._void[clients, side] += 1

    def mark(self, clients: int, side: str) -> str:
        """Return the row's mark, as " (void 2 of 3)"; "" if no repetition was disturbed."""
        void = self._void[clients, side]
        rows = (figures for key, figures in self.figures.items() if key[:2] == (clients, side))
        return f" (void {void} of {max(map(len, rows), default=void)})" if void else ""

    def note(self, text: str) -> None:
        """Add a note below the table, unless it is there already."""
        if text not in self._notes:
            self._notes.append(text)

    def median(self, clients: int, side: str, name: str) -> float | None:
        """Return the median of a figure; None if it was not measured."""
        figures = self.figures.get((clients, side, name))
        return statistics.median(figures) if figures else None

    def worst(self, clients: int, side: str, name: str) -> float | None:
        """Return the largest figure of all repetitions; None if it was not measured."""
        return max(self.figures.get((clients, side, name), ()), default=None)

    def ratio(self, clients: int, name: str, over: str, under: str = "ours") -> float | None:
        """Return one side's median over another's; None if one was not measured."""
        upper, lower = self.median(clients, under, name), self.median(clients, over, name)
        return None if upper is None or not lower else upper / lower

    def target(self, text: str, value: float | None, sign: str, limit: float) -> None:
        """Add a target that `value` should meet; leave it out if `value` was not measured."""
        if value is not None:
            self._targets.append((text, value, sign, limit))

    def show(self) -> bool:
        """Print everything; return whether all targets are met."""
        print(f"\n{self.title}\n\n{machine.description()}\n")
        print(self.body())
        rows = [
            [
                text,
                f"{value:.2f}",
                f"{sign} {limit}",
                "met" if _met(value, sign, limit) else "MISSED",
            ]
            for text, value, sign, limit in self._targets
            if value is not None
        ]
        if rows:
            print("\n" + table(["target", "ratio", "wanted", ""], rows))
        for note in self._notes:
            print(f"- {note}")
        sys.stdout.flush()
        return all(row[-1] == "met" for row in rows)

    def body(self) -> str:
        """Return a row for each size and side, with our ratios to the other sides."""
        names = list(dict.fromkeys(name for _, _, name in self.figures))
        sides = list(dict.fromkeys((clients, side) for clients, side, _ in self.figures))
        heads, columns = ["N", "side"], []
        for name in names:
            heads.append(name.replace("_", " "))
            columns.append([self._figure(clients, side, name) for clients, side in sides])
            ratios = [self._ratio(clients, side, name) for clients, side in sides]
            if any(ratios):
                heads.append("ours/")
                columns.append(ratios)
        rows = [
            [str(clients), side + self.mark(clients, side), *(column[at] for column in columns)]
            for at, (clients, side) in enumerate(sides)
        ]
        return table(heads, rows)

    def _figure(self, clients: int, side: str, name: str) -> str:
        median = self.median(clients, side, name)
        return "" if median is None else number(median)

    def _ratio(self, clients: int, side: str, name: str) -> str:
        """Return the ratio of our figure to this side's; shares have no ratio."""
        ratio = None if name.endswith("_share") else self.ratio(clients, name, side)
        return "" if ratio is None or side == "ours" else f"{ratio:.2f}"


def _met(value: float, sign: str, limit: float) -> bool:
    return value <= limit if sign == "<=" else value >= limit


def number(value: float) -> str:
    """Format a number with three significant digits."""
    if abs(value) >= 1000:
        return f"{value:,.0f}"
    return (
        f"{value:.0f}"
        if abs(value) >= 100
        else f"{value:.1f}"
        if abs(value) >= 10
        else f"{value:.2f}"
    )


def table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return a Markdown table, which can be pasted into the documentation."""
    widths = [max(len(row[at]) for row in [heads, *rows]) for at in range(len(heads))]
    lines = [heads, ["-" * width for width in widths], *rows]
    return "\n".join(
        "| "
        + " | ".join(f"{cell:<{width}}" for cell, width in zip(line, widths, strict=True))
        + " |"
        for line in lines
    )


def percentile(values: Sequence[float], share: float) -> float:
    """Return the value below which this share of the values lies."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def finish(report: Report, hold: bool) -> NoReturn:
    """Show the report and exit; with `hold`, exit with 1 if a target is missed."""
    finish_all([report], hold)


def finish_all(reports: Sequence[Report], hold: bool) -> NoReturn:
    """Show all reports and exit; with `hold`, exit with 1 if a target of any is missed."""
    met = [report.show() for report in reports]
    sys.exit(1 if hold and not all(met) else 0)
