"""The lines of captions, the interpreter of each language, and the programs that write lines."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from webinar.kit.db import Base, Instant


class Lane(Base):
    """The member who interprets into this language now.

    If `is_offered`, the member has asked another interpreter to take over. `typed_at` is when the
    last line was typed: while somebody types, lines by machine are not shown.
    """

    __tablename__ = "lanes"

    room_id: Mapped[int] = mapped_column(ForeignKey("rooms.id"), primary_key=True)
    language: Mapped[str] = mapped_column(String(8), primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"))
    is_offered: Mapped[bool] = mapped_column(default=False)
    typed_at: Mapped[datetime | None] = mapped_column(Instant)


class Caption(Base):
    """A line with its last correction. Numbers count from 1 in each room and language.

    `member_id` is the interpreter who typed the line; for a line by machine it is None until an
    interpreter corrects the line. Lines by machine have the time of the speech: from `said_at` to
    `ends_at`. `confidence` is the machine's own, from 0 to 1.
    """

    __tablename__ = "captions"

    room_id: Mapped[int] = mapped_column(ForeignKey("rooms.id"), primary_key=True)
    language: Mapped[str] = mapped_column(String(8), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    member_id: Mapped[int | None] = mapped_column(ForeignKey("members.id"))
    text: Mapped[str] = mapped_column(String(200))
    said_at: Mapped[datetime] = mapped_column(Instant)
    corrected_at: Mapped[datetime | None] = mapped_column(Instant)
    ends_at: Mapped[datetime | None] = mapped_column(Instant)
    confidence: Mapped[float | None]

    @property
    def is_by_machine(self) -> bool:
        """Whether a machine wrote the line and nobody has corrected it."""
        return self.member_id is None


class CaptionSource(Base):
    """A program that may hear a channel and write its lines in one language.

    There is one for each language of a session. `token_hash` is None once its token is revoked.
    `run` counts the connections of the program, of which only the newest may write; `is_running`
    says whether it is connected. `heard_at` is when its connection was last known to be there.
    `written_to` is the time of speech at which its last line began.
    """

    __tablename__ = "caption_sources"

    room_id: Mapped[int] = mapped_column(ForeignKey("rooms.id"), primary_key=True)
    language: Mapped[str] = mapped_column(String(8), primary_key=True)
    channel: Mapped[str] = mapped_column(String(8))
    token_hash: Mapped[str | None] = mapped_column(String(64), unique=True)
    run: Mapped[int] = mapped_column(default=0)
    is_running: Mapped[bool] = mapped_column(default=False)
    made_at: Mapped[datetime] = mapped_column(Instant)
    heard_at: Mapped[datetime | None] = mapped_column(Instant)
    written_to: Mapped[datetime | None] = mapped_column(Instant)
