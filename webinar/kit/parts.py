"""Long lists in parts: for statements with a limit of values, and for short transactions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeVar

T = TypeVar("T")


def in_parts(whole: Sequence[T], most: int) -> Iterator[Sequence[T]]:
    """Yield the same items in the same order, at most `most` at a time."""
    for first in range(0, len(whole), most):
        yield whole[first : first + most]
