"""Series of sessions, and the links of users' calendars."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from webinar.kit.db import Base, Instant


class Series(Base):
    """Sessions of one programme for one cohort; a person's attendance is summed over them."""

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
    """A session's place in its series; a session is in one series at most."""

    __tablename__ = "series_sessions"
    __table_args__ = (UniqueConstraint("series_id", "position"),)

    room_id: Mapped[int] = mapped_column(ForeignKey("rooms.id"), primary_key=True)
    series_id: Mapped[int] = mapped_column(ForeignKey("series.id"))
    position: Mapped[int]


class CalendarLink(Base):
    """The address from which calendars fetch a user's sessions.

    It can be shown again, because it is derived from `seed` and the server's secret key. Requests
    find the link by `token_hash`.
    """

    __tablename__ = "calendar_links"

    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"), primary_key=True)
    seed: Mapped[str] = mapped_column(String(43))
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    created_at: Mapped[datetime] = mapped_column(Instant)
