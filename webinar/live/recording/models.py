"""The recording of a session's voice: the organiser's choice, when it ran, and the sound itself.

The sound is stored as rows, not as files: every process writes to the same place, a row is whole or
absent after a crash, and a backup, an erasure and the end of the retention include it.
"""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import BigInteger, ForeignKey, Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from webinar.kit.db import Base, Instant, stored_enum


class RecordingRules(Base):
    """Whether the organiser has the voice of the session recorded."""

    __tablename__ = "recording_rules"

    room_id: Mapped[int] = mapped_column(ForeignKey("rooms.id"), primary_key=True)
    is_on: Mapped[bool]


class SpanEnding(StrEnum):
    """Why the recording stopped: `OPEN` while it runs, `FULL` if too little space is left."""

    OPEN = "open"
    PAUSED = "paused"
    ENDED = "ended"
    FULL = "full"
    FAILED = "failed"


class RecordingSpan(Base):
    """A time during which the voice of a session was recorded, or is being recorded."""

    __tablename__ = "recording_spans"

    id: Mapped[int] = mapped_column(primary_key=True)
    room_id: Mapped[int] = mapped_column(ForeignKey("rooms.id"), index=True)
    began_at: Mapped[datetime] = mapped_column(Instant)
    ended_at: Mapped[datetime | None] = mapped_column(Instant)
    ending: Mapped[SpanEnding] = mapped_column(stored_enum(SpanEnding), default=SpanEnding.OPEN)


class RecordedSound(Base):
    """A second or two of what a member said in a channel, as `packets.pack` stores it.

    `begins_ms` and `ends_ms` are milliseconds since 1970, on the server's clock.
    """

    __tablename__ = "recorded_sounds"
    __table_args__ = (
        Index("ix_recorded_sounds_room_id_channel_begins_ms", "room_id", "channel", "begins_ms"),
        Index("ix_recorded_sounds_member_id", "member_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    room_id: Mapped[int] = mapped_column(ForeignKey("rooms.id"))
    channel: Mapped[str] = mapped_column(String(8))
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"))
    begins_ms: Mapped[int] = mapped_column(BigInteger)
    ends_ms: Mapped[int] = mapped_column(BigInteger)
    content: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
