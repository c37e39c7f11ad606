"""Questions to the presenters, their votes, translations and rules."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from webinar.kit.db import Base, Instant, stored_enum


class QuestionState(StrEnum):
    WAITING = "waiting"
    OPEN = "open"
    PARKED = "parked"
    ANSWERED = "answered"
    DECLINED = "declined"
    MERGED = "merged"


class QuestionRules(Base):
    """A session's rules for questions; without a row, `queries.DEFAULT_RULES` holds."""

    __tablename__ = "question_rules"

    room_id: Mapped[int] = mapped_column(ForeignKey("rooms.id"), primary_key=True)
    is_open: Mapped[bool]
    is_moderated: Mapped[bool]
    allows_anonymous: Mapped[bool]


class Question(Base):
    """A question. Messages name it by `number`; `version` is the room's at its last change.

    An anonymous question has no author, but the hash of a secret that only the asking device holds;
    its time is rounded down to the minute.
    """

    __tablename__ = "questions"
    __table_args__ = (
        UniqueConstraint("room_id", "number"),
        # An anonymous question that is sent twice is stored once.
        UniqueConstraint("room_id", "token_hash"),
        CheckConstraint("(author_id IS NULL) <> (token_hash IS NULL)", name="asker"),
        Index("ix_questions_room_id_version", "room_id", "version"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    room_id: Mapped[int] = mapped_column(ForeignKey("rooms.id"))
    number: Mapped[int]
    author_id: Mapped[int | None] = mapped_column(ForeignKey("members.id"))
    token_hash: Mapped[str | None] = mapped_column(String(64))
    text: Mapped[str] = mapped_column(String(500))
    language: Mapped[str] = mapped_column(String(8))
    state: Mapped[QuestionState] = mapped_column(stored_enum(QuestionState))
    votes: Mapped[int] = mapped_column(default=0)
    # The reason for declining it, which only its author and hosts see.
    reason: Mapped[str] = mapped_column(String(500), default="")
    # Empty if the question was answered aloud.
    answer: Mapped[str] = mapped_column(String(500), default="")
    answer_language: Mapped[str] = mapped_column(String(8), default="")
    # The number of the question into which this one was merged.
    merged_into: Mapped[int | None]
    asked_at: Mapped[datetime] = mapped_column(Instant)
    decided_at: Mapped[datetime | None] = mapped_column(Instant)
    version: Mapped[int]


class QuestionVote(Base):
    """A member's vote for a question: the key allows at most one."""

    __tablename__ = "question_votes"

    question_id: Mapped[int] = mapped_column(ForeignKey("questions.id"), primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"), primary_key=True)


class QuestionTranslation(Base):
    """A question's translation, written by a member who may translate."""

    __tablename__ = "question_translations"

    question_id: Mapped[int] = mapped_column(ForeignKey("questions.id"), primary_key=True)
    language: Mapped[str] = mapped_column(String(8), primary_key=True)
    text: Mapped[str] = mapped_column(String(500))
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"))
