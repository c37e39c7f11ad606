"""The people of a roster as its page lists them: searched, filtered, in an order, page by page."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from webinar.kit.languages import LANGUAGES
from webinar.kit.list_wishes import ListPage, ListWish, list_page
from webinar.kit.text import folded, in_order
from webinar.room.cohorts.models import Person

# The number of people on a page.
PAGE = 100

# The filters besides the languages of people.
NO_ADDRESS, NO_LANGUAGE, CORRECTED = "no_address", "no_language", "corrected"
_FILTERS = (NO_ADDRESS, NO_LANGUAGE, CORRECTED, *LANGUAGES)

ORDERS: Mapping[str, Callable[[Person], Any]] = {
    "number": lambda person: person.number,
    "name": lambda person: (in_order(person.name), person.number),
    # People without a unit come last.
    "unit": lambda person: (not person.unit, in_order(person.unit), person.number),
}


@dataclass(frozen=True)
class Wish(ListWish):
    """The part of the list that the address asks for; `only` is a filter or a language's tag."""

    CHOICES: ClassVar[Mapping[str, Collection[str]]] = {"only": _FILTERS, "order": ORDERS}

    search: str = ""
    only: str = ""
    order: str = "number"
    page: int = 1


def people_found(
    people: Sequence[Person], wish: Wish, corrected: Collection[int]
) -> ListPage[Person]:
    """Return the page of the list.

    `corrected` are the ids of people who have corrected their names themselves.
    """
    found = [
        person
        for person in people
        if _passes(person, wish.only, corrected) and _has(person, wish.search)
    ]
    return list_page(sorted(found, key=ORDERS[wish.order]), wish.page, PAGE)


def page_with(people: Sequence[Person], number: int) -> int:
    """Return the page of the whole list, in the order of the numbers, that this number is on."""
    return sum(person.number < number for person in people) // PAGE + 1


def _passes(person: Person, only: str, corrected: Collection[int]) -> bool:
    if only == NO_ADDRESS:
        return not person.email
    if only == NO_LANGUAGE:
        return not person.language
    if only == CORRECTED:
        return person.id in corrected
    return not only or person.language == only


def _has(person: Person, search: str) -> bool:
    """Return whether a field contains what is searched for; a phone number, without its spaces."""
    needle = folded(search)
    texts = (person.name, person.rank, person.position, person.unit, person.email)
    if any(needle in folded(text) for text in (*texts, person.external_id)):
        return True
    return bool(person.phone) and needle.replace(" ", "") in person.phone
