"""Halls, the officers who sit there without a device, and the votes entered for them."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from webinar.kit.db import Base, Instant


class Hall(Base):
    """A place where several people share the facilitator's screen. A facilitator has one hall."""

    __tablename__ = "halls"
    __table_args__ = (
        UniqueConstraint("room_id", "number"),
        UniqueConstraint("room_id", "facilitator_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    room_id: Mapped[int] = mapped_column(ForeignKey("rooms.id"))
    number: Mapped[int]
    name: Mapped[str] = mapped_column(String(80))
    facilitator_id: Mapped[int] = mapped_column(ForeignKey("members.id"))


class HallPerson(Base):
    """A member who sits, or sat, in a hall; nobody is in two halls.

    `since` is the time since which they are present with the facilitator. If `has_device`, they
    also follow on their own phone, and are counted there. `tries` counts the wrong PINs since the
    last right one.
    """

    __tablename__ = "hall_people"
    __table_args__ = (
        Index("ix_hall_people_hall_id", "hall_id"),
        CheckConstraint("tries >= 0", name="tries"),
    )

    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"), primary_key=True)
    hall_id: Mapped[int] = mapped_column(ForeignKey("halls.id"))
    since: Mapped[datetime] = mapped_column(Instant)
    left_at: Mapped[datetime | None] = mapped_column(Instant)
    has_device: Mapped[bool] = mapped_column(default=False)
    pin: Mapped[str | None] = mapped_column(String(120))
    tries: Mapped[int] = mapped_column(default=0)


class HallVote(Base):
    """A record that a member cast their ballot of the time `cast_at` on a hall's screen."""

    __tablename__ = "hall_votes"

    poll_id: Mapped[int] = mapped_column(ForeignKey("polls.id"), primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"), primary_key=True)
    cast_at: Mapped[datetime] = mapped_column(Instant)
