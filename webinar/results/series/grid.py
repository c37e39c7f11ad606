"""A month as weeks of days. No Flask, no database."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from webinar.kit.errors import Refused


def month_typed(typed: str, today: date) -> date:
    """Return the first day of a month typed as `2026-11`, by default the month of `today`.

    Raises `Refused` with `bad_message`.
    """
    if not typed:
        return today.replace(day=1)
    try:
        month = date.fromisoformat(f"{typed}-01")
    except ValueError as error:
        raise Refused("bad_message") from error
    # Near the limits of `date`, there would be no month before or after.
    if not 1970 <= month.year <= 2200:
        raise Refused("bad_message")
    return month


def neighbour(month: date, step: int) -> date:
    """Return the first day of the month before (-1) or after (1)."""
    return (month + timedelta(days=31 if step > 0 else -1)).replace(day=1)


def weeks_of(month: date, first_weekday: int) -> Sequence[Sequence[date]]:
    """Return whole weeks that cover the month; `first_weekday` is 0 for Monday, 6 for Sunday."""
    day = month - timedelta(days=(month.weekday() - first_weekday) % 7)
    weeks = []
    while day < neighbour(month, 1):
        weeks.append([day + timedelta(days=number) for number in range(7)])
        day += timedelta(days=7)
    return weeks
