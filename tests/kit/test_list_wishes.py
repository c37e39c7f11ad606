"""The address of a long list says which part of it to show, and which page."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import ClassVar

from webinar.kit.list_wishes import LONGEST_TEXT, ListWish, list_page, page_span


@dataclass(frozen=True)
class Wish(ListWish):
    CHOICES: ClassVar[Mapping[str, Collection[str]]] = {"order": ("name", "newest")}

    search: str = ""
    order: str = "newest"
    page: int = 1


def test_address_is_read_and_written():
    wish = Wish.read({"search": " two  words ", "order": "name", "page": "3", "other": "x"})

    assert wish == Wish("two words", "name", 3)
    assert wish.query(page=1) == {"search": "two words", "order": "name"}
    assert Wish.read({**wish.query(), "page": "3"}) == wish


def test_odd_values_give_the_usual_ones():
    odd = {"search": "x" * 999, "order": "CHOICES", "page": "-7"}

    assert Wish.read(odd) == Wish("x" * LONGEST_TEXT)
    assert Wish.read({"page": "9" * 400, "order": ""}).order == "newest"


def test_page_beyond_the_end_is_the_last_one():
    rows = list(range(5))

    assert list_page(rows, 2, 2).rows == [2, 3]
    assert (list_page(rows, 99, 2).page, list_page(rows, 99, 2).rows) == (3, [4])
    assert (list_page([], 5, 2).page, list_page([], 5, 2).pages) == (1, 1)


def test_span_is_that_of_a_page_that_exists():
    assert page_span(found=101, page=2, size=50) == (2, 3, 50)
    assert page_span(found=101, page=9, size=50) == (3, 3, 100)
    assert page_span(found=100, page=3, size=50) == (2, 2, 50)
    assert page_span(found=0, page=0, size=50) == (1, 1, 0)
