"""The slides that hosts have hidden in a session."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from webinar.kit.db import Base


class HiddenSlide(Base):
    """A slide over which Back and Next pass in this session; `slide` counts from 0."""

    __tablename__ = "hidden_slides"
    __table_args__ = (CheckConstraint("slide >= 0", name="slide"),)

    room_id: Mapped[int] = mapped_column(ForeignKey("rooms.id"), primary_key=True)
    slide: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
