"""The command of the presenter's marker, and its part of the snapshot.

The pointer shows a place for a moment; marks stay until the presenter clears them or moves on. So
they are stored, and everybody who comes late or connects again sees them.
"""

from __future__ import annotations

from sqlalchemy.orm import Session

from webinar.kit.limits import POINTING
from webinar.kit.permissions import Can
from webinar.live.marker import actions, wire
from webinar.room.engine.cache import Person
from webinar.room.engine.change import Change
from webinar.room.engine.registry import Reader, command, part
from webinar.room.rooms.models import Room


@command(
    "marker.set",
    needs=Can.MOVE_SLIDES,
    message=wire.SetMarks,
    limit=POINTING,
    keeps_cache=True,
)
def set_marks(change: Change, member: Person, message: wire.SetMarks) -> None:
    actions.set_marks(change, member, message.marks)


@part("marker")
def marker_part(_db: Session, room: Room, _reader: Reader) -> wire.MarkerView:
    return wire.marker_view(room)
