"""The session whose recording narrates a course."""

from __future__ import annotations

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from webinar.kit.db import Base


class CourseNarration(Base):
    """The choice of the course's organiser; without a row, nothing narrates the course.

    It holds while the session belongs to the course and its recording exists.
    """

    __tablename__ = "course_narrations"
    __table_args__ = (Index("ix_course_narrations_room_id", "room_id"),)

    course_id: Mapped[int] = mapped_column(ForeignKey("courses.id"), primary_key=True)
    room_id: Mapped[int] = mapped_column(ForeignKey("rooms.id"))
