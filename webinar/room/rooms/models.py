"""Tables of rooms (live sessions), their members, the members' browsers, and the timeline."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any, NewType

from sqlalchemy import (
    JSON,
    CheckConstraint,
    ForeignKey,
    Index,
    Integer,
    String,
    UniqueConstraint,
    false,
    true,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from webinar.content.editions.models import Edition
from webinar.kit.db import Base, Instant, stored_enum
from webinar.kit.permissions import Role

# A member's name on the wire. A separate type, so that nobody uses a database id instead: in the
# first session of a server the two are equal, and the mistake would go unnoticed.
MemberNumber = NewType("MemberNumber", int)


class RoomState(StrEnum):
    PLANNED = "planned"
    LIVE = "live"
    ENDED = "ended"


class Room(Base):
    """A live session. `version` counts its changes; see docs/wire.md for `said_*`.

    A session that was called off before it began has the state `ENDED` and a `cancelled_at`.
    """

    __tablename__ = "rooms"
    __table_args__ = (CheckConstraint("slide >= 0", name="slide"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(8), unique=True)
    title: Mapped[str] = mapped_column(String(200))
    edition_id: Mapped[int] = mapped_column(ForeignKey("editions.id"))
    owner_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    state: Mapped[RoomState] = mapped_column(stored_enum(RoomState), default=RoomState.PLANNED)
    slide: Mapped[int] = mapped_column(default=0)
    # How many items of the slide are shown, if it reveals its lists item by item.
    revealed: Mapped[int] = mapped_column(default=0, server_default="0")
    # The blocks of the slide that the presenter has marked: see `webinar/live/marker/`.
    marks: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    # What the stage shows instead of the slide, such as a question; None for the slide.
    stage_kind: Mapped[str | None] = mapped_column(String(20))
    stage_key: Mapped[str | None] = mapped_column(String(80))
    # The member ids of the current presenter and of the member who is offered the floor. They are
    # not foreign keys, because members already refer to rooms.
    floor_id: Mapped[int | None]
    floor_offered_id: Mapped[int | None]
    # Whether people who join wait until a host lets them in.
    is_guarded: Mapped[bool] = mapped_column(default=False, server_default=false())
    # Whether no new people may join by the room's code or link.
    is_closed: Mapped[bool] = mapped_column(default=False, server_default=false())
    # Whether a participant's slides turn when they hear the presenter say so, not before.
    holds_slides: Mapped[bool] = mapped_column(default=True, server_default=true())
    planned_at: Mapped[datetime | None] = mapped_column(Instant)
    planned_minutes: Mapped[int] = mapped_column(default=60)
    time_zone: Mapped[str] = mapped_column(String(64), default="UTC")
    created_at: Mapped[datetime] = mapped_column(Instant)
    started_at: Mapped[datetime | None] = mapped_column(Instant)
    ended_at: Mapped[datetime | None] = mapped_column(Instant)
    cancelled_at: Mapped[datetime | None] = mapped_column(Instant)
    # When the organiser put the session away: it is on no list but that of archived sessions.
    archived_at: Mapped[datetime | None] = mapped_column(Instant)
    # When the organiser kept the session as a template for new ones.
    template_at: Mapped[datetime | None] = mapped_column(Instant)
    version: Mapped[int] = mapped_column(default=0)
    # How many of these changes were quiet: see `Change.pass_quietly`.
    quiet: Mapped[int] = mapped_column(default=0, server_default="0")
    # The version of the last broadcast to each audience, by which clients notice a missing one.
    said_everyone: Mapped[int] = mapped_column(default=0)
    said_hosts: Mapped[int] = mapped_column(default=0)

    edition: Mapped[Edition] = relationship()

    @property
    def shared_version(self) -> int:
        """A number that each change raises that may alter what all participants see."""
        return self.version - self.quiet


class Member(Base):
    """A person in one room. `number` names the member on the wire and nowhere else.

    `interprets` is the language into which an interpreter interprets; None for all others. A member
    who waits to be let in has `waits_since`. `turned_away` says why a host did not let the member
    in, or took them out. `link` is the last measured quality of the member's connection.
    """

    __tablename__ = "members"
    __table_args__ = (
        UniqueConstraint("room_id", "number"),
        UniqueConstraint("room_id", "user_id"),
        # Ids are never reused, because seat tokens, open sockets and limits refer to them.
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    room_id: Mapped[int] = mapped_column(ForeignKey("rooms.id"))
    number: Mapped[MemberNumber] = mapped_column(Integer)
    name: Mapped[str] = mapped_column(String(80))
    language: Mapped[str] = mapped_column(String(8))
    role: Mapped[Role] = mapped_column(stored_enum(Role))
    user_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    interprets: Mapped[str | None] = mapped_column(String(8))
    joined_at: Mapped[datetime] = mapped_column(Instant)
    removed_at: Mapped[datetime | None] = mapped_column(Instant)
    waits_since: Mapped[datetime | None] = mapped_column(Instant)
    turned_away: Mapped[str | None] = mapped_column(String(20))
    link: Mapped[str | None] = mapped_column(String(10))


class Seat(Base):
    """A browser (or other client) at which a member sits: one member per browser and room."""

    __tablename__ = "seats"
    __table_args__ = (Index("ix_seats_member_id", "member_id"),)

    browser_id: Mapped[int] = mapped_column(
        ForeignKey("browsers.id", ondelete="CASCADE"), primary_key=True
    )
    room_id: Mapped[int] = mapped_column(ForeignKey("rooms.id"), primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"))


class TimelineEntry(Base):
    """An entry of a room's timeline. It never changes, and contains no vote and no secret."""

    __tablename__ = "timeline"
    __table_args__ = (Index("ix_timeline_room_id_id", "room_id", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    room_id: Mapped[int] = mapped_column(ForeignKey("rooms.id"))
    version: Mapped[int]
    at: Mapped[datetime] = mapped_column(Instant)
    kind: Mapped[str] = mapped_column(String(40))
    member_id: Mapped[int | None] = mapped_column(ForeignKey("members.id"))
    detail: Mapped[dict[str, Any]] = mapped_column(JSON)


class Purged(Base):
    """A session whose personal data was removed, and when."""

    __tablename__ = "purged"

    room_id: Mapped[int] = mapped_column(ForeignKey("rooms.id"), primary_key=True)
    attendance_at: Mapped[datetime | None] = mapped_column(Instant)
    answers_at: Mapped[datetime | None] = mapped_column(Instant)


class SamePerson(Base):
    """A member who turned out to be another one: kept, but neither listed nor counted."""

    __tablename__ = "same_people"

    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"), primary_key=True)
    same_as_id: Mapped[int] = mapped_column(ForeignKey("members.id"))
