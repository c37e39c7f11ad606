"""Tests of a session, the papers handed in, and answers given at one's own pace."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import JSON, CheckConstraint, ForeignKey, String, text
from sqlalchemy.orm import Mapped, mapped_column

from webinar.kit.db import Base, Instant

DAYS = 7
MOST_DAYS = 60


class OpenedTest(Base):
    """The hosts' actions on a test; there is no row before the first. `part` is the programme's.

    `days` is how long a post-test may be taken after the end of the session.
    """

    __tablename__ = "tests"
    __table_args__ = (CheckConstraint(f"days BETWEEN 0 AND {MOST_DAYS}", name="days"),)

    room_id: Mapped[int] = mapped_column(ForeignKey("rooms.id"), primary_key=True)
    part: Mapped[str] = mapped_column(String(80), primary_key=True)
    opened_at: Mapped[datetime | None] = mapped_column(Instant)
    closed_at: Mapped[datetime | None] = mapped_column(Instant)
    days: Mapped[int] = mapped_column(default=DAYS, server_default=text(str(DAYS)))


class Paper(Base):
    """A member's taking of a test at their own pace; from `handed_in_at` on nothing changes it."""

    __tablename__ = "test_papers"

    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"), primary_key=True)
    part: Mapped[str] = mapped_column(String(80), primary_key=True)
    saved_at: Mapped[datetime] = mapped_column(Instant)
    handed_in_at: Mapped[datetime | None] = mapped_column(Instant)


class GivenAnswer(Base):
    """A member's choice: one answer to an item, by its key. `item` is the id of its slide."""

    __tablename__ = "test_answers"

    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"), primary_key=True)
    item: Mapped[str] = mapped_column(String(80), primary_key=True)
    options: Mapped[list[str]] = mapped_column(JSON)
    answered_at: Mapped[datetime] = mapped_column(Instant)
