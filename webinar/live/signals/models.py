"""Raised hands, pace signals and counts of reactions."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from webinar.kit.db import Base, Instant, stored_enum


class Pace(StrEnum):
    SLOWER = "slower"
    UNCLEAR = "unclear"


class Reaction(StrEnum):
    GOOD = "good"
    THANKS = "thanks"
    SUPPORT = "support"
    NEW = "new"


class Hand(Base):
    """A raised hand, or the floor, which a host may give to somebody without a raised hand.

    The ids give the order of the queue; lowering a hand deletes its row.
    """

    __tablename__ = "hands"
    __table_args__ = (
        UniqueConstraint("member_id"),
        Index("ix_hands_room_id", "room_id"),
        # Only one member speaks at a time.
        Index(
            "uq_hands_called",
            "room_id",
            unique=True,
            sqlite_where=text("called_at IS NOT NULL"),
            postgresql_where=text("called_at IS NOT NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    room_id: Mapped[int] = mapped_column(ForeignKey("rooms.id"))
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"))
    raised_at: Mapped[datetime] = mapped_column(Instant)
    called_at: Mapped[datetime | None] = mapped_column(Instant)


class PaceSignal(Base):
    """A member's newest signal of one kind; pressing again replaces it.

    It is in a table so that all server processes see the same, also after a restart. `tick` counts
    steps of ten seconds since 1970: screens show no finer time. Rows are deleted once faded.
    """

    __tablename__ = "pace_signals"
    __table_args__ = (Index("ix_pace_signals_room_id", "room_id"),)

    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"), primary_key=True)
    kind: Mapped[Pace] = mapped_column(stored_enum(Pace), primary_key=True)
    room_id: Mapped[int] = mapped_column(ForeignKey("rooms.id"))
    tick: Mapped[int]


class ReactionCount(Base):
    """The number of times a reaction was sent in a room. The senders are stored nowhere."""

    __tablename__ = "reaction_counts"
    __table_args__ = (CheckConstraint("times > 0", name="times"),)

    room_id: Mapped[int] = mapped_column(ForeignKey("rooms.id"), primary_key=True)
    kind: Mapped[Reaction] = mapped_column(stored_enum(Reaction), primary_key=True)
    times: Mapped[int]
