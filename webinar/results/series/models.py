"""Several sessions that belong together, and links of calendars."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from webinar.kit.db import Base, Instant


class Series(Base):
    """Sessions of one programme for one cohort: a person's attendance in them adds up."""

    __tablename__ = "series"
    __table_args__ = (
        Index("ix_series_owner_id", "owner_id"),
        Index("ix_series_cohort_id", "cohort_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    owner_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    title: Mapped[str] = mapped_column(String(200))
    cohort_id: Mapped[int | None] = mapped_column(ForeignKey("cohorts.id"))
    created_at: Mapped[datetime] = mapped_column(Instant)


class SeriesSession(Base):
    """A session's place in its series; it is in one at most."""

    __tablename__ = "series_sessions"
    __table_args__ = (UniqueConstraint("series_id", "position"),)

    room_id: Mapped[int] = mapped_column(ForeignKey("rooms.id"), primary_key=True)
    series_id: Mapped[int] = mapped_column(ForeignKey("series.id"))
    position: Mapped[int]


class CalendarLink(Base):
    """The address under which calendars fetch a user's sessions; made of `seed` and the server's
    secret key, so that it can be shown again, and found by `token_hash`.
    """

    __tablename__ = "calendar_links"

    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"), primary_key=True)
    seed: Mapped[str] = mapped_column(String(43))
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    created_at: Mapped[datetime] = mapped_column(Instant)
