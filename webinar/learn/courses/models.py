"""Courses, the live sessions that belong to them, their learners, and the learners' browsers."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, UniqueConstraint, true
from sqlalchemy.orm import Mapped, mapped_column, relationship

from webinar.content.editions.models import Edition
from webinar.kit.db import Base, Instant

NAME_LENGTH = 80


class Course(Base):
    """Modules to study alone, for a cohort or for anybody who has the code.

    The edition changes only when the organiser takes the newer one. Progress and answers refer to
    slides by id. Learners can do nothing before `opens_at` or from `closes_at` on.
    """

    __tablename__ = "courses"
    __table_args__ = (
        Index("ix_courses_owner_id", "owner_id"),
        Index("ix_courses_cohort_id", "cohort_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(8), unique=True)
    title: Mapped[str] = mapped_column(String(200))
    edition_id: Mapped[int] = mapped_column(ForeignKey("editions.id"))
    owner_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    cohort_id: Mapped[int | None] = mapped_column(ForeignKey("cohorts.id"))
    takes_guests: Mapped[bool] = mapped_column(default=True, server_default=true())
    created_at: Mapped[datetime] = mapped_column(Instant)
    opens_at: Mapped[datetime | None] = mapped_column(Instant)
    closes_at: Mapped[datetime | None] = mapped_column(Instant)

    edition: Mapped[Edition] = relationship()


class CourseSession(Base):
    """A live session whose modules are studied in this course; it is in one course at most."""

    __tablename__ = "course_sessions"
    __table_args__ = (Index("ix_course_sessions_course_id", "course_id"),)

    room_id: Mapped[int] = mapped_column(ForeignKey("rooms.id"), primary_key=True)
    course_id: Mapped[int] = mapped_column(ForeignKey("courses.id"))


class Learner(Base):
    """A learner in one course: a person of a roster, or a guest, who may have been in a session.

    `number` identifies the learner within the course. With their own link, learners continue at
    another device and hand in answers given offline. The link is made from `seed` and the server's
    secret key, and found by `token_hash`. `completed_at` is when the learner first met the course's
    rule of completion.
    """

    __tablename__ = "learners"
    __table_args__ = (
        UniqueConstraint("course_id", "number"),
        UniqueConstraint("course_id", "person_id"),
        UniqueConstraint("course_id", "member_id"),
        CheckConstraint("person_id IS NULL OR member_id IS NULL", name="who"),
        Index("ix_learners_person_id", "person_id"),
        Index("ix_learners_member_id", "member_id"),
        Index("ix_learners_seen_at", "seen_at"),
        Index("ix_learners_completed_at", "completed_at"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    course_id: Mapped[int] = mapped_column(ForeignKey("courses.id"))
    number: Mapped[int]
    person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    member_id: Mapped[int | None] = mapped_column(ForeignKey("members.id"))
    name: Mapped[str] = mapped_column(String(NAME_LENGTH))
    language: Mapped[str] = mapped_column(String(8))
    seed: Mapped[str] = mapped_column(String(43))
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    joined_at: Mapped[datetime] = mapped_column(Instant)
    seen_at: Mapped[datetime] = mapped_column(Instant)
    completed_at: Mapped[datetime | None] = mapped_column(Instant)

    @property
    def is_course_guest(self) -> bool:
        """Whether only the course knows this learner: no roster and no session does."""
        return self.person_id is None and self.member_id is None


class LearnerSeat(Base):
    """A browser at which a learner studies: one learner per browser and course."""

    __tablename__ = "learner_seats"
    __table_args__ = (Index("ix_learner_seats_learner_id", "learner_id"),)

    browser_id: Mapped[int] = mapped_column(
        ForeignKey("browsers.id", ondelete="CASCADE"), primary_key=True
    )
    course_id: Mapped[int] = mapped_column(ForeignKey("courses.id"), primary_key=True)
    learner_id: Mapped[int] = mapped_column(ForeignKey("learners.id"))


class JoinedLearner(Base):
    """A guest who turned out to be a person of the roster: the guest's work is that person's now.

    The guest's row stays, because their own link, browsers, files and platforms refer to it. All
    these lead to `into_id`, and the row is not counted. `moved` is a `completion.joining.Moved`,
    which an undo needs. Without a `reason`, the join follows a match in a session, and is undone
    with it.
    """

    __tablename__ = "joined_learners"
    __table_args__ = (Index("ix_joined_learners_into_id", "into_id"),)

    learner_id: Mapped[int] = mapped_column(ForeignKey("learners.id"), primary_key=True)
    into_id: Mapped[int] = mapped_column(ForeignKey("learners.id"))
    by_user_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    reason: Mapped[str] = mapped_column(String(300), default="")
    joined_at: Mapped[datetime] = mapped_column(Instant)
    moved: Mapped[dict[str, Any]] = mapped_column(JSON)


class ForgottenLink(Base):
    """The own link of a forgotten learner; no data connects it with the learner.

    It tells devices that keep a course for that link to delete the course.
    """

    __tablename__ = "forgotten_links"

    token_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    forgotten_at: Mapped[datetime] = mapped_column(Instant)
