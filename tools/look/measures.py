"""Measures in the browser what a page shows at one size."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Page

MEASURE = Path(__file__).with_name("measure.js").read_text(encoding="utf-8")

# Adds up what moves without the reader's doing, as browsers define layout shift.
COUNT_SHIFTS = """
window.layoutShift = 0
new PerformanceObserver((list) => {
  const shifts = list.getEntries().filter((entry) => !entry.hadRecentInput)
  window.layoutShift += shifts.reduce((sum, entry) => sum + entry.value, 0)
}).observe({ type: 'layout-shift', buffered: true })
"""


@dataclass(frozen=True)
class Look:
    """The parts of a kind of page that are measured. All values are CSS selectors.

    `content` is what people came for; `controls` have to be in sight; `heights` are bars that take
    height from the content, and `letters` are texts to be read from afar.
    """

    content: str
    controls: Mapping[str, str] = field(default_factory=dict)
    heights: Mapping[str, str] = field(default_factory=dict)
    letters: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Measured:
    """The measures of a page at a size.

    `share` is the content's share of the screen, 0 to 1. `controls` has, by name, how many are in
    sight and how many there are. `heights` are in CSS pixels; `letters` are font sizes as shares of
    the screen's height. `shift` is the sum of layout shifts since the page was loaded.
    """

    page: str
    language: str
    size: str
    text_size: str
    share: float
    controls: Mapping[str, tuple[int, int]]
    heights: Mapping[str, int]
    letters: Mapping[str, float]
    shift: float
    is_wide: bool


def measure(page: Page, look: Look, name: str, language: str, text_size: str = "100") -> Measured:
    """Measure the page as it is now, without scrolling it."""
    found = page.evaluate(
        f"look => ({MEASURE})(look)",
        {
            "content": look.content,
            "controls": dict(look.controls),
            "heights": dict(look.heights),
            "letters": dict(look.letters),
        },
    )
    size = page.viewport_size or {"width": 0, "height": 0}
    return Measured(
        page=name,
        language=language,
        size=f"{size['width']}x{size['height']}",
        text_size=text_size,
        share=found["share"],
        controls={name: (seen, all_) for name, (seen, all_) in found["controls"].items()},
        heights=found["heights"],
        letters=found["letters"],
        shift=found["shift"],
        is_wide=found["isWide"],
    )
