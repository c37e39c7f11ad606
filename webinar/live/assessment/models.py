"""The tests of a session, members' papers, and the answers that members give at their own pace."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import JSON, CheckConstraint, ForeignKey, String, text
from sqlalchemy.orm import Mapped, mapped_column

from webinar.kit.db import Base, Instant

# For how many days after the session's end a post-test may be taken: the default and the limit.
DEFAULT_DAYS = 7
MOST_DAYS = 60


class OpenedTest(Base):
    """The hosts' actions on a test; the first action adds the row.

    `part` is the id of the programme's part. `days` is how many days after the end of the session
    a post-test may be taken.
    """

    __tablename__ = "tests"
    __table_args__ = (CheckConstraint(f"days BETWEEN 0 AND {MOST_DAYS}", name="days"),)

    room_id: Mapped[int] = mapped_column(ForeignKey("rooms.id"), primary_key=True)
    part: Mapped[str] = mapped_column(String(80), primary_key=True)
    opened_at: Mapped[datetime | None] = mapped_column(Instant)
    closed_at: Mapped[datetime | None] = mapped_column(Instant)
    days: Mapped[int] = mapped_column(default=DEFAULT_DAYS, server_default=text(str(DEFAULT_DAYS)))


class Paper(Base):
    """A test that a member takes at their own pace; after `handed_in_at` it does not change."""

    __tablename__ = "test_papers"

    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"), primary_key=True)
    part: Mapped[str] = mapped_column(String(80), primary_key=True)
    saved_at: Mapped[datetime] = mapped_column(Instant)
    handed_in_at: Mapped[datetime | None] = mapped_column(Instant)


class GivenAnswer(Base):
    """A member's only answer to an item. `item` is the id of the item's slide."""

    __tablename__ = "test_answers"

    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"), primary_key=True)
    item: Mapped[str] = mapped_column(String(80), primary_key=True)
    options: Mapped[list[str]] = mapped_column(JSON)
    answered_at: Mapped[datetime] = mapped_column(Instant)
