"""Long work in the loop, in turns: thousands of rows must not hold up a live session."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

from webinar.kit import concurrency, slices

T = TypeVar("T")

ROWS_IN_A_TURN = 500
# A page in slices looks at the time after this many rows.
ROWS_IN_A_SLICE = 8


def in_turns(rows: Iterable[T], each: int = ROWS_IN_A_TURN) -> Iterator[T]:
    """Yield the same rows; after every `each` of them, let other work have its turn."""
    for number, row in enumerate(rows, 1):
        yield row
        if number % each == 0:
            concurrency.sleep(0)
        elif number % ROWS_IN_A_SLICE == 0:
            slices.pause()


def pieces_in_turns(rows: Sequence[T], each: int = ROWS_IN_A_TURN) -> Iterator[Sequence[T]]:
    """Yield the same rows in pieces; between two pieces, let other work have its turn."""
    for start in range(0, len(rows), each):
        if start:
            concurrency.sleep(0)
        yield rows[start : start + each]
