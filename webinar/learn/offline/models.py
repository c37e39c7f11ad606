"""Answers that came back from packages as files: those that are looked at, and those imported."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from webinar.kit.db import Base, Instant
from webinar.learn.study.models import KEY_LENGTH


class AnswerDraft(Base):
    """Files that are looked at before they are imported; forgotten after a day.

    `content` is `answer_file.Looked` as JSON. `cohort_id` is that of the course.
    """

    __tablename__ = "answer_drafts"
    __table_args__ = (
        Index("ix_answer_drafts_course_id", "course_id"),
        Index("ix_answer_drafts_cohort_id", "cohort_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    course_id: Mapped[int] = mapped_column(ForeignKey("courses.id"))
    cohort_id: Mapped[int | None] = mapped_column(ForeignKey("cohorts.id"))
    by_user_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    made_at: Mapped[datetime] = mapped_column(Instant)
    content: Mapped[bytes] = mapped_column(LargeBinary)


class AnswerFile(Base):
    """A file that was imported: the same one changes nothing a second time.

    `person_key` is the package's name for the person, by which their next file finds them.
    `saved_at` is when it was made, by the clock of that computer.
    """

    __tablename__ = "answer_files"
    __table_args__ = (
        UniqueConstraint("course_id", "hash"),
        Index("ix_answer_files_course_id_person_key", "course_id", "person_key"),
        Index("ix_answer_files_learner_id", "learner_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    course_id: Mapped[int] = mapped_column(ForeignKey("courses.id"))
    learner_id: Mapped[int] = mapped_column(ForeignKey("learners.id"))
    hash: Mapped[str] = mapped_column(String(64))
    person_key: Mapped[str] = mapped_column(String(KEY_LENGTH))
    saved_at: Mapped[datetime] = mapped_column(Instant)
    by_user_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    imported_at: Mapped[datetime] = mapped_column(Instant)
    entries: Mapped[int]
    added: Mapped[int]
    refused: Mapped[int]
