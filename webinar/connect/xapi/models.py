"""Statements that were made for the record store, and the time of the last collection."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from webinar.kit.db import Base, Instant, stored_enum
from webinar.kit.outbox import Outgoing

TOPIC_LENGTH = 120
ERROR_LENGTH = 300


class Sending(StrEnum):
    """The state of a statement. `FAILED`: the store will never take it; `error` says why."""

    WAITING = "waiting"
    SENT = "sent"
    FAILED = "failed"


class Statement(Outgoing, Base):
    """One statement: the same event always makes the same statement, with the same id.

    `topic` names the event, `facts` is a hash of its details. When the details change, another
    statement replaces this one, which gets `voided_at`. `body` is the statement as JSON, exactly as
    it was sent.
    """

    __tablename__ = "statements"
    __table_args__ = (
        CheckConstraint("tries >= 0", name="tries"),
        Index("ix_statements_learner_id", "learner_id"),
        Index("ix_statements_topic", "topic"),
        Index("ix_statements_person_id", "person_id"),
        Index("ix_statements_member_id", "member_id"),
        # The few statements to be sent, among all that were ever made.
        Index(
            "ix_statements_waiting",
            "next_at",
            sqlite_where=text("state = 'waiting'"),
            postgresql_where=text("state = 'waiting'"),
        ),
        Index(
            "ix_statements_failed",
            "state",
            sqlite_where=text("state = 'failed'"),
            postgresql_where=text("state = 'failed'"),
        ),
    )

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    topic: Mapped[str] = mapped_column(String(TOPIC_LENGTH))
    facts: Mapped[str] = mapped_column(String(16))
    body: Mapped[str] = mapped_column(Text)
    learner_id: Mapped[int | None] = mapped_column(ForeignKey("learners.id"))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    member_id: Mapped[int | None] = mapped_column(ForeignKey("members.id"))
    queued_at: Mapped[datetime] = mapped_column(Instant)
    voided_at: Mapped[datetime | None] = mapped_column(Instant)
    state: Mapped[Sending] = mapped_column(stored_enum(Sending), default=Sending.WAITING)
    next_at: Mapped[datetime] = mapped_column(Instant)
    error: Mapped[str] = mapped_column(String(ERROR_LENGTH), default="")


class StatementMark(Base):
    """The time up to which all changes were collected for statements.

    `entry` is the last entry of the audit log that was read; later entries tell what changed.
    """

    __tablename__ = "statement_marks"

    name: Mapped[str] = mapped_column(String(20), primary_key=True)
    at: Mapped[datetime] = mapped_column(Instant)
    entry: Mapped[int]
