"""Hooks of features: a session is made, begun or ended, or a deadline comes."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from webinar.room.rooms.models import Member, Room

if TYPE_CHECKING:
    from webinar.room.engine.change import Change

Created = Callable[[Session, Room], None]
Started = Callable[["Change", Member], None]
Ended = Callable[["Change"], None]
Happen = Callable[["Change", str], None]

# Work of features when a session is made, and in the changes that begin and end it.
CREATED: list[Created] = []
STARTED: list[Started] = []
ENDED: list[Ended] = []
# The handler for a deadline of each kind.
DUE: dict[str, Happen] = {}


def on_created(prepare: Created) -> Created:
    """Register what a feature prepares in a new session."""
    CREATED.append(prepare)
    return prepare


def on_started(begin: Started) -> Started:
    """Register what a feature does in the change that starts a session; with who started it."""
    STARTED.append(begin)
    return begin


def on_ended(finish: Ended) -> Ended:
    """Register what a feature finishes in the change that ends a session."""
    ENDED.append(finish)
    return finish


def on_due(kind: str) -> Callable[[Happen], Happen]:
    """Register what happens at a deadline of this kind; it is given the deadline's key.

    It runs as a change of the room. A deadline whose time was put off has not come.
    """

    def register(happen: Happen) -> Happen:
        DUE[kind] = happen
        return happen

    return register
