"""The places of the desk: the bar on each of its pages, made from what the features declare."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import request, url_for
from flask_babel import gettext as _

from webinar import features
from webinar.page_places import DeskPage, Place
from webinar.people.accounts.access import signed_in_user
from webinar.people.accounts.models import UserRole

# What a page is about, by the name of the argument in its address. A page of a course belongs to
# the courses, whichever feature draws it.
_PLACE_OF_ARGUMENT = {
    "code": Place.SESSIONS,
    "series": Place.SESSIONS,
    "series_id": Place.SESSIONS,
    "course_id": Place.COURSES,
    "cohort_id": Place.PEOPLE,
    "user_id": Place.PEOPLE,
}


@dataclass(frozen=True)
class Link:
    """A link of a bar. `current` is its `aria-current`: `page`, `true` for its part, or empty."""

    title: str
    address: str
    current: str = ""
    pages: Sequence[Link] = ()


def my_places() -> list[Link]:
    """Return the places that this user may open, each with its pages; nothing for guests.

    A place without a page for this user's role is left out.
    """
    user = signed_in_user()
    return [] if user is None else places_of(user.role, request.endpoint, request.view_args)


def places_of(role: UserRole, endpoint: str | None, arguments: dict[str, Any] | None) -> list[Link]:
    """Return the places for an account of this role, seen from the page of this endpoint."""
    current_place, current_page = _current(endpoint or "", arguments or {})
    places = []
    for place, title in _titles().items():
        pages = [page for page in features.desk_pages(place) if role in page.roles]
        if not pages:
            continue
        links = [
            Link(str(page.title), url_for(page.endpoint), _mark(page, current_page, endpoint))
            for page in pages
        ]
        is_first_page = pages[0].endpoint == endpoint
        mark = "page" if is_first_page else "true" if place is current_place else ""
        places.append(Link(title, links[0].address, mark, links))
    return places


def _titles() -> dict[Place, str]:
    return {
        Place.TODAY: _("Today"),
        Place.SESSIONS: _("Sessions"),
        Place.COURSES: _("Courses"),
        Place.PEOPLE: _("People"),
        Place.SETTINGS: _("Settings"),
    }


def _current(endpoint: str, arguments: dict[str, Any]) -> tuple[Place | None, DeskPage | None]:
    """Return the place of the page of this endpoint, and the page of the place it belongs to."""
    pages = [page for place in Place for page in features.desk_pages(place)]
    exact = next((page for page in pages if page.endpoint == endpoint), None)
    page = exact or next((page for page in pages if endpoint.startswith(page.within)), None)
    argument = next((name for name in arguments if name in _PLACE_OF_ARGUMENT), None)
    if exact is None and argument is not None:
        place = _PLACE_OF_ARGUMENT[argument]
        return place, page if page is not None and page.place is place else None
    return (None, None) if page is None else (page.place, page)


def _mark(page: DeskPage, current: DeskPage | None, endpoint: str | None) -> str:
    if page is not current:
        return ""
    return "page" if page.endpoint == endpoint else "true"
