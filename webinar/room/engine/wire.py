"""The base of all messages in and broadcasts out, and the audiences."""

from __future__ import annotations

from enum import StrEnum
from functools import cache
from typing import Annotated, Any, ClassVar

import msgspec
from msgspec import UNSET, UnsetType
from msgspec.inspect import ListType, type_info

from webinar.room.transport.delivery import EVERY_EVENT_MATTERS, Delivery


class Message(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The fields that a client sends with a command. Unknown ones are refused, never passed on."""


OpId = Annotated[str, msgspec.Meta(min_length=8, max_length=36, pattern=r"^[0-9A-Za-z-]+$")]


class Mutation(Message, frozen=True, kw_only=True):
    """A command that changes something. The same `op_id` again gets the first answer again."""

    op_id: OpId


class Nothing(Message, frozen=True):
    """A command that needs no fields."""


class Bare(Mutation, frozen=True):
    """A change that needs no fields of its own."""


class Audience(StrEnum):
    """The hearers of a broadcast. `MEMBER` is all the sockets of one member.

    `READERS` are the participants who read the session in one language, as their pages are.
    """

    EVERYONE = "everyone"
    HOSTS = "hosts"
    MEMBER = "member"
    READERS = "readers"


class Broadcast(msgspec.Struct, frozen=True, kw_only=True):
    """A message from the server after a change. Keys that are unset are left out.

    A sequenced broadcast also carries `version`, `audience` and `after`, by which a client notices
    that it missed one; an unsequenced one is a state of which only the newest matters.
    """

    name: ClassVar[str]
    audience: ClassVar[Audience] = Audience.EVERYONE
    sequenced: ClassVar[bool] = True
    # Whether this is the last broadcast to a member: their sockets are closed after it.
    is_last: ClassVar[bool] = False

    def body(self) -> dict[str, Any]:
        fields: dict[str, Any] = msgspec.to_builtins(self)
        return fields


class State(Broadcast, frozen=True):
    """An unsequenced broadcast, merged by the pulse: the newest replaces the older ones.

    If a room has several states of one name, `of` names the field that tells them apart.
    """

    sequenced: ClassVar[bool] = False
    of: ClassVar[str] = ""


class SoundState(State, frozen=True):
    """A moment of sound, captured at the server's time `at` in ms.

    Each one matters, but only for a moment. `at` is its name on the wire, too. Slow clients are not
    sent all of it: see `transport.sound_gate`.

    `attachment` names the field that holds bytes, if any: base64 in JSON, and over a WebSocket a
    binary attachment, which is a quarter shorter.
    """

    attachment: ClassVar[str | None] = None
    # The most ms of sound that one holds.
    length_ms: ClassVar[int]

    at: int


class PartChange(Broadcast, frozen=True, kw_only=True):
    """A change of a part of the snapshot, as a client applies it without knowing the feature.

    Fields, each where there is something: `set` holds keys that replace those of the part; `put`
    items that replace or join the part's `items` by their `id` (keys that are left out stay);
    `gone` the ids of removed items.
    """

    part: ClassVar[str]

    def body(self) -> dict[str, Any]:
        return {"part": self.part, **super().body()}


class PartState(PartChange, State, frozen=True, kw_only=True):
    """A change of a part of which only the newest matters, merged by the pulse.

    If a room has several of one name, the field `key` tells them apart.
    """

    of: ClassVar[str] = "key"


class RoomTick(State, frozen=True):
    """Sent every ten seconds: the version of the last sequenced broadcast to each audience.

    A client that has heard less than this has missed something, and fetches the snapshot. So does a
    client that gets `missed`: its server may have missed what another process sent.
    """

    name: ClassVar[str] = "room.tick"

    said: dict[str, int]
    missed: bool | UnsetType = UNSET


class ServerRestarting(State, frozen=True):
    """The server is about to restart. Reconnect after about `retry_ms`, at random moments."""

    name: ClassVar[str] = "server.restarting"

    retry_ms: int


@cache
def lists_in(message: type[Message]) -> frozenset[str]:
    """Return the fields that hold lists: a form repeats such a name for each item."""
    fields = msgspec.structs.fields(message)
    return frozenset(field.name for field in fields if isinstance(type_info(field.type), ListType))


def delivery_of(event: str, body: Any) -> Delivery:
    """Return how to deliver this event: states by the newest, sound by its age, others always."""
    kind = _states().get(event)
    if kind is None:
        return EVERY_EVENT_MATTERS
    if issubclass(kind, SoundState):
        return Delivery(
            captured_ms=body["at"], length_ms=kind.length_ms, attachment=kind.attachment
        )
    return Delivery(state=f"{event}:{body.get(kind.of, '')}")


@cache
def _states() -> dict[str, type[State]]:
    return {kind.name: kind for kind in _descendants(State) if hasattr(kind, "name")}


def _descendants(kind: type[State]) -> list[type[State]]:
    return [
        descendant
        for child in kind.__subclasses__()
        for descendant in (child, *_descendants(child))
    ]
