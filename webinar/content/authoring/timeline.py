"""The minutes of a module as a picture: how long slides take, and where people do something."""

from __future__ import annotations

from dataclasses import dataclass

from webinar.content.authoring.rows import Page

WIDTH = 1000


@dataclass(frozen=True, slots=True)
class Bar:
    """A slide's bar, which begins at `x` in a picture that is `WIDTH` wide."""

    key: str
    title: str
    is_interactive: bool
    x: float
    width: float


def timeline(page: Page) -> list[Bar]:
    """Return the bars of the timeline; none if no slide has planned minutes."""
    total = page.planned
    if not total:
        return []
    scale = WIDTH / total
    return [
        Bar(
            row.key,
            row.title,
            bool(row.kind),
            round(row.start * scale, 1),
            round(row.minutes * scale, 1),
        )
        for row in page.rows
        if row.minutes
    ]


def clock(minutes: float) -> str:
    """Return minutes as a clock shows them: `7:30` for seven and a half."""
    seconds = round(minutes * 60)
    return f"{seconds // 60}:{seconds % 60:02d}"
