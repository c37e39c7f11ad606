"""A table of costs by size, with their ratios to the smallest size and limits of growth."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from bench.report import Report, number, table

# Two equal costs may differ this much through measuring alone.
SLACK = 1.2
# A cost that does not depend on the size may still vary, for example with the processor's caches.
FLAT = 1.3


class Growing(Report):
    """Figures in microseconds by size of `what`, which stands in place of their side."""

    def __init__(self, what: str, tries: int) -> None:
        super().__init__(f"Cost by {what}: microseconds of the server's CPU", tries)
        self.what = what

    def targets(self, sizes: Sequence[int], linear: Collection[str], flat: Collection[str]) -> None:
        """Set targets: `linear` costs grow no faster than the size, `flat` costs do not grow.

        A size of 0 has no ratio, so `linear` costs are compared with the smallest other size.
        """
        positive_sizes = [size for size in sizes if size]
        for names, base, limit in (
            (linear, min(positive_sizes), SLACK * max(positive_sizes) / min(positive_sizes)),
            (flat, min(sizes), FLAT),
        ):
            for name in names if max(sizes) > base else ():
                text = f"{name.replace('_', ' ')}, {max(sizes)} / {base} {self.what}"
                ratio = self.growth(name, max(sizes), base)
                self.target(text, ratio, "<=", round(limit, 2))

    def growth(self, name: str, size: int, over: int) -> float | None:
        """Return the ratio of the cost at one size to the cost at another."""
        upper, lower = self.median(size, self.what, name), self.median(over, self.what, name)
        return None if upper is None or not lower else upper / lower

    def body(self) -> str:
        """Return a row per size, with each cost and its ratio to the smallest size's cost."""
        sizes = list(dict.fromkeys(size for size, _, _ in self.figures))
        names = list(dict.fromkeys(name for _, _, name in self.figures))
        heads = [self.what]
        for name in names:
            heads += [name.replace("_", " "), "×"]
        rows = []
        for size in sizes:
            row = [str(size) + self.mark(size, self.what)]
            for name in names:
                cost, ratio = self.median(size, self.what, name), self.growth(name, size, sizes[0])
                row.append("" if cost is None else number(cost))
                row.append("" if ratio is None or size == sizes[0] else f"{ratio:.2f}")
            rows.append(row)
        return table(heads, rows)
