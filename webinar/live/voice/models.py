"""The channels of a session's voice, and the member who speaks in each."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String, false
from sqlalchemy.orm import Mapped, mapped_column

from webinar.kit.db import Base, Instant


class VoiceChannel(Base):
    """A channel in which somebody has spoken: the floor, or the language of an interpretation.

    `member_id` is the speaker, None if nobody speaks. `turn` counts the speakers, from 1, so that
    sound of an earlier speaker can be told from that of the present one.
    """

    __tablename__ = "voice_channels"

    room_id: Mapped[int] = mapped_column(ForeignKey("rooms.id"), primary_key=True)
    channel: Mapped[str] = mapped_column(String(8), primary_key=True)
    member_id: Mapped[int | None] = mapped_column(ForeignKey("members.id"))
    turn: Mapped[int] = mapped_column(default=0)
    since: Mapped[datetime | None] = mapped_column(Instant)
    # Whether the speaker asks to be relieved.
    is_offered: Mapped[bool] = mapped_column(default=False, server_default=false())
