"""The courses that a user has with a cohort; the sessions that may join a course. Reads only."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, joinedload

from webinar.learn.courses.models import Course, CourseSession
from webinar.people.accounts.models import User, UserRole
from webinar.people.ownership.queries import belongs_to
from webinar.room.cohorts.models import Cohort
from webinar.room.rooms.models import Room


def shared_courses(user: User) -> Select[int]:
    """Select the ids of the courses that the user has with their cohorts."""
    cohorts = select(Cohort.id).where(belongs_to(Cohort, user))
    return select(Course.id).where(Course.cohort_id.in_(cohorts))


def loose_rooms(db: Session, course: Course, user: User) -> Sequence[Room]:
    """Return the sessions that this user may add: in no course, not called off, newest first.

    To an administrator, who may change all sessions, those of the course's owner are offered.
    """
    is_admin = user.role is UserRole.ADMIN
    offered = Room.owner_id == course.owner_id if is_admin else belongs_to(Room, user)
    return db.scalars(
        select(Room)
        .options(joinedload(Room.edition))
        .where(
            offered,
            Room.cancelled_at.is_(None),
            Room.id.not_in(select(CourseSession.room_id)),
        )
        .order_by(Room.planned_at.desc(), Room.id.desc())
        .limit(200)
    ).all()
