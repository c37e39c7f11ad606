"""Tables of finished commands, of future deadlines, and of the times members were heard from."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from webinar.kit.db import Base, Instant, stored_enum


class Operation(Base):
    """A command that was committed. The row does not contain the choice in it."""

    __tablename__ = "operations"

    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"), primary_key=True)
    op_id: Mapped[str] = mapped_column(String(36), primary_key=True)
    command: Mapped[str] = mapped_column(String(40))
    version: Mapped[int]
    done_at: Mapped[datetime] = mapped_column(Instant)


class Deadline(Base):
    """A deadline of a room: at most one of each kind and key."""

    __tablename__ = "deadlines"
    __table_args__ = (Index("ix_deadlines_at", "at"),)

    room_id: Mapped[int] = mapped_column(ForeignKey("rooms.id"), primary_key=True)
    kind: Mapped[str] = mapped_column(String(40), primary_key=True)
    key: Mapped[str] = mapped_column(String(80), primary_key=True)
    at: Mapped[datetime] = mapped_column(Instant)


class Ending(StrEnum):
    """How an interval ended: the person closed the page, or the server heard nothing any more."""

    LEFT = "left"
    LOST = "lost"


class Interval(Base):
    """A stretch of time in which a member was heard from, by one server process.

    `last_heard_at` is the last evidence: a frame that any of the member's sockets sent. It is also
    the interval's end, whether the interval is open or closed; the time at which the server noticed
    that a link was gone is stored nowhere. Several processes may write overlapping intervals for
    one member, so attendance is their union.
    """

    __tablename__ = "intervals"
    __table_args__ = (
        CheckConstraint("last_heard_at >= began_at", name="order"),
        # Makes writing the same observation again an update of the same row.
        UniqueConstraint("member_id", "boot", "began_at"),
        Index("ix_intervals_room_id_member_id", "room_id", "member_id"),
        # Finds the few open intervals among those of all past sessions.
        Index(
            "ix_intervals_open",
            "room_id",
            sqlite_where=text("is_open = 1"),
            postgresql_where=text("is_open"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    room_id: Mapped[int] = mapped_column(ForeignKey("rooms.id"))
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"))
    # The server process that hears this member; another may take over an orphaned interval.
    boot: Mapped[str] = mapped_column(String(32))
    began_at: Mapped[datetime] = mapped_column(Instant)
    last_heard_at: Mapped[datetime] = mapped_column(Instant)
    is_open: Mapped[bool] = mapped_column(default=True)
    # Whether the server restarted within this interval and the member came back at once.
    is_bridged: Mapped[bool] = mapped_column(default=False)
    ending: Mapped[Ending | None] = mapped_column(stored_enum(Ending))
