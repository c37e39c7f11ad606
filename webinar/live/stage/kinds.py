"""The kinds of content for the stage; features register them."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy.orm import Session

from webinar.room.rooms.models import Room

# Tells whether the room has content with this key that everybody may see now.
Exists = Callable[[Session, Room, str], bool]

KINDS: dict[str, Exists] = {}


def stage_kind(name: str) -> Callable[[Exists], Exists]:
    """Register a kind of content that hosts may bring to the stage."""

    def register(exists: Exists) -> Exists:
        KINDS[name] = exists
        return exists

    return register
