"""Records that learners have completed a course through others' actions rather than their own.

First, guests whom a session has matched to people on the roster are joined with them. A learner's
own actions settle the learner at once (`actions.settle`). Changes by an organiser or a session are
in the audit log, whose new entries are read once a minute. The last entry read is not stored, so
each process settles all courses once when it starts. Even if several processes do so, each
completion is recorded only once.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Select, exists, func, select
from sqlalchemy.orm import Session

from webinar.kit import clock
from webinar.kit.db import Database
from webinar.kit.web.services import Services
from webinar.learn.courses.models import CourseSession
from webinar.live.assessment.models import MOST_DAYS, Paper
from webinar.people.audit.models import AuditEntry
from webinar.results.completion import actions, joining
from webinar.results.completion.models import CompletionRule
from webinar.room.rooms.models import Member, Room

# Each pass also covers the time shortly before the previous one, because a transaction that handed
# in a test may have been open then.
OVERLAP = timedelta(minutes=2)
# Entries that change a person's minutes in a session.
_SESSION_ENTRIES = (
    "session.ended",
    "attendance.corrected",
    "attendance.taken_back",
    "guest.matched",
    "guest.unmatched",
)
# Entries that change a course's requirements, or the work that counts in it.
_COURSE_ENTRIES = (
    "completion_rule.set",
    "course.edition",
    "course.session_added",
    "course.session_removed",
    "course.tests",
)


@dataclass(frozen=True)
class Mark:
    """How far a pass got: the id of the last entry read in the audit log, and the time."""

    entry: int
    at: datetime


_last_mark: Mark | None = None


def settle_courses(services: Services) -> None:
    """Settle the courses that have changed since this process did so last."""
    global _last_mark
    joining.follow_sessions(services.db, services.settings.secret_key)
    _last_mark = settle_changed_courses(services.db, _last_mark)


def settle_changed_courses(database: Database, since: Mark | None = None) -> Mark:
    """Settle the courses that have changed since the mark; return the new mark.

    On a new day, settle all courses, because tests of sessions close without an entry in the log.
    """
    with database.read() as db:
        mark = Mark(db.scalar(select(func.max(AuditEntry.id))) or 0, clock.now())
        ids = set(db.scalars(select(CompletionRule.course_id)))
        if since is not None and since.at.date() == mark.at.date():
            ids &= _changed_courses(db, since)
    for course_id in sorted(ids):
        actions.settle_everybody(database, course_id)
    return mark


def _changed_courses(db: Session, since: Mark) -> set[int]:
    """Return the ids of the courses that have changed since the mark."""
    entries = db.execute(
        select(AuditEntry.room_id, AuditEntry.detail).where(
            AuditEntry.id > since.entry, AuditEntry.kind.in_(_SESSION_ENTRIES + _COURSE_ENTRIES)
        )
    ).all()
    courses = {detail["course"] for _, detail in entries if "course" in detail}
    rooms = {room_id for room_id, _ in entries if room_id is not None}
    courses_of_rooms = select(CourseSession.course_id).where(CourseSession.room_id.in_(rooms))
    return (
        courses
        | set(db.scalars(courses_of_rooms))
        | set(db.scalars(_courses_with_late_papers(since)))
    )


def _courses_with_late_papers(since: Mark) -> Select[int]:
    """Select the courses in whose sessions a test was handed in after the end of the session.

    Only the papers of recently ended sessions are read, rather than all papers.
    """
    has_late_paper = exists().where(
        Paper.member_id == Member.id, Paper.handed_in_at >= since.at - OVERLAP
    )
    return (
        select(CourseSession.course_id)
        .distinct()
        .join(Room, Room.id == CourseSession.room_id)
        .join(Member, Member.room_id == Room.id)
        .where(Room.ended_at >= since.at - timedelta(days=MOST_DAYS), has_late_paper)
    )
