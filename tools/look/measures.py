"""Measures in the browser what a page shows at one size."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Page

MEASURE = Path(__file__).with_name("measure.js").read_text(encoding="utf-8")

# Collects how much moves without the reader's doing, as browsers define layout shift, and what.
COLLECT_MOVES = """
window.moves = []
new PerformanceObserver((list) => {
  const nameOf = ({ node }) => {
    const element = node?.nodeType === Node.TEXT_NODE ? node.parentElement : node
    return element ? `${element.localName}#${element.id}.${element.classList}` : '?'
  }
  for (const { hadRecentInput, value, sources } of list.getEntries()) {
    if (!hadRecentInput) window.moves.push([value, sources.map(nameOf)])
  }
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
    the stage's picture. `shift` is the sum of layout shifts since a host last did something, and
    `moved` names what moved.
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
    moved: tuple[str, ...]
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
        shift=sum(value for value, _ in found["moves"]),
        moved=tuple(sorted({name for _, names in found["moves"] for name in names})),
        is_wide=found["isWide"],
    )
