"""Editions: a module as it was read and rendered when a session was made from it.

A session keeps its edition, so that editing the Markdown afterwards changes no running session
and no report.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from webinar.kit.db import Base, Instant


class Edition(Base):
    """`content` is a `lessons.model.Module` as JSON; `hash` is its content hash, 16 hex digits.

    The content is long, so it is loaded on first access, while the database session is open.
    """

    __tablename__ = "editions"

    id: Mapped[int] = mapped_column(primary_key=True)
    module: Mapped[str] = mapped_column(String(80))
    hash: Mapped[str] = mapped_column(String(16), unique=True)
    content: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
    created_at: Mapped[datetime] = mapped_column(Instant)
