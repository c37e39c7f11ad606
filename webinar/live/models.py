"""What is kept of commands that were done, so that the same one again changes nothing."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from webinar.db import Base, Instant


class Operation(Base):
    """A command that was committed. It says that it was done, never what was chosen."""

    __tablename__ = "operations"

    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"), primary_key=True)
    op_id: Mapped[str] = mapped_column(String(36), primary_key=True)
    command: Mapped[str] = mapped_column(String(40))
    version: Mapped[int]
    done_at: Mapped[datetime] = mapped_column(Instant)
