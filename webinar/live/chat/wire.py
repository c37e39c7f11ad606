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
    """Switch the chat off, let participants write to the hosts only, or everyone to everyone."""

    mode: Mode


class RemoveMessage(Mutation, frozen=True):
    """Take a message away for good, its text too."""

    message: Number


class Mute(Mutation, frozen=True):
    """Let a participant only read; `on: false` lets them write again."""

    member: NumberOfMember
    on: bool = True


class AskPage(Message, frozen=True):
    """What has changed since this version; or the messages before this one; or the last ones."""

    since: Since = 0
    before: Annotated[int, msgspec.Meta(ge=0)] = 0


class MessageView(msgspec.Struct, frozen=True, kw_only=True):
    """A message. `at` is when it was said.

    `thread` is there for private ones: the number of the participant who writes with the hosts.
    `host` is there where a host wrote it, `removed` where the text is gone.
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
    """How the chat is switched, and the number of the last message that the reader may see.

    `items` are the last messages, for hosts; others ask `chat.page`. `muted` is there for whoever
    may only read, `mutes` for hosts: the numbers of those.
    """

    mode: ChatMode
    last: int
    items: list[MessageView]
    muted: bool | UnsetType = UNSET
    mutes: list[MemberNumber] | UnsetType = UNSET


class ModeView(msgspec.Struct, frozen=True):
    """How the chat is switched."""

    mode: ChatMode


class MutedView(msgspec.Struct, frozen=True):
    """The member's own: may only read, or write again."""

    muted: bool


class MutesView(msgspec.Struct, frozen=True):
    """The numbers of those who may only read."""

    mutes: list[MemberNumber]


class ChatSaid(PartChange, frozen=True):
    """Somebody wrote to everyone, or such a message was removed."""

    name: ClassVar[str] = "chat.said"
    part: ClassVar[str] = "chat"

    put: list[MessageView]


class ChatHeld(PartChange, frozen=True):
    """The same of a private message, for hosts."""

    name: ClassVar[str] = "chat.held"
    audience: ClassVar[Audience] = Audience.HOSTS
    part: ClassVar[str] = "chat"

    put: list[MessageView]


class ChatPrivate(PartChange, frozen=True):
    """The same, for the participant whose thread it is in."""

    name: ClassVar[str] = "chat.private"
    audience: ClassVar[Audience] = Audience.MEMBER
    part: ClassVar[str] = "chat"

    put: list[MessageView]


class ChatSwitched(PartChange, frozen=True):
    """The chat is switched otherwise."""

    name: ClassVar[str] = "chat.switched"
    part: ClassVar[str] = "chat"

    set: ModeView


class ChatMuted(PartChange, frozen=True):
    """This member may only read, or write again."""

    name: ClassVar[str] = "chat.muted"
    audience: ClassVar[Audience] = Audience.MEMBER
    part: ClassVar[str] = "chat"

    set: MutedView


class ChatMutes(PartChange, frozen=True):
    """Who may only read, for hosts."""

    name: ClassVar[str] = "chat.mutes"
    audience: ClassVar[Audience] = Audience.HOSTS
    part: ClassVar[str] = "chat"

    set: MutesView


def message_view(message: ChatMessage, author: Member, thread: Member | None) -> MessageView:
    """Return a message's view for those who may read it."""
    return MessageView(
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
