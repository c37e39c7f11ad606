"""Next steps and what each member answered to them."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, Date, ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from webinar.db import Base, Instant, stored_enum


class StepState(StrEnum):
    PROPOSED = "proposed"
    PUT = "put"
    AGREED = "agreed"
    DROPPED = "dropped"


class Answer(StrEnum):
    AGREE = "agree"
    DISAGREE = "disagree"
    ABSTAIN = "abstain"


class Step(Base):
    """A next step. `number` names it on the wire and in the protocol of the session."""

    __tablename__ = "steps"
    __table_args__ = (
        UniqueConstraint("room_id", "number"),
        # One thing now: at most one step of a room is put to it at a time.
        Index(
            "uq_steps_put",
            "room_id",
            unique=True,
            sqlite_where=text("state = 'put'"),
            postgresql_where=text("state = 'put'"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    room_id: Mapped[int] = mapped_column(ForeignKey("rooms.id"))
    number: Mapped[int]
    text: Mapped[str] = mapped_column(String(500))
    language: Mapped[str] = mapped_column(String(8))
    proposed_by: Mapped[int] = mapped_column(ForeignKey("members.id"))
    state: Mapped[StepState] = mapped_column(stored_enum(StepState), default=StepState.PROPOSED)
    owner: Mapped[str] = mapped_column(String(120), default="")
    due: Mapped[date | None] = mapped_column(Date)
    proposed_at: Mapped[datetime] = mapped_column(Instant)
    put_at: Mapped[datetime | None] = mapped_column(Instant)
    decided_at: Mapped[datetime | None] = mapped_column(Instant)


class StepDraft(Base):
    """A next step that the session's programme prepared, for hosts to put to the room.

    `key` is its id in the programme. `texts` is `{language: {"text", "owner", "indicator"}}`, the
    first language being the one that it was written in; `days` is how long it may take, or 0.
    """

    __tablename__ = "step_drafts"
    __table_args__ = (UniqueConstraint("room_id", "key"), UniqueConstraint("step_id"))

    id: Mapped[int] = mapped_column(primary_key=True)
    room_id: Mapped[int] = mapped_column(ForeignKey("rooms.id"))
    key: Mapped[str] = mapped_column(String(80))
    position: Mapped[int]
    texts: Mapped[dict[str, Any]] = mapped_column(JSON)
    days: Mapped[int]
    # The step that was made of it; none while it is a draft.
    step_id: Mapped[int | None] = mapped_column(ForeignKey("steps.id"))


class StepAnswer(Base):
    """One member's answer to one step: at most one, by its key."""

    __tablename__ = "step_answers"

    step_id: Mapped[int] = mapped_column(ForeignKey("steps.id"), primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"), primary_key=True)
    answer: Mapped[Answer] = mapped_column(stored_enum(Answer))
    reason: Mapped[str] = mapped_column(Text, default="")
    answered_at: Mapped[datetime] = mapped_column(Instant)
