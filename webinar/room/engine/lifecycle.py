"""Hooks of features: a session is made, begins or ends, a deadline comes, members act or leave."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from webinar.room.rooms.models import Member, Room

if TYPE_CHECKING:
    from webinar.room.engine.cache import Person
    from webinar.room.engine.change import Change

Created = Callable[[Session, Room], None]
Started = Callable[["Change", Member], None]
Ended = Callable[["Change"], None]
Happen = Callable[["Change", str], None]
Left = Callable[["Change", Collection[int]], None]
Recorded = Callable[["Change", "Member | Person", str], None]

# The functions that features run when a session is made, and in the changes that start and end it.
CREATED: list[Created] = []
STARTED: list[Started] = []
ENDED: list[Ended] = []
# The functions for members whose last link has said good-bye.
LEFT: list[Left] = []
# The handler for a deadline of each kind.
DUE: dict[str, Happen] = {}
# The functions for a member's entries in the timeline, by the kind of entry.
RECORDED: dict[str, Recorded] = {}


def on_created(prepare: Created) -> Created:
    """Register what a feature prepares in a new session."""
    CREATED.append(prepare)
    return prepare


def on_started(begin: Started) -> Started:
    """Register what a feature does when a session starts, given the host who started it."""
    STARTED.append(begin)
    return begin


def on_ended(finish: Ended) -> Ended:
    """Register what a feature finishes in the change that ends a session."""
    ENDED.append(finish)
    return finish


def on_left(follow: Left) -> Left:
    """Register what a feature does once members have left, given their ids, in a live session.

    A member leaves by closing the last page. A link that breaks is no departure. The function may
    be called again for the same departure, and leaves the rows of members and the room as they are.
    """
    LEFT.append(follow)
    return follow


def on_due(kind: str) -> Callable[[Happen], Happen]:
    """Register the handler for deadlines of this kind; it is given the deadline's key.

    The handler runs as a change of the room. A postponed deadline is not handled until its new
    time.
    """

    def register(handler: Happen) -> Happen:
        DUE[kind] = handler
        return handler

    return register


def on_recorded(hear: Recorded, *kinds: str) -> None:
    """Call `hear(change, member, kind)` for each entry of these kinds that names a member."""
    for kind in kinds:
        RECORDED[kind] = hear
