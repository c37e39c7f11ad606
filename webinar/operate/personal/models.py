"""The time for which the personal data of sessions is kept."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from webinar.kit.db import Base, Instant
from webinar.room.cohorts.models import GOES_WITH_COHORT


class Retention(Base):
    """The number of days for which a session's data is kept after its end; 0 removes it at once.

    A row is an organiser's choice for a cohort's sessions (`cohort_id`) or for one session.
    """

    __tablename__ = "retention"
    __table_args__ = (
        CheckConstraint("(room_id IS NULL) != (cohort_id IS NULL)", name="of"),
        CheckConstraint("attendance_days BETWEEN 0 AND 1095", name="attendance"),
        CheckConstraint("answers_days BETWEEN 0 AND 1095", name="answers"),
        {"info": GOES_WITH_COHORT},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    room_id: Mapped[int | None] = mapped_column(ForeignKey("rooms.id"), unique=True)
    cohort_id: Mapped[int | None] = mapped_column(ForeignKey("cohorts.id"), unique=True)
    attendance_days: Mapped[int]
    answers_days: Mapped[int]
    changed_by: Mapped[int] = mapped_column(ForeignKey("users.id"))
    changed_at: Mapped[datetime] = mapped_column(Instant)
