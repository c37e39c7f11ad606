"""The countdown or break that runs in a room."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from webinar.kit.db import Base, Instant, stored_enum


class Runs(StrEnum):
    ACTIVITY = "activity"
    BREAK = "break"


class Countdown(Base):
    """The current countdown or break; the key allows one per room. The timeline has past ones."""

    __tablename__ = "countdowns"
    __table_args__ = (CheckConstraint("ends_at > started_at", name="order"),)

    room_id: Mapped[int] = mapped_column(ForeignKey("rooms.id"), primary_key=True)
    kind: Mapped[Runs] = mapped_column(stored_enum(Runs))
    # A word that the interface has in every language; empty for a break.
    label: Mapped[str] = mapped_column(String(20))
    started_at: Mapped[datetime] = mapped_column(Instant)
    ends_at: Mapped[datetime] = mapped_column(Instant)
