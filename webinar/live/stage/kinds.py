"""The kinds of content for the stage; features register them."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy.orm import Session

from webinar.room.engine.change import Change
from webinar.room.rooms.models import Room

# Tells whether the room has content with this key that everybody may see now.
Exists = Callable[[Session, Room, str], bool]

# Ends what exists only on the stage.
Leave = Callable[[Change], None]

KINDS: dict[str, Exists] = {}
LEFT: dict[str, Leave] = {}


def stage_kind(name: str) -> Callable[[Exists], Exists]:
    """Register a kind of content that hosts may bring to the stage."""

    def register(exists: Exists) -> Exists:
        KINDS[name] = exists
        return exists

    return register


def stage_left(name: str) -> Callable[[Leave], Leave]:
    """Register what a feature does when content of this kind leaves the stage."""

    def register(leave: Leave) -> Leave:
        LEFT[name] = leave
        return leave

    return register
