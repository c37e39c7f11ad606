"""Users who share what another user owns: a session, a series, a cohort or a course."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from webinar.kit.db import Base, Instant

# The table's rows about a cohort are deleted with it; see `webinar/room/cohorts/models.py`, which
# stands above this file.
_GOES_WITH_COHORT = {"goes_with_cohort": True}


class CoOwner(Base):
    """A co-owner of one thing. The user may do what the owner may, but not delete it.

    Exactly one of the four ids says what it is; `queries.SHARED` finds the column of a table. What
    belongs to a cohort or series is shared with it, without rows of its own.
    """

    __tablename__ = "co_owners"
    __table_args__ = (
        UniqueConstraint("room_id", "user_id"),
        UniqueConstraint("series_id", "user_id"),
        UniqueConstraint("cohort_id", "user_id"),
        UniqueConstraint("course_id", "user_id"),
        CheckConstraint(
            "CASE WHEN room_id IS NULL THEN 0 ELSE 1 END"
            " + CASE WHEN series_id IS NULL THEN 0 ELSE 1 END"
            " + CASE WHEN cohort_id IS NULL THEN 0 ELSE 1 END"
            " + CASE WHEN course_id IS NULL THEN 0 ELSE 1 END = 1",
            name="one_thing",
        ),
        Index("ix_co_owners_user_id", "user_id"),
        {"info": _GOES_WITH_COHORT},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    room_id: Mapped[int | None] = mapped_column(ForeignKey("rooms.id"))
    series_id: Mapped[int | None] = mapped_column(ForeignKey("series.id"))
    cohort_id: Mapped[int | None] = mapped_column(ForeignKey("cohorts.id"))
    course_id: Mapped[int | None] = mapped_column(ForeignKey("courses.id"))
    added_by: Mapped[int] = mapped_column(ForeignKey("users.id"))
    added_at: Mapped[datetime] = mapped_column(Instant)
