"""The records of learners: time at slides, progress, and answers."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from webinar.kit.db import Base, Instant, stored_enum

KEY_LENGTH = 40


class Source(StrEnum):
    """How a deed arrived, which determines how far its times can be trusted.

    `ONLINE`: a script measured the time and sent it at once. `PLAIN`: the browser has no scripts,
    and the time is that between two requests. `OFFLINE`: the device measured the time and sent it
    later. `FILE`: the deed was in a file that a package wrote.
    """

    ONLINE = "online"
    PLAIN = "plain"
    OFFLINE = "offline"
    FILE = "file"


class StudyStretch(Base):
    """A stretch of time that a learner spent at one slide with the page visible and in use.

    The device chooses the `key`; reporting the same key again changes nothing. `seconds` is at most
    the time from `began_at` to `ended_at`, which are the server's time as nearly as can be known.
    """

    __tablename__ = "study_stretches"
    __table_args__ = (
        UniqueConstraint("learner_id", "key"),
        CheckConstraint("ended_at >= began_at", name="order"),
        CheckConstraint("seconds >= 0", name="seconds"),
        Index("ix_study_stretches_learner_id_slide", "learner_id", "slide"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    learner_id: Mapped[int] = mapped_column(ForeignKey("learners.id"))
    key: Mapped[str] = mapped_column(String(KEY_LENGTH))
    slide: Mapped[str] = mapped_column(String(80))
    began_at: Mapped[datetime] = mapped_column(Instant)
    ended_at: Mapped[datetime] = mapped_column(Instant)
    seconds: Mapped[int]
    source: Mapped[Source] = mapped_column(stored_enum(Source))
    arrived_at: Mapped[datetime] = mapped_column(Instant)


class SlideProgress(Base):
    """A learner's progress with one slide. `seconds` counts time with two pages open only once.

    `done_at` is when the slide's question was answered or, if it asks none, when the slide had been
    read for long enough.
    """

    __tablename__ = "slide_progress"

    learner_id: Mapped[int] = mapped_column(ForeignKey("learners.id"), primary_key=True)
    slide: Mapped[str] = mapped_column(String(80), primary_key=True)
    seconds: Mapped[int] = mapped_column(default=0)
    first_at: Mapped[datetime] = mapped_column(Instant)
    last_at: Mapped[datetime] = mapped_column(Instant)
    done_at: Mapped[datetime | None] = mapped_column(Instant)


class StudyAnswer(Base):
    """One answer to the question of a slide, or a text about its scenario.

    `item` is the id of the slide, `answer` a `study.wire.Answer`. `is_right` is None if no answer
    is right or wrong. All tries are kept; for an opinion or a text, the latest one counts. For an
    anonymous poll, the row records only that the learner has answered: see `StudyTally`.
    """

    __tablename__ = "study_answers"
    __table_args__ = (
        UniqueConstraint("learner_id", "key"),
        Index("ix_study_answers_learner_id_item", "learner_id", "item"),
        Index("ix_study_answers_item", "item"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    learner_id: Mapped[int] = mapped_column(ForeignKey("learners.id"))
    key: Mapped[str] = mapped_column(String(KEY_LENGTH))
    item: Mapped[str] = mapped_column(String(80))
    answer: Mapped[dict[str, Any]] = mapped_column(JSON)
    is_right: Mapped[bool | None]
    language: Mapped[str] = mapped_column(String(8))
    answered_at: Mapped[datetime] = mapped_column(Instant)
    source: Mapped[Source] = mapped_column(stored_enum(Source))
    arrived_at: Mapped[datetime] = mapped_column(Instant)


class StudyTally(Base):
    """The count of a choice in an anonymous poll of a course, without the learners who made it.

    `choice` is an option, a number, or a mark from `study.tallies`. `votes` counts points if
    points are given, and twice the points of a ranking. `shown` is the value of `votes` when the
    number of learners who had answered was last a multiple of five.
    """

    __tablename__ = "study_tallies"
    # Row ids would reveal the order in which the rows were added.
    __table_args__ = ({"sqlite_with_rowid": False},)

    course_id: Mapped[int] = mapped_column(ForeignKey("courses.id"), primary_key=True)
    item: Mapped[str] = mapped_column(String(80), primary_key=True)
    choice: Mapped[str] = mapped_column(String(80), primary_key=True)
    votes: Mapped[int]
    shown: Mapped[int]
