"""Records who caught up; attendance stays the same. No Flask, no Socket.IO, no commit."""

from __future__ import annotations

from webinar.room.engine.cache import Person
from webinar.room.engine.change import Change


def note(change: Change, member: Person, slides: int, *, skipped: bool) -> None:
    """Record that the member caught up, or skipped: earlier slides are not offered again."""
    change.record("catchup.skipped" if skipped else "catchup.done", member, slides=slides)
