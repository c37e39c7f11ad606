"""The registry of the live path: commands, queries, parts of the snapshot, topics of the pulse.

Features register themselves here when their `sockets` module is imported; nothing is registered
without saying who may use it and what its message looks like.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from sqlalchemy.orm import Session

from webinar.kit.errors import Refused
from webinar.kit.limits import HOSTING, Limit
from webinar.kit.permissions import Can, HasRole, Role, can
from webinar.room.engine.cache import Person
from webinar.room.engine.wire import Broadcast, Message, Mutation, State
from webinar.room.rooms.models import Member, Room, RoomState

if TYPE_CHECKING:
    from webinar.room.engine.change import Change, Said

# A command that keeps the cache is given a `Person`, every other the `Member`.
One = Callable[["Change", Any, Any], None]
Many = Callable[["Change", Sequence[tuple[Person, Any]]], Sequence[Refused | None]]
Ask = Callable[[Session, Room, Member, Any], Any]
Tell = Callable[[Session, Room, Member, Any], State]

LIVE = frozenset({RoomState.LIVE})
BEFORE_END = frozenset({RoomState.PLANNED, RoomState.LIVE})
ALWAYS = frozenset(RoomState)


@dataclass(frozen=True)
class Command:
    """A client's command. `many` handles all of its kind that wait, at once.

    `keeps_cache`: it changes nothing of what the room's cache holds; hot commands never do.
    `is_traceless`: nothing records that this member gave it, so it has to recognise its own
    repetition.
    """

    name: str
    needs: Can
    message: type[Mutation]
    limit: Limit
    states: Collection[RoomState]
    one: One | None = None
    many: Many | None = None
    keeps_cache: bool = False
    is_traceless: bool = False


@dataclass(frozen=True)
class Query:
    """A question that changes nothing: answered from one consistent read.

    For a moment, the room hears `answer` instead.
    """

    name: str
    needs: Can
    message: type[Message]
    limit: Limit
    states: Collection[RoomState]
    answer: Ask
    is_moment: bool = False


@dataclass(frozen=True)
class Reader:
    """The readers of a shared part of the snapshot: everybody of this role and language."""

    role: Role
    language: str


Shared = Callable[[Session, Room, Reader], Any]
Own = Callable[[Session, Room, Member, Any], Any]
Stamp = Callable[[Room, Reader], Hashable]


@dataclass
class Part:
    """A place in the snapshot. `shared` is made without knowing the member, so nothing of theirs
    can be in what others are given; `own` puts the member's into it. No `stamp`: never kept.
    """

    shared: Shared | None = None
    stamp: Stamp | None = None
    own: Own | None = None


# A broadcast for one member alone is wrapped in `Said`.
Topic = Callable[[Session, Room, Collection[str]], "Sequence[Broadcast | Said]"]

COMMANDS: dict[str, Command] = {}
QUERIES: dict[str, Query] = {}
PARTS: dict[str, Part] = {}
TOPICS: dict[str, Topic] = {}
# Seconds for which a topic rests once it was said, where a beat of the pulse is too often.
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
) -> Callable[[One], One]:
    """Register a command that is written for one member: it gets its own savepoint."""

    def register(handler: One) -> One:
        made = Command(name, needs, message, limit, states, one=handler)
        _add(replace(made, keeps_cache=keeps_cache, is_traceless=is_traceless))
        return handler

    return register


def hot_command(
    name: str,
    *,
    needs: Can,
    message: type[Mutation],
    limit: Limit,
    states: Collection[RoomState] = LIVE,
) -> Callable[[Many], Many]:
    """Register a command that is written for many members: it gets all of its kind that wait.

    The handler answers, for each pair in order, None (done) or the refusal, and writes one
    statement per table for those that it does not refuse.
    """

    def register(handler: Many) -> Many:
        _add(Command(name, needs, message, limit, states, many=handler))
        return handler

    return register


def query(name: str, *, needs: Can, message: type[Message], limit: Limit) -> Callable[[Ask], Ask]:
    """Register a question that changes nothing; the handler is given its message.

    It may be asked in every state of the session.
    """

    def register(answer: Ask) -> Ask:
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
) -> Callable[[Tell], Tell]:
    """Register something that is only of the moment: the handler returns what its audience hears.

    It is said at once and written nowhere: not into the database, the timeline or a snapshot. A
    client does not repeat it, and one that was away has missed it.
    """

    def register(tell: Tell) -> Tell:
        QUERIES[name] = Query(name, needs, message, limit, states, tell, is_moment=True)
        return tell

    return register


def at_version(room: Room, _reader: Reader) -> int:
    """The stamp of what any change of the room may have touched."""
    return room.version


def part(name: str, stamp: Stamp | None = at_version) -> Callable[[Shared], Shared]:
    """Register what all readers of one role and language see alike in this place.

    It is made once for each of them and stamp, as plain values that nobody may change. `None` for
    what moves with the clock: that is made for everyone who asks.
    """

    def register(shared: Shared) -> Shared:
        place = PARTS.setdefault(name, Part())
        place.shared, place.stamp = shared, stamp
        return shared

    return register


def own_part(name: str) -> Callable[[Own], Own]:
    """Register what a member sees in this place, made of the shared part (None if there is none).

    To be read by index, for this member alone: thousands may ask at once.
    """

    def register(own: Own) -> Own:
        PARTS.setdefault(name, Part()).own = own
        return own

    return register


def topic(name: str, rest: float = 0.0) -> Callable[[Topic], Topic]:
    """Register what the pulse says when a change has stirred this topic, then rests for so long."""

    def register(states: Topic) -> Topic:
        TOPICS[name] = states
        RESTS[name] = rest
        return states

    return register


def commands_of(member: HasRole) -> list[str]:
    """The names this member may use: pages offer them, and the gateway lets no others through."""
    return [name for name, known in COMMANDS.items() if can(member, known.needs)]


def _add(new: Command) -> None:
    if new.name in COMMANDS:
        raise ValueError(f"two commands are named {new.name}")
    COMMANDS[new.name] = new
