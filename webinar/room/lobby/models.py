"""The table of the people whom a session expects: the organiser's list of names."""

from __future__ import annotations

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from webinar.kit.db import Base


class ExpectedName(Base):
    """A name on the list. Different spellings of it have the same `key`; see `kit.name_keys`."""

    __tablename__ = "expected_names"

    room_id: Mapped[int] = mapped_column(ForeignKey("rooms.id"), primary_key=True)
    key: Mapped[str] = mapped_column(String(160), primary_key=True)
    name: Mapped[str] = mapped_column(String(80))
