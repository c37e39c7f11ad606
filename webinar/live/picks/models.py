"""The people whom the fair choice of a session has named."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from webinar.kit.db import Base


class Pick(Base):
    """How often a member was chosen without getting the floor; deleted when the session ends.

    `is_shown`: hosts see the name now, and decide whether to call on this member.
    """

    __tablename__ = "picks"
    __table_args__ = (
        CheckConstraint("times > 0", name="times"),
        Index("ix_picks_room_id", "room_id"),
        # Hosts see one name at a time.
        Index(
            "uq_picks_shown",
            "room_id",
            unique=True,
            sqlite_where=text("is_shown"),
            postgresql_where=text("is_shown"),
        ),
    )

    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"), primary_key=True)
    room_id: Mapped[int] = mapped_column(ForeignKey("rooms.id"))
    times: Mapped[int]
    is_shown: Mapped[bool]
