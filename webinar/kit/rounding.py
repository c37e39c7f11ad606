"""Rounding figures, once for all places: minutes, and parts of a whole in per cent. Pure.

Rules ask for whole minutes, and for the `part_needed` of a whole. A figure shown with such a rule
comes from `percent_reached`, so that the figure and the rule never disagree.
"""

from __future__ import annotations

MINUTE = 60


def whole_minutes(seconds: int) -> int:
    """The nearest whole minute, halves up; pages show it, and rules count it."""
    return (seconds + MINUTE // 2) // MINUTE


def percent(part: int, whole: int) -> int | None:
    """The nearest whole percentage, halves up; None if `whole` is 0. Not for use at a threshold."""
    return (200 * part + whole) // (2 * whole) if whole else None


def percent_reached(part: int, whole: int) -> int | None:
    """The percentage rounded down, to be shown with a threshold; None if `whole` is 0.

    `percent_reached(part, whole) >= share` exactly if `part >= part_needed(share, whole)`.
    """
    return 100 * part // whole if whole else None


def part_needed(share: int | None, whole: int) -> int:
    """The number that is `share` per cent of the whole, rounded up."""
    return -(-whole * (share or 0) // 100)
