"""Marks passages of the slide for everybody. No Flask, no Socket.IO, no commit."""

from __future__ import annotations

from webinar.kit.errors import Refused
from webinar.live.marker import wire
from webinar.room.engine.cache import Person
from webinar.room.engine.change import Change
from webinar.room.floor import actions as floor


def set_marks(change: Change, member: Person, marks: wire.Marks | None) -> None:
    """Mark these passages in place of those that are marked now; `None` clears them.

    Does nothing if the session has moved to another slide meanwhile. Refused: `floor_elsewhere`,
    `bad_message`.
    """
    floor.check(change.room, member)
    if marks is None:
        clear(change)
        return
    if max(marks.marked) >= marks.blocks:
        raise Refused("bad_message")
    if marks.slide != change.room.slide:
        return
    marked = sorted(set(marks.marked))
    change.room.marks = {"blocks": marks.blocks, "marked": marked}
    change.announce(wire.MarkerChanged(set=wire.marker_view(change.room)))


def clear(change: Change) -> None:
    """Clear all marks; announce nothing if there are none."""
    if change.room.marks is None:
        return
    change.room.marks = None
    change.announce(wire.MarkerChanged(set=wire.MarkerView(None)))
