"""The table of the calls beside sessions, such as a video meeting or a telephone bridge."""

from __future__ import annotations

from sqlalchemy import ForeignKey, String, false
from sqlalchemy.orm import Mapped, mapped_column

from webinar.kit.db import Base

# The `language` of the entry for readers whose language has no entry of its own.
COMMON = ""


class CallEntry(Base):
    """A session's call for the readers of one language, or for all (`COMMON`).

    A text that was not given is empty. If `shown_waiting`, people who wait to be let in see the
    entry, without its PIN; all entries of a session have the same `shown_waiting`.
    """

    __tablename__ = "call_entries"

    room_id: Mapped[int] = mapped_column(ForeignKey("rooms.id"), primary_key=True)
    language: Mapped[str] = mapped_column(String(8), primary_key=True)
    link: Mapped[str] = mapped_column(String(500))
    phone: Mapped[str] = mapped_column(String(40))
    pin: Mapped[str] = mapped_column(String(40))
    note: Mapped[str] = mapped_column(String(500))
    shown_waiting: Mapped[bool] = mapped_column(default=False, server_default=false())
