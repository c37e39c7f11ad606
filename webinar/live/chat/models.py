"""The messages of a session's chat, its mode, and its muted members."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from webinar.kit.db import Base, Instant, stored_enum


class ChatMode(StrEnum):
    OFF = "off"
    HOSTS = "hosts"
    EVERYONE = "everyone"


class ChatRules(Base):
    """The mode of a session's chat; without a row the chat is off."""

    __tablename__ = "chat_rules"

    room_id: Mapped[int] = mapped_column(ForeignKey("rooms.id"), primary_key=True)
    mode: Mapped[ChatMode] = mapped_column(stored_enum(ChatMode))


class ChatMessage(Base):
    """A message to everyone, or in the private thread between one member and the hosts.

    `number` names the message on the wire. `version` is the room's version at the message's last
    change. A removed message has an empty text.
    """

    __tablename__ = "chat_messages"
    __table_args__ = (
        UniqueConstraint("room_id", "number"),
        Index("ix_chat_messages_room_id_version", "room_id", "version"),
        Index("ix_chat_messages_thread", "room_id", "thread_id", "number"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    room_id: Mapped[int] = mapped_column(ForeignKey("rooms.id"))
    number: Mapped[int]
    author_id: Mapped[int] = mapped_column(ForeignKey("members.id"))
    # The member whose private thread holds the message; None if it is to everyone.
    thread_id: Mapped[int | None] = mapped_column(ForeignKey("members.id"))
    text: Mapped[str] = mapped_column(String(500))
    language: Mapped[str] = mapped_column(String(8))
    said_at: Mapped[datetime] = mapped_column(Instant)
    removed_at: Mapped[datetime | None] = mapped_column(Instant)
    removed_by: Mapped[int | None] = mapped_column(ForeignKey("members.id"))
    version: Mapped[int]


class ChatMute(Base):
    """A member who may read the chat but not write in it."""

    __tablename__ = "chat_mutes"
    __table_args__ = (Index("ix_chat_mutes_room_id", "room_id"),)

    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"), primary_key=True)
    room_id: Mapped[int] = mapped_column(ForeignKey("rooms.id"))
    muted_by: Mapped[int] = mapped_column(ForeignKey("members.id"))
    muted_at: Mapped[datetime] = mapped_column(Instant)
