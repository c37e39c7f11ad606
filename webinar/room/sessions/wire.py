"""Messages and broadcasts of the room itself, and the room's and a member's own view."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, ClassVar

import msgspec

from webinar.content.lessons.model import Module
from webinar.kit import clock
from webinar.kit.permissions import Role
from webinar.room.engine.wire import Audience, Broadcast, Message, Mutation
from webinar.room.rooms.models import Member, MemberNumber, Room, RoomState

Language = Annotated[str, msgspec.Meta(min_length=2, max_length=8, pattern="^[a-zA-Z-]+$")]


class AskSnapshot(Message, frozen=True):
    """`have` is the `tag` of the client's snapshot; `most`, the most bytes that it accepts."""

    have: Annotated[str, msgspec.Meta(max_length=20)] = ""
    most: Annotated[int, msgspec.Meta(ge=0)] | None = None


class ChooseLanguage(Mutation, frozen=True):
    """Read the session in another language; any interface language is accepted."""

    language: Language


class RoomStarted(Broadcast, frozen=True):
    """The session has started: polls and steps can be answered."""

    name: ClassVar[str] = "room.started"

    started_at: str


class RoomEnded(Broadcast, frozen=True):
    """The session has ended for good."""

    name: ClassVar[str] = "room.ended"

    ended_at: str


class MemberChanged(Broadcast, frozen=True):
    """This member chose another language, in any tab, or was given another role."""

    name: ClassVar[str] = "member.changed"
    audience: ClassVar[Audience] = Audience.MEMBER

    language: str
    role: Role | msgspec.UnsetType = msgspec.UNSET


class LobbyAdmitted(Broadcast, frozen=True):
    """This member was let in: connect again to hear the session."""

    name: ClassVar[str] = "lobby.admitted"
    audience: ClassVar[Audience] = Audience.MEMBER


class RoomView(msgspec.Struct, frozen=True, kw_only=True):
    """The room as everybody sees it. `slide` counts from 0; `deck` identifies the deck's content.

    `parts` are the first slides of the deck's parts; a part is a module of the programme.
    `revealed` is how many items of the slide are shown so far; it is left out if the slide shows
    all at once.
    """

    code: str
    title: str
    state: RoomState
    slide: int
    revealed: int | msgspec.UnsetType = msgspec.UNSET
    slides: int
    started_at: str | None
    ended_at: str | None
    planned_minutes: int
    deck: str
    parts: list[int]
    languages: list[str]


class MeView(msgspec.Struct, frozen=True, kw_only=True):
    """The member who asks. Messages name members by the number `member`."""

    member: MemberNumber
    name: str
    role: Role
    language: str


def instant(at: datetime) -> str:
    """ISO 8601, UTC, milliseconds."""
    return at.isoformat(timespec="milliseconds")


def revealed_items(room: Room, module: Module) -> int | msgspec.UnsetType:
    """Return how many items of the current slide are shown; UNSET if it shows all at once."""
    slides = module.slides
    is_step_by_step = room.slide < len(slides) and slides[room.slide].reveals > 0
    return room.revealed if is_step_by_step else msgspec.UNSET


def room_view(room: Room, title: str, module: Module) -> RoomView:
    return RoomView(
        code=room.code,
        title=title,
        state=room.state,
        slide=room.slide,
        revealed=revealed_items(room, module),
        slides=len(module.slides),
        started_at=clock.iso(room.started_at),
        ended_at=clock.iso(room.ended_at),
        planned_minutes=room.planned_minutes,
        deck=room.edition.hash,
        parts=[part.first for part in module.all_parts()],
        languages=module.languages,
    )


def me_view(member: Member) -> MeView:
    return MeView(
        member=member.number,
        name=member.name,
        role=member.role,
        language=member.language,
    )
