"""The part of a long list that the address of its page asks for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any, Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True)
class ListWish:
    """How a list is filtered and sorted, and its page: fields of subclasses, with defaults."""

    def query(self, **other: Any) -> dict[str, Any]:
        """Return the query of the address for this part, or for the same with `other` values.

        Values that are the usual ones are left out.
        """
        usual, wished = asdict(type(self)()), asdict(self) | other
        return {name: value for name, value in wished.items() if value != usual[name]}


@dataclass(frozen=True)
class ListPage(Generic[T]):
    """One page of a list. `found` is the number of rows on all pages; pages count from 1."""

    rows: Sequence[T]
    found: int
    page: int
    pages: int


def list_page(rows: Sequence[T], page: int, size: int) -> ListPage[T]:
    """Return this page of the rows, or the last one if there are fewer, at `size` rows a page."""
    pages = max(1, -(-len(rows) // size))
    page = max(1, min(page, pages))
    return ListPage(rows[(page - 1) * size : page * size], len(rows), page, pages)


def search_typed(text: str, longest: int) -> str:
    """Return what is searched for, with single spaces."""
    return " ".join(text.split())[:longest]
