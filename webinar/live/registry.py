"""What the live path can do: commands, queries, parts of the snapshot, topics of the pulse.

Features register themselves here when their `sockets` module is imported; nothing is registered
without saying who may use it and what its message looks like.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy.orm import Session

from webinar.errors import Refused
from webinar.live.limits import HOSTING, Limit
from webinar.live.wire import Broadcast, Message, Mutation
from webinar.permissions import Can
from webinar.rooms.models import Member, Room, RoomState

if TYPE_CHECKING:
    from webinar.live.change import Change

One = Callable[["Change", Member, Any], None]
Many = Callable[["Change", Sequence[tuple[Member, Any]]], Sequence[Refused | None]]

LIVE = frozenset({RoomState.LIVE})
BEFORE_END = frozenset({RoomState.PLANNED, RoomState.LIVE})


@dataclass(frozen=True)
class Command:
    """One thing that a client may ask for. `many` handles all of its kind that wait, at once."""

    name: str
    needs: Can
    message: type[Mutation]
    limit: Limit
    states: Collection[RoomState]
    one: One | None = None
    many: Many | None = None


@dataclass(frozen=True)
class Query:
    """A question that changes nothing: answered from one consistent read."""

    name: str
    needs: Can
    message: type[Message]
    limit: Limit
    answer: Callable[[Session, Room, Member], Any]


Part = Callable[[Session, Room, Member], Any]
Topic = Callable[[Session, Room, Collection[str]], Sequence[Broadcast]]

Created = Callable[[Session, Room], None]
Ended = Callable[["Change"], None]

COMMANDS: dict[str, Command] = {}
QUERIES: dict[str, Query] = {}
PARTS: dict[str, Part] = {}
TOPICS: dict[str, Topic] = {}
# What features do when a session is made, and in the change that ends it.
CREATED: list[Created] = []
ENDED: list[Ended] = []


def command(
    name: str,
    *,
    needs: Can,
    message: type[Mutation],
    limit: Limit = HOSTING,
    states: Collection[RoomState] = LIVE,
) -> Callable[[One], One]:
    """Register a command that is written for one member: it gets its own savepoint."""

    def register(handler: One) -> One:
        _add(Command(name, needs, message, limit, states, one=handler))
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


def query(
    name: str, *, needs: Can, message: type[Message], limit: Limit
) -> Callable[[Callable[[Session, Room, Member], Any]], Callable[[Session, Room, Member], Any]]:
    """Register a question that changes nothing."""

    def register(
        answer: Callable[[Session, Room, Member], Any],
    ) -> Callable[[Session, Room, Member], Any]:
        QUERIES[name] = Query(name, needs, message, limit, answer)
        return answer

    return register


def part(name: str) -> Callable[[Part], Part]:
    """Register a feature's place in the snapshot."""

    def register(view: Part) -> Part:
        PARTS[name] = view
        return view

    return register


def topic(name: str) -> Callable[[Topic], Topic]:
    """Register what the pulse says when a change has stirred this topic."""

    def register(states: Topic) -> Topic:
        TOPICS[name] = states
        return states

    return register


def on_created(prepare: Created) -> Created:
    """Register what a feature prepares in a new session."""
    CREATED.append(prepare)
    return prepare


def on_ended(finish: Ended) -> Ended:
    """Register what a feature finishes in the change that ends a session."""
    ENDED.append(finish)
    return finish


def _add(new: Command) -> None:
    if new.name in COMMANDS:
        raise ValueError(f"two commands are named {new.name}")
    COMMANDS[new.name] = new
