"""Files of answers from packages: drafts that a user looks at, and imported files."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from webinar.kit.db import Base, Instant
from webinar.learn.study.models import KEY_LENGTH


class AnswerDraft(Base):
    """Files that a user looks at before importing them; they are forgotten after a day.

    `content` is `answer_file.Looked` as JSON. `cohort_id` is the cohort of the course.
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
    """An imported file; importing the same file again changes nothing.

    `person_key` is the package's key for the person: it identifies them in their next file.
    `saved_at` is the time the file was made, by the clock of that computer.
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
