"""The part of a long list that the address of its page asks for."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from typing import Any, ClassVar, Generic, NamedTuple, Self, TypeVar

from webinar.kit.text import whole_number

T = TypeVar("T")

# The longest text to search for, in characters.
LONGEST_TEXT = 200


@dataclass(frozen=True)
class ListWish:
    """How a list is filtered and sorted, and its page: fields of subclasses, with defaults.

    The field `page` is a number from 1; all others are texts. `CHOICES` has the values that a field
    may have; a field without choices is free text.
    """

    CHOICES: ClassVar[Mapping[str, Collection[str]]] = {}

    @classmethod
    def read(cls, arguments: Mapping[str, str]) -> Self:
        """Return the wish of an address.

        A value that is no choice gives the default, because an old bookmark must show something.
        Free text gets single spaces, and is cut if it is too long.
        """
        wished: dict[str, Any] = {}
        for name in {field.name for field in fields(cls)} & set(arguments):
            typed = arguments[name]
            if name == "page":
                wished[name] = whole_number(typed) or 1
            elif name not in cls.CHOICES:
                wished[name] = " ".join(typed.split())[:LONGEST_TEXT]
            elif typed in cls.CHOICES[name]:
                wished[name] = typed
        return cls(**wished)

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


class PageSpan(NamedTuple):
    """A page that exists, of `pages`, and the rows on it from `first`; rows count from 0."""

    page: int
    pages: int
    first: int


def page_span(found: int, page: int, size: int) -> PageSpan:
    """Return the span of this page of `found` rows, or of the nearest page that exists."""
    pages = max(1, -(-found // size))
    page = max(1, min(page, pages))
    return PageSpan(page, pages, (page - 1) * size)


def list_page(rows: Sequence[T], page: int, size: int) -> ListPage[T]:
    """Return this page of the rows, or the nearest page that exists, at `size` rows a page."""
    span = page_span(len(rows), page, size)
    return ListPage(rows[span.first : span.first + size], len(rows), span.page, span.pages)
