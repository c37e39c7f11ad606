"""Messages and broadcasts of the chat, and a message as its readers see it."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

import msgspec
from msgspec import UNSET, UnsetType

from webinar.kit import clock
from webinar.kit.permissions import HOST_ROLES
from webinar.live.chat.models import ChatMessage, ChatMode
from webinar.room.engine.wire import Audience, Message, Mutation, PartChange
from webinar.room.rooms.models import Member, MemberNumber
from webinar.room.rooms.numbering import HIGHEST_NUMBER, NumberOfMember
from webinar.room.sessions.wire import Language

Number = Annotated[int, msgspec.Meta(ge=1, le=99999)]
Text = Annotated[str, msgspec.Meta(min_length=1, max_length=500)]
NumberOrNone = Annotated[int, msgspec.Meta(ge=0, le=HIGHEST_NUMBER)]
Since = Annotated[int, msgspec.Meta(ge=0)]
Mode = Literal["off", "hosts", "everyone"]


class Say(Mutation, frozen=True):
    """Write to everyone, or privately: a participant to the hosts, a host to `member`."""

    text: Text
    language: Language
    to: Literal["everyone", "private"] = "everyone"
    member: NumberOrNone = 0


class SetMode(Mutation, frozen=True):
    """Switch the chat off, open it to everyone, or let participants write to the hosts only."""

    mode: Mode


class RemoveMessage(Mutation, frozen=True):
    """Delete a message for good, including its text."""

    message: Number


class Mute(Mutation, frozen=True):
    """Stop a participant from writing; `on: false` lets them write again."""

    member: NumberOfMember
    on: bool = True


class AskPage(Message, frozen=True):
    """Ask for messages: those changed since a version, those before a message, or the last ones."""

    since: Since = 0
    before: Annotated[int, msgspec.Meta(ge=0)] = 0


class ChatMessageView(msgspec.Struct, frozen=True, kw_only=True):
    """A message. `at` is the time at which it was written.

    A private message has `thread`, the number of the participant who writes with the hosts. `host`
    is present if a host wrote it, `removed` if its text was deleted.
    """

    id: int
    member: MemberNumber
    by: str
    text: str
    language: str
    at: str
    thread: int | UnsetType = UNSET
    host: Literal[True] | UnsetType = UNSET
    removed: Literal[True] | UnsetType = UNSET


class ChatPart(msgspec.Struct, frozen=True, kw_only=True):
    """The chat's mode, and the number of the last message that the reader may see.

    `items` are the last messages, for hosts; others ask `chat.page`. `muted` is for a muted member;
    `mutes`, for hosts, are the numbers of all muted members.
    """

    mode: ChatMode
    last: int
    items: list[ChatMessageView]
    muted: bool | UnsetType = UNSET
    mutes: list[MemberNumber] | UnsetType = UNSET


class ModeView(msgspec.Struct, frozen=True):
    """The chat's mode."""

    mode: ChatMode


class MutedView(msgspec.Struct, frozen=True):
    """Whether this member is muted."""

    muted: bool


class MutesView(msgspec.Struct, frozen=True):
    """The numbers of the muted members."""

    mutes: list[MemberNumber]


class ChatSaid(PartChange, frozen=True):
    """Somebody wrote to everyone, or such a message was removed."""

    name: ClassVar[str] = "chat.said"
    part: ClassVar[str] = "chat"

    put: list[ChatMessageView]


class ChatHeld(PartChange, frozen=True):
    """A private message was written or removed; for hosts."""

    name: ClassVar[str] = "chat.held"
    audience: ClassVar[Audience] = Audience.HOSTS
    part: ClassVar[str] = "chat"

    put: list[ChatMessageView]


class ChatPrivate(PartChange, frozen=True):
    """A private message was written or removed; for the participant in its thread."""

    name: ClassVar[str] = "chat.private"
    audience: ClassVar[Audience] = Audience.MEMBER
    part: ClassVar[str] = "chat"

    put: list[ChatMessageView]


class ChatSwitched(PartChange, frozen=True):
    """The chat's mode has changed."""

    name: ClassVar[str] = "chat.switched"
    part: ClassVar[str] = "chat"

    set: ModeView


class ChatMuted(PartChange, frozen=True):
    """This member was muted, or may write again."""

    name: ClassVar[str] = "chat.muted"
    audience: ClassVar[Audience] = Audience.MEMBER
    part: ClassVar[str] = "chat"

    set: MutedView


class ChatMutes(PartChange, frozen=True):
    """The list of muted members has changed; for hosts."""

    name: ClassVar[str] = "chat.mutes"
    audience: ClassVar[Audience] = Audience.HOSTS
    part: ClassVar[str] = "chat"

    set: MutesView


def message_view(message: ChatMessage, author: Member, thread: Member | None) -> ChatMessageView:
    """Return a message as its readers see it."""
    return ChatMessageView(
        id=message.number,
        member=author.number,
        by=author.name,
        text=message.text,
        language=message.language,
        at=clock.iso(message.said_at) or "",
        thread=UNSET if thread is None else thread.number,
        host=True if author.role in HOST_ROLES else UNSET,
        removed=UNSET if message.removed_at is None else True,
    )
