"""Rounds of group work, their groups and members, and each group's note, polls and messages."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    JSON,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    String,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from webinar.kit.db import Base, Instant, stored_enum


class RoundState(StrEnum):
    DRAFT = "draft"
    RUNNING = "running"
    CLOSED = "closed"


class Split(StrEnum):
    LANGUAGE = "language"
    UNIT = "unit"
    RANDOM = "random"
    HAND = "hand"


class GroupRound(Base):
    """A round of group work. `number` names the round on the wire.

    The groups work with the hand-out of the slide `slide`. The same `seed` deals the same groups.
    """

    __tablename__ = "group_rounds"
    __table_args__ = (
        UniqueConstraint("room_id", "number"),
        # A room prepares or runs one round at a time.
        Index(
            "uq_group_rounds_open",
            "room_id",
            unique=True,
            sqlite_where=text("state != 'closed'"),
            postgresql_where=text("state != 'closed'"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    room_id: Mapped[int] = mapped_column(ForeignKey("rooms.id"))
    number: Mapped[int]
    state: Mapped[RoundState] = mapped_column(stored_enum(RoundState))
    split: Mapped[Split] = mapped_column(stored_enum(Split))
    size: Mapped[int]
    seed: Mapped[int]
    slide: Mapped[int]
    started_at: Mapped[datetime | None] = mapped_column(Instant)
    closes_at: Mapped[datetime | None] = mapped_column(Instant)
    closed_at: Mapped[datetime | None] = mapped_column(Instant)


class Group(Base):
    """A group of a round.

    `help_at` is the time at which the group called for a presenter; `helper_id` is the presenter
    who answered.
    """

    __tablename__ = "round_groups"
    __table_args__ = (UniqueConstraint("round_id", "number"), UniqueConstraint("round_id", "id"))

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("group_rounds.id"))
    number: Mapped[int]
    help_at: Mapped[datetime | None] = mapped_column(Instant)
    helper_id: Mapped[int | None] = mapped_column(ForeignKey("members.id"))


class GroupMember(Base):
    """A member's place in a group; the primary key allows one group per member and round."""

    __tablename__ = "group_members"
    __table_args__ = (
        ForeignKeyConstraint(
            ["round_id", "group_id"],
            ["round_groups.round_id", "round_groups.id"],
            name="fk_group_members_group",
        ),
        Index("ix_group_members_group_id", "group_id"),
    )

    round_id: Mapped[int] = mapped_column(primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"), primary_key=True)
    group_id: Mapped[int]


class NoteBlock(Base):
    """A paragraph of a group's note as it is now. An empty text means it was erased.

    The author's client chooses `key`, so that adding a paragraph twice adds it once. Paragraphs
    are sorted by `position`.
    """

    __tablename__ = "note_blocks"

    group_id: Mapped[int] = mapped_column(ForeignKey("round_groups.id"), primary_key=True)
    key: Mapped[str] = mapped_column(String(36), primary_key=True)
    position: Mapped[str] = mapped_column(Text)
    text: Mapped[str] = mapped_column(Text)
    language: Mapped[str] = mapped_column(String(8))
    revision: Mapped[int]
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"))
    changed_at: Mapped[datetime] = mapped_column(Instant)


class NoteRevision(Base):
    """A paragraph's text after one change, and its author; the row itself never changes."""

    __tablename__ = "note_revisions"
    __table_args__ = (
        ForeignKeyConstraint(
            ["group_id", "key"],
            ["note_blocks.group_id", "note_blocks.key"],
            name="fk_note_revisions_block",
        ),
    )

    group_id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(36), primary_key=True)
    revision: Mapped[int] = mapped_column(primary_key=True)
    text: Mapped[str] = mapped_column(Text)
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"))
    changed_at: Mapped[datetime] = mapped_column(Instant)


class GroupPoll(Base):
    """A poll within a group. `texts` is `{language: {"question": str, "options": […]}}`."""

    __tablename__ = "group_polls"
    __table_args__ = (
        UniqueConstraint("group_id", "number"),
        Index(
            "uq_group_polls_open",
            "group_id",
            unique=True,
            sqlite_where=text("is_open"),
            postgresql_where=text("is_open"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    group_id: Mapped[int] = mapped_column(ForeignKey("round_groups.id"))
    number: Mapped[int]
    texts: Mapped[dict[str, Any]] = mapped_column(JSON)
    is_open: Mapped[bool]
    asked_by: Mapped[int] = mapped_column(ForeignKey("members.id"))


class GroupBallot(Base):
    """A member's choice in a group's poll; the primary key allows one. `option` counts from 0."""

    __tablename__ = "group_ballots"

    poll_id: Mapped[int] = mapped_column(ForeignKey("group_polls.id"), primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"), primary_key=True)
    option: Mapped[int]
    cast_at: Mapped[datetime] = mapped_column(Instant)


class GroupMessage(Base):
    """A message from a host to a group."""

    __tablename__ = "group_messages"
    __table_args__ = (Index("ix_group_messages_group_id", "group_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    group_id: Mapped[int] = mapped_column(ForeignKey("round_groups.id"))
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"))
    text: Mapped[str] = mapped_column(Text)
    language: Mapped[str] = mapped_column(String(8))
    sent_at: Mapped[datetime] = mapped_column(Instant)
