"""The rule that decides whether a learner has completed a course."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, false
from sqlalchemy.orm import Mapped, mapped_column

from webinar.kit.db import Base, Instant, stored_enum


class Counts(StrEnum):
    """The minutes that a rule counts: in live sessions, of study, or both together."""

    LIVE = "live"
    STUDY = "study"
    BOTH = "both"


class CompletionRule(Base):
    """The requirements for completing a course; without a row, nobody can complete it.

    `slides` is the percentage of slides to do, `quizzes` of quizzes to answer correctly, `mark` of
    the post-test to get right; `must_pass` requires the pass mark of each post-test. None means no
    requirement.
    """

    __tablename__ = "completion_rules"
    __table_args__ = (
        CheckConstraint("slides BETWEEN 1 AND 100", name="slides"),
        CheckConstraint("quizzes BETWEEN 1 AND 100", name="quizzes"),
        CheckConstraint("mark BETWEEN 1 AND 100", name="mark"),
        CheckConstraint("minutes > 0", name="minutes"),
    )

    course_id: Mapped[int] = mapped_column(ForeignKey("courses.id"), primary_key=True)
    slides: Mapped[int | None]
    quizzes: Mapped[int | None]
    mark: Mapped[int | None]
    must_pass: Mapped[bool] = mapped_column(default=False, server_default=false())
    minutes: Mapped[int | None]
    counts: Mapped[Counts] = mapped_column(stored_enum(Counts))
    changed_by: Mapped[int] = mapped_column(ForeignKey("users.id"))
    changed_at: Mapped[datetime] = mapped_column(Instant)
