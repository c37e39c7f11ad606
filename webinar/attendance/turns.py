"""Long work in the loop, in turns: thousands of rows must not hold up a live session."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeVar

from webinar import concurrency

T = TypeVar("T")

ROWS_IN_A_TURN = 500


def in_turns(rows: Iterable[T]) -> Iterator[T]:
    """The same rows; every now and then the others get their turn first."""
    for number, row in enumerate(rows, 1):
        yield row
        if number % ROWS_IN_A_TURN == 0:
            concurrency.sleep(0)
