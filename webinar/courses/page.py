"""What the organiser's pages of courses show."""

from __future__ import annotations

from typing import Any

from flask import abort
from sqlalchemy.orm import Session

from webinar import clock
from webinar.accounts.access import this_user
from webinar.courses import queries
from webinar.courses.models import Course
from webinar.services import services


def own_course(db: Session, course_id: int) -> Course:
    """The course, if it is the user's to change; else 404."""
    course = queries.find_own_course(db, this_user(), course_id)
    if course is None:
        abort(404)
    return course


def index_page(**context: Any) -> dict[str, Any]:
    with services().db.read() as db:
        listed = queries.own_courses(db, this_user())
    return {"listed": listed, **context}


def course_page(course_id: int, **context: Any) -> dict[str, Any]:
    """`course`, `module` and `now` are for the sections of the other features, too."""
    with services().db.read() as db:
        course = own_course(db, course_id)
        return {
            "course": course,
            "module": queries.module_of_course(course),
            "now": clock.now(),
            **context,
        }
