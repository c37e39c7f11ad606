"""The content of the organiser's pages of courses."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from flask import abort, url_for
from sqlalchemy.orm import Session

from webinar.content.lessons.model import Module, content_hash
from webinar.kit import clock
from webinar.kit.language_fallback import resolve
from webinar.kit.shown_times import shown_time
from webinar.kit.tokens import new_token, show_code
from webinar.kit.web.i18n import page_language
from webinar.kit.web.services import services
from webinar.kit.zone_words import zone_choices
from webinar.learn.courses import forms, queries
from webinar.learn.courses.comparing import difference
from webinar.learn.courses.models import Course, Learner
from webinar.learn.courses.seating import token_of
from webinar.learn.courses.shared import loose_rooms
from webinar.people.accounts.access import this_user
from webinar.people.accounts.models import User, UserRole
from webinar.people.ownership.queries import owned_ids, owns
from webinar.room.cohorts.models import Cohort
from webinar.room.cohorts.queries import choosable_cohorts, own_cohorts
from webinar.room.rooms import planning
from webinar.room.rooms.models import Room
from webinar.room.rooms.titles import title_in
from webinar.room.sessions.cards import card_of, own_room


def own_course(db: Session, course_id: int, user: User | None = None) -> Course:
    """Return the course if the user may change it; else 404. Inside a write, pass the user."""
    course = queries.find_own_course(db, user or this_user(), course_id)
    if course is None:
        abort(404)
    return course


def readable_course(db: Session, course_id: int) -> Course:
    """Return the course if the user may read its results; else 404."""
    course = queries.find_readable_course(db, this_user(), course_id)
    if course is None:
        abort(404)
    return course


def address_of(course: Course) -> str:
    """Return the course's public address, from the settings and not from the Host header."""
    return f"{services().settings.public_url}/study/{course.code}"


def own_address(learner: Learner) -> str:
    """Return the learner's own link in full; empty if it must be renewed (`tokens.shown_token`)."""
    token = token_of(learner, *services().settings.secret_keys)
    return services().settings.public_url + url_for("study.mine", token=token) if token else ""


def zone_of(user: User) -> str:
    return user.time_zone or planning.DEFAULT_ZONE


def index_page(**context: Any) -> dict[str, Any]:
    user = this_user()
    with services().db.read() as db:
        courses = queries.readable_courses(db, user)
        counts = queries.count_learners(db, courses)
        cohorts = [] if user.role is UserRole.VIEWER else own_cohorts(db, user)
        names = {cohort.id: cohort.name for cohort in cohorts}
        rows = [
            {
                "id": course.id,
                "title": queries.title_in(course, page_language()),
                "cohort": names.get(course.cohort_id or 0, ""),
                "learners": counts.get(course.id, (0, 0)),
                "is_open": queries.is_open(course, clock.now()),
            }
            for course in courses
        ]
    return {
        "listed": rows,
        "cohorts": cohorts,
        "programmes": _titles(services().library.programmes),
        "modules": _titles(services().library.modules),
        "may_change": user.role is not UserRole.VIEWER,
        "form": {},
        "key": new_token(),
        **context,
    }


def course_page(
    course_id: int, typed: Mapping[str, str] | None = None, **context: Any
) -> dict[str, Any]:
    """Return the page's context; sections of other features also use `course`, `module`, `now`."""
    user, now = this_user(), clock.now()
    with services().db.read() as db:
        course = own_course(db, course_id)
        module = queries.module_of_course(course)
        rooms = queries.rooms_of_course(db, course)
        own_ids = owned_ids(db, user, rooms)
        cohort = db.get(Cohort, course.cohort_id) if course.cohort_id else None
        learners, completed = queries.count_learners(db, [course]).get(course.id, (0, 0))
        return {
            "course": course,
            "module": module,
            "now": now,
            "title": queries.title_in(course, page_language()),
            "module_title": resolve(module.title, page_language())[1],
            "address": address_of(course),
            "shown_code": show_code(course.code),
            "cohort": cohort,
            "cohorts": choosable_cohorts(db, user, course.cohort_id),
            "has_cohort": cohort is not None and owns(db, user, cohort),
            "is_open": queries.is_open(course, now),
            "opens": _when(course.opens_at, user),
            "closes": _when(course.closes_at, user),
            "form": typed if typed is not None else forms.stored_fields(course, zone_of(user)),
            "zones": zone_choices(now.date()),
            "cards": [card_of(room, user, is_own=room.id in own_ids) for room in rooms],
            "loose": [_loose_session(room, user) for room in loose_rooms(db, course, user)],
            "learners": learners,
            "completed": completed,
            "newer": newer_module(course, module),
            **context,
        }


def newer_module(course: Course, module: Module) -> dict[str, Any] | None:
    """Return how the library's module differs from the course's edition.

    None if there is no difference, or if the library no longer has the module.
    """
    current = services().library.find(course.edition.module)
    if current is None or content_hash(current) == course.edition.hash:
        return None
    return {
        "hash": content_hash(current),
        "difference": difference(module, current, page_language()),
    }


def course_of_session(code: str) -> dict[str, Any]:
    """Return the session's course, or the courses that it may join, for the organiser's page."""
    user = this_user()
    with services().db.read() as db:
        room = own_room(db, code)
        course = queries.course_of_room(db, room)
        if course is not None:
            is_own = queries.find_own_course(db, user, course.id) is not None
            title = queries.title_in(course, page_language())
            return {"course": course, "title": title, "is_own": is_own, "others": []}
        # An administrator may change all courses, and must not mix those of two organisers.
        joinable = [
            other
            for other in queries.own_courses(db, user)
            if user.role is not UserRole.ADMIN or other.owner_id == room.owner_id
        ]
        others = [(other.id, queries.title_in(other, page_language())) for other in joinable]
    return {"course": None, "title": "", "is_own": True, "others": others}


def _loose_session(room: Room, user: User) -> tuple[str, str, str]:
    at = room.started_at or room.planned_at
    time = shown_time(at, room.time_zone, user.time_zone).whole if at else ""
    return room.code, title_in(room, page_language()), time


def _when(at: datetime | None, user: User) -> str:
    if at is None:
        return ""
    time = shown_time(at, zone_of(user))
    return f"{time.whole} ({time.place})"


def _titles(modules: Mapping[str, Module]) -> list[tuple[str, str]]:
    """Return names and titles, sorted by title."""
    titles = [(name, resolve(module.title, page_language())[1]) for name, module in modules.items()]
    return sorted(titles, key=lambda title: title[1])
