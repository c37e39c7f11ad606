"""The registry of the live path: commands, queries, parts of the snapshot, topics of the pulse.

Features register themselves here when their `sockets` module is imported. Each command and query
states who may use it and the type of its message.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from sqlalchemy.orm import Session

from webinar.kit.errors import Refused
from webinar.kit.limits import HOSTING, Limit
from webinar.kit.permissions import HOST_ROLES, Can, HasRole, Role, can
from webinar.room.engine.cache import Person
from webinar.room.engine.wire import Broadcast, Message, Mutation, State
from webinar.room.rooms.models import Member, Room, RoomState

if TYPE_CHECKING:
    from webinar.room.engine.change import AddressedBroadcast, Change

# The handler gets a `Person` if its command keeps the cache, otherwise the `Member`.
OneHandler = Callable[["Change", Any, Any], None]
ManyHandler = Callable[["Change", Sequence[tuple[Person, Any]]], Sequence[Refused | None]]
QueryHandler = Callable[[Session, Room, Member, Any], Any]
MomentHandler = Callable[[Session, Room, Member, Any], State]

LIVE = frozenset({RoomState.LIVE})
BEFORE_END = frozenset({RoomState.PLANNED, RoomState.LIVE})
ALWAYS = frozenset(RoomState)


@dataclass(frozen=True)
class Command:
    """A client's command. `handle_many` handles all waiting commands of this name at once.

    `keeps_cache`: the command changes nothing that the room's cache holds; hot commands never do.
    `is_traceless`: nothing records which member gave the command, so its handler has to recognise
    repetitions.
    `can_wait`: nobody notices if the command waits a few milliseconds for others to join its batch.
    """

    name: str
    needs: Can
    message: type[Mutation]
    limit: Limit
    states: Collection[RoomState]
    handle_one: OneHandler | None = None
    handle_many: ManyHandler | None = None
    keeps_cache: bool = False
    is_traceless: bool = False
    can_wait: bool = False


@dataclass(frozen=True)
class Query:
    """A question that changes nothing: it is answered from one consistent read.

    If `is_moment`, the room hears the result of `answer` instead of the client.
    """

    name: str
    needs: Can
    message: type[Message]
    limit: Limit
    states: Collection[RoomState]
    answer: QueryHandler
    is_moment: bool = False


@dataclass(frozen=True)
class Reader:
    """The readers of a shared part of the snapshot: all members of this role and language."""

    role: Role
    language: str


SharedPart = Callable[[Session, Room, Reader], Any]
OwnPart = Callable[[Session, Room, Member, Any], Any]
Stamp = Callable[[Room, Reader], Hashable]


@dataclass
class Part:
    """A place in the snapshot.

    `shared` does not know the member, so the part that all readers get cannot contain anybody's own
    data; `own` adds it for one member. Without a `stamp`, the shared part is not cached.
    """

    shared: SharedPart | None = None
    stamp: Stamp | None = None
    own: OwnPart | None = None


# A broadcast for one member alone is wrapped in `AddressedBroadcast`.
Topic = Callable[[Session, Room, Collection[str]], "Sequence[Broadcast | AddressedBroadcast]"]

COMMANDS: dict[str, Command] = {}
QUERIES: dict[str, Query] = {}
PARTS: dict[str, Part] = {}
TOPICS: dict[str, Topic] = {}
# Seconds for which a topic rests after it was sent, if every beat of the pulse is too often.
RESTS: dict[str, float] = {}


def command(
    name: str,
    *,
    needs: Can,
    message: type[Mutation],
    limit: Limit = HOSTING,
    states: Collection[RoomState] = LIVE,
    keeps_cache: bool = False,
    is_traceless: bool = False,
) -> Callable[[OneHandler], OneHandler]:
    """Register a command whose handler takes one member; each command gets its own savepoint."""

    def register(handler: OneHandler) -> OneHandler:
        new = Command(name, needs, message, limit, states, handle_one=handler)
        _add(replace(new, keeps_cache=keeps_cache, is_traceless=is_traceless))
        return handler

    return register


def hot_command(
    name: str,
    *,
    needs: Can,
    message: type[Mutation],
    limit: Limit,
    states: Collection[RoomState] = LIVE,
    can_wait: bool = False,
) -> Callable[[ManyHandler], ManyHandler]:
    """Register a command whose handler takes many members: all waiting commands of this name.

    The handler returns, for each pair in order, None (done) or the refusal. It writes the commands
    that it does not refuse with one statement per table.
    """

    def register(handler: ManyHandler) -> ManyHandler:
        new = Command(name, needs, message, limit, states, handle_many=handler)
        _add(replace(new, can_wait=can_wait))
        return handler

    return register


def query(
    name: str, *, needs: Can, message: type[Message], limit: Limit
) -> Callable[[QueryHandler], QueryHandler]:
    """Register a question that changes nothing; the handler gets the question's message.

    Clients may ask it in every state of the session.
    """

    def register(answer: QueryHandler) -> QueryHandler:
        QUERIES[name] = Query(name, needs, message, limit, ALWAYS, answer)
        return answer

    return register


def moment(
    name: str,
    *,
    needs: Can,
    message: type[Message],
    limit: Limit,
    states: Collection[RoomState] = LIVE,
) -> Callable[[MomentHandler], MomentHandler]:
    """Register a fleeting message: the handler returns the broadcast that its audience hears.

    The broadcast is sent at once and stored nowhere: neither in the database, nor in the timeline
    or a snapshot. A client does not repeat it, and a client that was away has missed it.
    """

    def register(tell: MomentHandler) -> MomentHandler:
        QUERIES[name] = Query(name, needs, message, limit, states, tell, is_moment=True)
        return tell

    return register


def at_version(room: Room, reader: Reader) -> int:
    """The stamp of a part that any change of the room may have touched.

    Arrivals and presence are quiet changes: only hosts see them.
    """
    return room.version if reader.role in HOST_ROLES else room.shared_version


def part(name: str, stamp: Stamp | None = at_version) -> Callable[[SharedPart], SharedPart]:
    """Register the content of this place that all readers of one role and language share.

    It is made once for each `Reader` and stamp, of plain values that nobody may change. With the
    stamp `None`, for content that changes with the clock, it is made for each request.
    """

    def register(shared: SharedPart) -> SharedPart:
        place = PARTS.setdefault(name, Part())
        place.shared, place.stamp = shared, stamp
        return shared

    return register


def own_part(name: str) -> Callable[[OwnPart], OwnPart]:
    """Register what a member sees in this place; the handler gets the shared part, or None.

    The handler must read by index, and for this member only: thousands may ask at once.
    """

    def register(own: OwnPart) -> OwnPart:
        PARTS.setdefault(name, Part()).own = own
        return own

    return register


def topic(name: str, rest: float = 0.0) -> Callable[[Topic], Topic]:
    """Register what the pulse sends after a change stirred this topic; `rest` is in seconds."""

    def register(states: Topic) -> Topic:
        TOPICS[name] = states
        RESTS[name] = rest
        return states

    return register


def commands_of(member: HasRole) -> list[str]:
    """The names of the commands this member may use, for pages to offer them."""
    return [name for name, spec in COMMANDS.items() if can(member, spec.needs)]


def _add(new: Command) -> None:
    if new.name in COMMANDS:
        raise ValueError(f"two commands are named {new.name}")
    COMMANDS[new.name] = new
