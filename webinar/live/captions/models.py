"""The lines that interpreters typed as captions, and the interpreter of each language now."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from webinar.kit.db import Base, Instant


class Lane(Base):
    """The member who interprets into this language now.

    If `is_offered`, the member has asked another interpreter to take over.
    """

    __tablename__ = "lanes"

    room_id: Mapped[int] = mapped_column(ForeignKey("rooms.id"), primary_key=True)
    language: Mapped[str] = mapped_column(String(8), primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"))
    is_offered: Mapped[bool] = mapped_column(default=False)


class Caption(Base):
    """A line with its last correction. Numbers count from 1 in each room and language."""

    __tablename__ = "captions"

    room_id: Mapped[int] = mapped_column(ForeignKey("rooms.id"), primary_key=True)
    language: Mapped[str] = mapped_column(String(8), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"))
    text: Mapped[str] = mapped_column(String(200))
    said_at: Mapped[datetime] = mapped_column(Instant)
    corrected_at: Mapped[datetime | None] = mapped_column(Instant)
