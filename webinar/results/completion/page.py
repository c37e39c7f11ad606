"""The content of the pages of completion, for organisers and for learners."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy.orm import Session

from webinar.kit.list_wishes import ListWish, list_page
from webinar.kit.text import folded
from webinar.kit.web.i18n import page_language
from webinar.kit.web.services import services
from webinar.kit.zones import local_time
from webinar.learn.courses.models import Course
from webinar.learn.courses.page import own_course, readable_course, zone_of
from webinar.learn.courses.queries import module_of_course, title_in
from webinar.people.accounts.access import this_user
from webinar.people.accounts.models import UserRole
from webinar.results.completion import forms, words
from webinar.results.completion.course_work import course_work
from webinar.results.completion.people import ORDERS, Row, ordered, people_of_course
from webinar.results.completion.queries import terms_of
from webinar.results.protocol import phrases
from webinar.results.reports.delivering import spreadsheet_separator

# People.
PER_PAGE = 200


# How far people may be, for the filter.
STATES: Mapping[str, Callable[[Row], bool]] = {
    "not_begun": lambda row: row.number is None,
    "studying": lambda row: row.number is not None and row.completed_at is None,
    "completed": lambda row: row.completed_at is not None,
}


@dataclass(frozen=True)
class Wish(ListWish):
    """The part of the list that the page's form and links request."""

    CHOICES: ClassVar[Mapping[str, Collection[str]]] = {"state": STATES, "sort": ORDERS}

    search: str = ""
    state: str = ""
    sort: str = ""
    page: int = 1


def people_page(course_id: int, wish: Wish) -> dict[str, Any]:
    """Return the context of one page of the list of people; viewers see only names and figures."""
    user = this_user()
    with services().db.read() as db:
        course = readable_course(db, course_id)
        rows = people_of_course(db, course)
        terms = terms_of(db, course)
        title = title_in(course, page_language())
    may_change = user.role is not UserRole.VIEWER
    found = [row for row in rows if _matches(row, wish, with_fields=may_change)]
    part = list_page(ordered(found, wish.sort), wish.page, PER_PAGE)
    zone = zone_of(user)
    return {
        "course": course,
        "title": title,
        "may_change": may_change,
        "criteria": words.criteria(terms),
        "asks_test": any(row.done.items for row in rows),
        "total": len(rows),
        "begun": sum(row.number is not None for row in rows),
        "completed": sum(row.completed_at is not None for row in rows),
        "people": [_person(row, zone) for row in part.rows],
        "part": part,
        "wish": wish,
        "filters": words.state_filters(),
        "orders": words.orders(with_test=any(row.done.items for row in rows)),
        "separator": spreadsheet_separator(),
    }


def rule_page(course_id: int, typed: Mapping[str, str] | None = None) -> dict[str, Any]:
    """Return the context of the rule's form, filled with `typed`, or else with the stored rule."""
    with services().db.read() as db:
        course = own_course(db, course_id)
        return _rule_context(db, course, typed)


def _rule_context(
    db: Session, course: Course, typed: Mapping[str, str] | None = None
) -> dict[str, Any]:
    terms = terms_of(db, course)
    return {
        "course": course,
        "title": title_in(course, page_language()),
        "criteria": words.criteria(terms),
        "form": typed if typed is not None else forms.form_fields(terms),
        "has_test": has_test(course),
    }


def has_test(course: Course) -> bool:
    """Return whether the rule can require a mark: a post-test has items with right answers."""
    return bool(course_work(module_of_course(course)).items)


def _matches(row: Row, wish: Wish, *, with_fields: bool) -> bool:
    """Return whether the row is requested; a viewer, without `with_fields`, searches names only."""
    needle, fields = folded(wish.search), [row.name]
    if with_fields:
        fields += [row.rank, row.position, row.unit, row.email, row.external_id]
    has_state = not wish.state or STATES[wish.state](row)
    return has_state and any(needle in folded(field) for field in fields)


def _person(row: Row, zone: str) -> dict[str, Any]:
    done = row.done
    return {
        "number": row.number,
        "name": row.name,
        "rank": row.rank,
        "unit": row.unit,
        "is_guest": row.is_guest,
        "done": done,
        "share": phrases.share(done.percent),
        "mark": "" if done.mark is None else phrases.share(done.mark),
        "completed": day_of(row.completed_at, zone),
        "seen": day_of(row.seen_at, zone),
    }


def day_of(at: datetime | None, zone: str) -> str:
    """Return the day in words; an empty text for None. `zone` is an IANA name."""
    return "" if at is None else phrases.day(local_time(at, zone))
