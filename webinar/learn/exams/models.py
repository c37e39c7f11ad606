"""Rules of a course's tests, attempts, and answers. `part` is the test's part of the programme."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from webinar.kit.db import Base, Instant

MOST_ATTEMPTS = 20
# A week, in minutes.
MOST_COOL_DOWN = 7 * 24 * 60


class ExamRule(Base):
    """An organiser's settings for one test; without a row, the defaults of `rules` apply.

    Without `pass_percent` there is no pass mark. 0 `attempts` means any number. `cool_down` is in
    minutes.
    """

    __tablename__ = "exam_rules"
    __table_args__ = (
        CheckConstraint("pass_percent BETWEEN 1 AND 100", name="pass_percent"),
        CheckConstraint(f"attempts BETWEEN 0 AND {MOST_ATTEMPTS}", name="attempts"),
        CheckConstraint(f"cool_down BETWEEN 0 AND {MOST_COOL_DOWN}", name="cool_down"),
    )

    course_id: Mapped[int] = mapped_column(ForeignKey("courses.id"), primary_key=True)
    part: Mapped[str] = mapped_column(String(80), primary_key=True)
    pass_percent: Mapped[int | None]
    attempts: Mapped[int]
    cool_down: Mapped[int]
    draws: Mapped[bool]


class ExamAttempt(Base):
    """One attempt of a learner at a test; it keeps the edition in which it was begun.

    `asked` are the ids of the slides asked, with variants in the place of their originals; `seed`
    determines the order of options. After `handed_in_at` the attempt never changes: `right_count`
    questions were answered correctly, of the `scored_count` that have a right answer.
    """

    __tablename__ = "exam_attempts"
    __table_args__ = (
        UniqueConstraint("learner_id", "part", "number"),
        CheckConstraint("number >= 1", name="number"),
        CheckConstraint("right_count BETWEEN 0 AND scored_count", name="right_count"),
        Index("ix_exam_attempts_edition_id", "edition_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    learner_id: Mapped[int] = mapped_column(ForeignKey("learners.id"))
    part: Mapped[str] = mapped_column(String(80))
    number: Mapped[int]
    edition_id: Mapped[int] = mapped_column(ForeignKey("editions.id"))
    seed: Mapped[str] = mapped_column(String(43))
    asked: Mapped[list[str]] = mapped_column(JSON)
    language: Mapped[str] = mapped_column(String(8))
    began_at: Mapped[datetime] = mapped_column(Instant)
    handed_in_at: Mapped[datetime | None] = mapped_column(Instant)
    right_count: Mapped[int | None]
    scored_count: Mapped[int | None]


class ExamAnswer(Base):
    """The options chosen for one question; `asked` is the id of the slide that was asked.

    `is_right` is None until the attempt is handed in, and if the question has no right answer.
    """

    __tablename__ = "exam_answers"

    attempt_id: Mapped[int] = mapped_column(ForeignKey("exam_attempts.id"), primary_key=True)
    asked: Mapped[str] = mapped_column(String(80), primary_key=True)
    options: Mapped[list[str]] = mapped_column(JSON)
    language: Mapped[str] = mapped_column(String(8))
    answered_at: Mapped[datetime] = mapped_column(Instant)
    is_right: Mapped[bool | None]
