"""The part of a long list that the address of its page asks for."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True)
class ListWish:
    """How a list is filtered and sorted, and its page: fields of subclasses, with defaults."""

    def query(self, **other: Any) -> dict[str, Any]:
        """Return the query of the address for this part, or for the same with `other` values.

        Values that are the usual ones are left out.
        """
        usual, wished = asdict(type(self)()), asdict(self) | other
        return {name: value for name, value in wished.items() if value != usual[name]}


def search_typed(text: str, longest: int) -> str:
    """Return what is searched for, with single spaces."""
    return " ".join(text.split())[:longest]
