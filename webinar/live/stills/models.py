"""The newest still pictures of a session: of its speaker, and of a host's screen."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from webinar.kit.db import Base, Instant

LONGEST_TEXT = 300


class Still(Base):
    """The newest picture of one kind, `speaker` or `screen`. An older one is overwritten.

    `key` is the secret in the picture's address, None once the picture has been taken away. `turn`
    names the run of pictures of one tab: a tab whose turn is no longer here may not go on. `at` is
    the time of the newest picture. The rows are deleted when the session ends.
    """

    __tablename__ = "stills"

    room_id: Mapped[int] = mapped_column(ForeignKey("rooms.id"), primary_key=True)
    kind: Mapped[str] = mapped_column(String(8), primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"))
    turn: Mapped[str] = mapped_column(String(32))
    at: Mapped[datetime] = mapped_column(Instant)
    key: Mapped[str | None] = mapped_column(String(32), unique=True)
    content: Mapped[bytes | None] = mapped_column(LargeBinary, deferred=True)
    text: Mapped[str | None] = mapped_column(String(LONGEST_TEXT))
    language: Mapped[str | None] = mapped_column(String(8))
