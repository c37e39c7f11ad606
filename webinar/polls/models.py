"""Polls, their options, and ballots. The constraints here are the promise of one ballot each."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, ForeignKey, ForeignKeyConstraint, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from webinar.db import Base, Instant, stored_enum


class PollState(StrEnum):
    DRAFT = "draft"
    OPEN = "open"
    CLOSED = "closed"
    REVEALED = "revealed"


class PollKind(StrEnum):
    SINGLE = "single"
    SEVERAL = "several"
    SCALE = "scale"


class Poll(Base):
    """`key` names the poll on the wire: its slide's id, or `spot-1` for one made on the spot.

    `texts` is `{language: {"question": str, "labels": {option key: str}, "why": html or ""}}`,
    the first language being the one that it was written in.
    """

    __tablename__ = "polls"
    __table_args__ = (UniqueConstraint("room_id", "key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    room_id: Mapped[int] = mapped_column(ForeignKey("rooms.id"))
    key: Mapped[str] = mapped_column(String(80))
    position: Mapped[int]
    kind: Mapped[PollKind] = mapped_column(stored_enum(PollKind))
    is_quiz: Mapped[bool]
    on_the_spot: Mapped[bool] = mapped_column(default=False)
    state: Mapped[PollState] = mapped_column(stored_enum(PollState), default=PollState.DRAFT)
    texts: Mapped[dict[str, Any]] = mapped_column(JSON)
    opened_at: Mapped[datetime | None] = mapped_column(Instant)
    closed_at: Mapped[datetime | None] = mapped_column(Instant)
    revealed_at: Mapped[datetime | None] = mapped_column(Instant)
    # How many ballots there are: kept by each vote, so that nobody counts them while all vote.
    voters: Mapped[int] = mapped_column(default=0, server_default=text("0"))

    options: Mapped[list[PollOption]] = relationship(
        order_by="PollOption.position", lazy="selectin"
    )


class PollOption(Base):
    __tablename__ = "poll_options"
    __table_args__ = (UniqueConstraint("poll_id", "key"), UniqueConstraint("poll_id", "id"))

    id: Mapped[int] = mapped_column(primary_key=True)
    poll_id: Mapped[int] = mapped_column(ForeignKey("polls.id"))
    key: Mapped[str] = mapped_column(String(80))
    position: Mapped[int]
    is_correct: Mapped[bool] = mapped_column(default=False)
    # How many chose it, kept by each vote as `Poll.voters` is.
    votes: Mapped[int] = mapped_column(default=0, server_default=text("0"))


class Ballot(Base):
    """That a member has voted: at most one per poll, by its key."""

    __tablename__ = "ballots"

    poll_id: Mapped[int] = mapped_column(ForeignKey("polls.id"), primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"), primary_key=True)
    cast_at: Mapped[datetime] = mapped_column(Instant)


class Choice(Base):
    """What was chosen. An option of another poll cannot be stored."""

    __tablename__ = "choices"
    __table_args__ = (
        ForeignKeyConstraint(
            ["poll_id", "member_id"],
            ["ballots.poll_id", "ballots.member_id"],
            name="fk_choices_ballot",
        ),
        ForeignKeyConstraint(
            ["poll_id", "option_id"],
            ["poll_options.poll_id", "poll_options.id"],
            name="fk_choices_option",
        ),
    )

    poll_id: Mapped[int] = mapped_column(primary_key=True)
    member_id: Mapped[int] = mapped_column(primary_key=True)
    option_id: Mapped[int] = mapped_column(primary_key=True)
