"""Traces of commands that were done, and deadlines that are still to come."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from webinar.kit.db import Base, Instant


class Operation(Base):
    """A command that was committed. The row says that it was done, never its choice."""

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
