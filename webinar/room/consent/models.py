"""Tables of the texts shown to people who join a session, and of their consents."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from webinar.kit.db import Base, Instant


class ConsentText(Base):
    """The text for people who join, in one language. A later `version` needs a new consent.

    If `is_required`, nobody can join without ticking that they agree. All languages of a version
    have the same `is_required`.
    """

    __tablename__ = "consent_texts"

    room_id: Mapped[int] = mapped_column(ForeignKey("rooms.id"), primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True)
    language: Mapped[str] = mapped_column(String(8), primary_key=True)
    text: Mapped[str] = mapped_column(Text)
    is_required: Mapped[bool] = mapped_column(default=False)
    written_by: Mapped[int] = mapped_column(ForeignKey("users.id"))
    written_at: Mapped[datetime] = mapped_column(Instant)


class Consent(Base):
    """A member's consent to this version, read in this language."""

    __tablename__ = "consents"

    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"), primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True)
    language: Mapped[str] = mapped_column(String(8))
    agreed_at: Mapped[datetime] = mapped_column(Instant)
