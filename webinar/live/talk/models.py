"""The participants whom hosts let speak, in their order."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from webinar.kit.db import Base, Instant


class SpeakingGrant(Base):
    """A participant may speak on the floor for `seconds`. The ids give the order of the queue.

    `ends_at` is None while the participant waits for the one before. A grant that has ended has no
    row.
    """

    __tablename__ = "speaking_grants"
    __table_args__ = (
        UniqueConstraint("member_id"),
        Index("ix_speaking_grants_room_id", "room_id"),
        # Only one participant has the floor at a time.
        Index(
            "uq_speaking_grants_running",
            "room_id",
            unique=True,
            sqlite_where=text("ends_at IS NOT NULL"),
            postgresql_where=text("ends_at IS NOT NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    room_id: Mapped[int] = mapped_column(ForeignKey("rooms.id"))
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"))
    seconds: Mapped[int]
    ends_at: Mapped[datetime | None] = mapped_column(Instant)
